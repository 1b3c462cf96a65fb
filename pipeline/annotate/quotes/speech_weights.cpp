#include "annotate/quotes/speech_signs.h"

namespace sotto {

// Written by tools/train_speech.
const SpeechSigns kSpeechWeights = {
    0.061F,   // bias
    2.288F,   // tag name
    1.924F,   // tag pronoun
    0.672F,   // tag description
    -2.127F,  // tag many
    1.798F,   // lead name
    1.312F,   // lead pronoun
    0.704F,   // lead description
    0.254F,   // lead many
    -0.441F,  // lead apart
    0.008F,   // after action
    0.231F,   // before action
    -0.440F,  // supposed
    -2.661F,  // unreal
    -0.613F,  // to say
    -2.163F,  // about to say
    -0.008F,  // denied
    -1.231F,  // had
    -1.006F,  // reads
    -1.682F,  // sings
    -0.912F,  // was
    -0.116F,  // as put
    0.724F,   // tagged beside
    0.941F,   // completes
    0.499F,   // talk before
    0.395F,   // talk after
    -0.234F,  // lonely
    -0.187F,  // alone
    2.637F,   // opens
    1.390F,   // closes
    -0.546F,  // tie none
    0.290F,   // tie comma
    0.383F,   // tie colon
    0.318F,   // tie dash
    1.212F,   // tie stop
    -1.001F,  // after determiner
    -0.915F,  // after preposition
    -1.078F,  // after naming
    0.290F,   // after said
    -2.233F,  // after writing
    -1.954F,  // after writing stop
    -1.030F,  // subject
    -0.110F,  // goes on lower
    -0.032F,  // joined
    -0.707F,  // bare
    0.143F,   // ends comma
    -0.040F,  // ends stop
    0.212F,   // ends call
    -0.106F,  // lower
    -0.597F,  // one word
    -0.144F,  // few words
    -1.177F,  // long
    -0.916F,  // capitals
    0.635F,   // bare opens
    -0.289F,  // bare in clause
    -0.373F,  // short in clause
    -0.380F,  // lower in clause
    -0.570F,  // said whole
    1.870F,   // call within
    -0.836F,  // quoted beside
    0.599F,   // first person
    0.397F,   // second person
    0.054F,   // we
    0.204F,   // third only
    -0.067F,  // reported
    -0.732F,  // reported untagged
    -0.414F,  // reported within
    -1.016F,  // reported stop
    -1.553F,  // reported much
    -0.803F,  // reported speaker
    -0.247F,  // reported beside
    0.191F,   // calls somebody
    -1.437F,  // repeated
    0.060F,   // present
    0.089F,   // contracted
    -0.288F,  // salutation
    -3.759F,  // in letter
    1.339F,   // shown
    -2.767F,  // signature
    -5.462F,  // verse
};

}  // namespace sotto
