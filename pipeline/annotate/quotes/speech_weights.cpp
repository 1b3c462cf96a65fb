#include "annotate/quotes/speech_signs.h"

namespace sotto {

// Written by tools/train_speech.
const SpeechSigns kSpeechWeights = {
    0.436F,   // bias
    2.110F,   // tag name
    1.704F,   // tag pronoun
    0.552F,   // tag description
    -1.805F,  // tag many
    1.661F,   // lead name
    1.103F,   // lead pronoun
    0.723F,   // lead description
    0.204F,   // lead many
    0.061F,   // after action
    0.193F,   // before action
    -0.597F,  // supposed
    -2.721F,  // unreal
    -0.818F,  // to say
    -0.019F,  // denied
    -1.358F,  // had
    -1.119F,  // reads
    -1.865F,  // sings
    -0.976F,  // was
    -0.014F,  // as put
    0.745F,   // tagged beside
    0.954F,   // completes
    -0.307F,  // alone
    2.831F,   // opens
    1.585F,   // closes
    -0.756F,  // tie none
    0.147F,   // tie comma
    0.277F,   // tie colon
    0.219F,   // tie dash
    1.206F,   // tie stop
    -1.065F,  // after determiner
    -0.875F,  // after preposition
    -0.920F,  // after naming
    0.509F,   // after said
    -2.255F,  // after writing
    -2.027F,  // after writing stop
    -1.078F,  // subject
    -0.183F,  // goes on lower
    -0.009F,  // joined
    -0.693F,  // bare
    0.190F,   // ends comma
    -0.078F,  // ends stop
    0.173F,   // ends call
    -0.086F,  // lower
    -0.537F,  // one word
    -0.104F,  // few words
    -1.162F,  // long
    -0.827F,  // capitals
    0.654F,   // bare opens
    -0.061F,  // bare in clause
    -0.394F,  // short in clause
    -0.445F,  // lower in clause
    -0.627F,  // said whole
    1.876F,   // call within
    -0.783F,  // quoted beside
    0.600F,   // first person
    0.452F,   // second person
    -0.017F,  // we
    0.255F,   // third only
    0.021F,   // reported
    -0.769F,  // reported untagged
    -0.644F,  // reported within
    -0.942F,  // reported stop
    -1.630F,  // reported much
    -0.727F,  // reported speaker
    -0.383F,  // reported beside
    -1.462F,  // repeated
    0.058F,   // present
    0.110F,   // contracted
    -0.305F,  // salutation
    -3.446F,  // in letter
    1.256F,   // shown
    -2.905F,  // signature
    -5.541F,  // verse
};

}  // namespace sotto
