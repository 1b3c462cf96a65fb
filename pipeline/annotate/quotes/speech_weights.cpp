#include "annotate/quotes/speech_signs.h"

namespace sotto {

// Written by tools/train_speech.
const SpeechSigns kSpeechWeights = {
    0.096F,   // bias
    1.981F,   // tag name
    1.605F,   // tag pronoun
    0.552F,   // tag description
    -1.383F,  // tag many
    1.503F,   // lead name
    1.037F,   // lead pronoun
    0.767F,   // lead description
    0.246F,   // lead many
    0.034F,   // after action
    0.220F,   // before action
    -0.836F,  // supposed
    -1.224F,  // unreal
    -0.766F,  // to say
    -0.076F,  // denied
    -1.218F,  // had
    -1.073F,  // reads
    -1.187F,  // sings
    -0.663F,  // was
    -0.046F,  // as put
    0.752F,   // tagged beside
    0.976F,   // completes
    -0.306F,  // alone
    2.668F,   // opens
    1.488F,   // closes
    -0.639F,  // tie none
    0.053F,   // tie comma
    0.174F,   // tie colon
    0.133F,   // tie dash
    1.028F,   // tie stop
    -0.973F,  // after determiner
    -0.623F,  // after preposition
    -0.743F,  // after naming
    0.401F,   // after said
    -1.813F,  // after writing
    -1.698F,  // after writing stop
    -0.907F,  // subject
    -0.141F,  // goes on lower
    -0.023F,  // joined
    -0.683F,  // bare
    0.152F,   // ends comma
    -0.036F,  // ends stop
    0.340F,   // ends call
    -0.172F,  // lower
    -0.487F,  // one word
    -0.075F,  // few words
    -1.250F,  // long
    -0.809F,  // capitals
    0.549F,   // bare opens
    -0.117F,  // bare in clause
    -0.251F,  // short in clause
    -0.682F,  // lower in clause
    -0.798F,  // quoted beside
    0.608F,   // first person
    0.411F,   // second person
    -0.007F,  // we
    0.261F,   // third only
    -0.098F,  // reported
    -0.697F,  // reported untagged
    -0.618F,  // reported within
    -0.877F,  // reported stop
    -1.465F,  // reported much
    -0.545F,  // reported speaker
    -0.337F,  // reported beside
    -1.258F,  // repeated
    0.095F,   // present
    0.174F,   // contracted
    -0.248F,  // salutation
    -2.577F,  // in letter
    0.532F,   // shown
    -0.585F,  // signature
    -4.705F,  // verse
};

}  // namespace sotto
