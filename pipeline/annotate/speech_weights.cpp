#include "annotate/speech_signs.h"

namespace sotto {

// Written by tools/train_speech.
const SpeechSigns kSpeechWeights = {
    0.085F,   // bias
    2.009F,   // tag name
    1.615F,   // tag pronoun
    0.566F,   // tag description
    -1.378F,  // tag many
    1.500F,   // lead name
    1.040F,   // lead pronoun
    0.789F,   // lead description
    0.247F,   // lead many
    0.041F,   // after action
    0.221F,   // before action
    -0.836F,  // supposed
    -1.224F,  // unreal
    -0.767F,  // to say
    -0.076F,  // denied
    -1.219F,  // had
    -1.074F,  // reads
    -1.191F,  // sings
    -0.663F,  // was
    -0.048F,  // as put
    0.751F,   // tagged beside
    0.977F,   // completes
    -0.307F,  // alone
    2.668F,   // opens
    1.499F,   // closes
    -0.641F,  // tie none
    0.052F,   // tie comma
    0.172F,   // tie colon
    0.105F,   // tie dash
    1.028F,   // tie stop
    -0.973F,  // after determiner
    -0.622F,  // after preposition
    -0.745F,  // after naming
    0.403F,   // after said
    -1.812F,  // after writing
    -1.698F,  // after writing stop
    -0.905F,  // subject
    -0.133F,  // goes on lower
    -0.021F,  // joined
    -0.691F,  // bare
    0.156F,   // ends comma
    -0.030F,  // ends stop
    0.345F,   // ends call
    -0.168F,  // lower
    -0.486F,  // one word
    -0.075F,  // few words
    -1.266F,  // long
    -0.810F,  // capitals
    0.558F,   // bare opens
    -0.107F,  // bare in clause
    -0.253F,  // short in clause
    -0.685F,  // lower in clause
    -0.797F,  // quoted beside
    0.607F,   // first person
    0.408F,   // second person
    -0.011F,  // we
    0.261F,   // third only
    -0.105F,  // reported
    -0.691F,  // reported untagged
    -0.616F,  // reported within
    -0.880F,  // reported stop
    -1.466F,  // reported much
    -0.546F,  // reported speaker
    -0.333F,  // reported beside
    -1.258F,  // repeated
    0.095F,   // present
    0.176F,   // contracted
    -0.248F,  // salutation
    -2.569F,  // in letter
    0.541F,   // shown
    -0.585F,  // signature
    -4.709F,  // verse
};

}  // namespace sotto
