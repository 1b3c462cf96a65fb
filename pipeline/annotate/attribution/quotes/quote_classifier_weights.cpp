#include "annotate/attribution/quotes/quote_features.h"

namespace sotto::attribution {

// Written by tools/train_speech.
// clang-format off
const QuoteFeatures kSpeechWeights = {
    0.061F,  // bias
    2.291F,  // tag name
    1.905F,  // tag pronoun
    0.683F,  // tag description
    -2.127F,  // tag many
    1.796F,  // lead name
    1.292F,  // lead pronoun
    0.719F,  // lead description
    0.250F,  // lead many
    -0.438F,  // lead apart
    0.007F,  // after action
    0.231F,  // before action
    -0.435F,  // supposed
    -2.658F,  // unreal
    -0.610F,  // to say
    -2.159F,  // about to say
    0.002F,  // denied
    -1.227F,  // had
    -1.005F,  // reads
    -1.688F,  // sings
    -0.912F,  // was
    -0.120F,  // as put
    0.713F,  // tagged beside
    0.935F,  // completes
    0.496F,  // talk before
    0.394F,  // talk after
    -0.236F,  // lonely
    -0.182F,  // alone
    2.629F,  // opens
    1.388F,  // closes
    -0.543F,  // tie none
    0.291F,  // tie comma
    0.386F,  // tie colon
    0.318F,  // tie dash
    1.217F,  // tie stop
    -1.001F,  // after determiner
    -0.915F,  // after preposition
    -1.078F,  // after naming
    0.305F,  // after said
    -2.239F,  // after writing
    -1.976F,  // after writing stop
    -1.034F,  // subject
    -0.106F,  // goes on lower
    -0.031F,  // joined
    -0.701F,  // bare
    0.143F,  // ends comma
    -0.037F,  // ends stop
    0.215F,  // ends call
    -0.106F,  // lower
    -0.595F,  // one word
    -0.145F,  // few words
    -1.189F,  // long
    -0.915F,  // capitals
    0.631F,  // bare opens
    -0.296F,  // bare in clause
    -0.377F,  // short in clause
    -0.384F,  // lower in clause
    -0.583F,  // said whole
    1.862F,  // call within
    -0.839F,  // quoted beside
    0.600F,  // first person
    0.392F,  // second person
    0.054F,  // we
    0.203F,  // third only
    0.003F,  // reported
    -0.810F,  // reported untagged
    -0.400F,  // reported within
    -1.028F,  // reported stop
    -1.548F,  // reported much
    -0.908F,  // reported speaker
    -0.244F,  // reported beside
    0.187F,  // calls somebody
    -1.439F,  // repeated
    0.063F,  // present
    0.096F,  // contracted
    -0.287F,  // salutation
    -3.758F,  // in letter
    1.343F,  // shown
    -2.767F,  // signature
    -5.458F,  // verse
};
// clang-format on

}  // namespace sotto::attribution
