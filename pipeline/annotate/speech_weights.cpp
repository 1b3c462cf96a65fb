#include "annotate/speech_signs.h"

namespace sotto {

// Written by tools/train_speech.
const SpeechSigns kSpeechWeights = {
    0.118F,  // bias
    2.018F,  // tag name
    1.604F,  // tag pronoun
    0.566F,  // tag description
    -1.369F,  // tag many
    1.510F,  // lead name
    1.067F,  // lead pronoun
    0.824F,  // lead description
    0.265F,  // lead many
    0.033F,  // after action
    0.228F,  // before action
    -1.007F,  // supposed
    -0.726F,  // to say
    -0.093F,  // denied
    -1.202F,  // had
    -1.071F,  // reads
    -1.232F,  // sings
    -0.727F,  // was
    -0.043F,  // as put
    0.757F,  // tagged beside
    0.978F,  // completes
    -0.296F,  // alone
    2.645F,  // opens
    1.479F,  // closes
    -0.679F,  // tie none
    -0.010F,  // tie comma
    0.094F,  // tie colon
    0.071F,  // tie dash
    0.999F,  // tie stop
    -0.958F,  // after determiner
    -0.618F,  // after preposition
    -0.745F,  // after naming
    0.391F,  // after said
    -1.295F,  // after writing
    -1.624F,  // after writing stop
    -0.899F,  // subject
    -0.134F,  // goes on lower
    -0.029F,  // joined
    -0.695F,  // bare
    0.145F,  // ends comma
    -0.026F,  // ends stop
    0.354F,  // ends call
    -0.162F,  // lower
    -0.483F,  // one word
    -0.086F,  // few words
    -1.241F,  // long
    -0.814F,  // capitals
    0.554F,  // bare opens
    -0.106F,  // bare in clause
    -0.248F,  // short in clause
    -0.684F,  // lower in clause
    -0.789F,  // quoted beside
    0.600F,  // first person
    0.399F,  // second person
    -0.014F,  // we
    0.251F,  // third only
    -0.112F,  // reported
    -0.670F,  // reported untagged
    -0.615F,  // reported within
    -0.884F,  // reported stop
    -1.482F,  // reported much
    -0.523F,  // reported speaker
    -0.325F,  // reported beside
    -1.268F,  // repeated
    0.096F,  // present
    0.187F,  // contracted
    -0.492F,  // salutation
    -1.505F,  // in letter
    -1.030F,  // signature
    -4.709F,  // verse
};

}  // namespace sotto
