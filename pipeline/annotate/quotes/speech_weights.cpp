#include "annotate/quotes/speech_signs.h"

namespace sotto {

// Written by tools/train_speech.
const SpeechSigns kSpeechWeights = {
    0.039F,  // bias
    2.109F,  // tag name
    1.674F,  // tag pronoun
    0.549F,  // tag description
    -1.800F,  // tag many
    1.688F,  // lead name
    1.143F,  // lead pronoun
    0.760F,  // lead description
    0.219F,  // lead many
    0.042F,  // after action
    0.196F,  // before action
    -0.786F,  // supposed
    -1.803F,  // unreal
    -0.774F,  // to say
    -0.018F,  // denied
    -1.360F,  // had
    -1.115F,  // reads
    -1.894F,  // sings
    -0.965F,  // was
    -0.005F,  // as put
    0.734F,  // tagged beside
    0.964F,  // completes
    -0.297F,  // alone
    2.836F,  // opens
    1.569F,  // closes
    -0.795F,  // tie none
    0.104F,  // tie comma
    0.256F,  // tie colon
    0.220F,  // tie dash
    1.217F,  // tie stop
    -1.044F,  // after determiner
    -0.860F,  // after preposition
    -0.915F,  // after naming
    0.504F,  // after said
    -2.161F,  // after writing
    -2.012F,  // after writing stop
    -1.079F,  // subject
    -0.181F,  // goes on lower
    -0.023F,  // joined
    -0.691F,  // bare
    0.190F,  // ends comma
    -0.072F,  // ends stop
    0.164F,  // ends call
    -0.064F,  // lower
    -0.532F,  // one word
    -0.097F,  // few words
    -1.150F,  // long
    -0.820F,  // capitals
    0.645F,  // bare opens
    -0.052F,  // bare in clause
    -0.365F,  // short in clause
    -0.472F,  // lower in clause
    -0.616F,  // said whole
    1.898F,  // call within
    -0.774F,  // quoted beside
    0.610F,  // first person
    0.440F,  // second person
    -0.016F,  // we
    0.258F,  // third only
    0.010F,  // reported
    -0.756F,  // reported untagged
    -0.635F,  // reported within
    -0.951F,  // reported stop
    -1.633F,  // reported much
    -0.716F,  // reported speaker
    -0.375F,  // reported beside
    -1.457F,  // repeated
    0.051F,  // present
    0.116F,  // contracted
    -0.309F,  // salutation
    -3.446F,  // in letter
    1.178F,  // shown
    -2.913F,  // signature
    -5.542F,  // verse
};

}  // namespace sotto
