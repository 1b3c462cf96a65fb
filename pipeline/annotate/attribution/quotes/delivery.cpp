#include "annotate/attribution/quotes/delivery.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <unordered_map>

#include "shared/text.h"

namespace sotto::attribution {

namespace {

struct DeliveryWords {
  std::string_view delivery;
  std::string_view verbs;   // of the tag
  std::string_view manner;  // adverbs, adjectives and nouns of the tag's clause
};

// Where a tag has several, the one further up wins: it changes the voice more.
constexpr std::array<DeliveryWords, 12> kDeliveryWords = {{
    {"whisper", "whispered whispers whisper whispering breathed breathes hissed",
     "whisper whispering whispered undertone breathlessly"},
    {"sob", "sobbed sobs sobbing wept weeping wailed whimpered blubbered",
     "sobbing sob sobs weeping tearfully wail whimper"},
    {"thunder", "thundered thunders roared roars bellowed", "thundering roaring thunder roar bellow"},
    {"shout", "shouted shouts shouting yelled yells screamed screams shrieked bawled exploded stormed",
     "shouting yelling screaming loudly furiously shout yell scream shriek"},
    {"hoarse", "croaked rasped wheezed",
     "hoarsely hoarse huskily husky thickly gruffly gruff raspingly croak rasp gravel"},
    {"cold", "snapped sneered",
     "coldly cold icily icy frostily coolly stonily stiffly curtly flatly sternly harshly ice steel sneer"},
    {"plead", "pleaded pleads begged begs implored entreated beseeched pleading begging imploring besought",
     "pleadingly imploringly beseechingly pleading imploring beseeching entreaty supplication"},
    {"laugh", "laughed laughs laughing chuckled giggled tittered cackled",
     "laughing laugh chuckling giggling merrily mirthfully chuckle giggle"},
    {"call", "called calls calling hailed hallooed", "calling"},
    {"soft", "murmured murmurs murmur murmuring cooed crooned soothed sighed sighs",
     "softly gently tenderly soft gentle tender quietly soothingly sadly murmur sigh velvet tenderness gentleness"},
    {"low", "muttered mutters muttering mumbled grumbled growled growls groaned",
     "low darkly gloomily grimly growl groan mutter mumble"},
    {"cry", "", ""},
}};

using Table = std::unordered_map<std::string_view, std::size_t>;

Table build_table(std::string_view DeliveryWords::*list) {
  Table table;
  for (std::size_t i = 0; i < kDeliveryWords.size(); ++i) {
    std::string_view rest = kDeliveryWords[i].*list;
    while (!rest.empty()) {
      const std::size_t space = rest.find(' ');
      table.emplace(rest.substr(0, space), i);
      rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    }
  }
  return table;
}

bool tears(std::string_view word) {
  return word == "tears" || word == "tear" || word == "weeping" || word == "sobbing" || word == "crying" ||
         word == "tearful" || word == "tearfully" || word == "wept";
}

bool is_voice(std::string_view word) {
  return word == "voice" || word == "tone" || word == "tones" || word == "whisper" || word == "accents";
}

/// A noun for a way to speak or what goes with it, unlike "cold" and "low", which chairs are, too.
bool is_sound(std::string_view word) {
  constexpr std::string_view kSounds[] = {"whisper", "undertone", "sob",   "sobs",  "wail",    "whimper",
                                          "roar",    "bellow",    "shout", "yell",  "scream",  "shriek",
                                          "croak",   "rasp",      "sneer", "laugh", "chuckle", "giggle",
                                          "murmur",  "sigh",      "growl", "groan", "mutter",  "mumble"};
  return among(kSounds, word);
}

/// Whether a word tells how something is said: an adverb; what a voice is ("in a low voice") or is of ("in a voice of
/// thunder"); or a sound that goes with the words ("in a hoarse whisper", "with a sob"). A low chair does not.
bool describes_voice(const document::Tokens& tokens, document::Range clause, std::uint32_t i) {
  const std::string_view word = tokens.lower(i);
  if (word.ends_with("ing") || (word.size() > 2 && word.ends_with("ly"))) return true;
  const auto back = [&](std::uint32_t steps) {
    return i >= clause.begin + steps ? tokens.lower(i - steps) : std::string_view();
  };
  if (back(1) == "so" || back(1) == "very") return true;
  if (back(1) == "of" && is_voice(back(2))) return true;
  constexpr std::uint32_t kAdjectives = 2;  // "in a low, hoarse whisper"
  for (std::uint32_t j = i + 1; j < clause.end && j <= i + kAdjectives + 1; ++j) {
    if (is_voice(tokens.lower(j))) return true;
  }
  for (std::uint32_t steps = 1; i >= clause.begin + steps + 1 && steps <= 2 * kAdjectives + 1; ++steps) {
    const std::string_view before = back(steps + 1);
    const bool article = back(steps) == "a" || back(steps) == "an";
    if (article) return is_sound(word) && (before == "in" || before == "with");
    if ((tokens.classes(i - steps) &
         (language::kPreposition | language::kDeterminer | language::kConjunction | language::kAuxiliary)) != 0)
      return false;
  }
  return back(1) == "in" && is_sound(word);
}

bool is_tag(const DialogueTag& tag) {
  return tag.form != TagForm::none && tag.form != TagForm::action && tag.verb != kNone;
}

}  // namespace

std::string delivery_of(const document::Tokens& tokens, const Speech& speech) {
  static const Table verb_table = build_table(&DeliveryWords::verbs);
  static const Table manner_table = build_table(&DeliveryWords::manner);
  std::size_t best = kDeliveryWords.size();
  bool exclaims = false;
  bool crying = false;
  const auto weigh = [&](const Table& table, std::string_view word) {
    const auto found = table.find(word);
    if (found != table.end() && found->second < best) best = found->second;
  };
  for (const DialogueTag* tag : {&speech.tag_after, &speech.tag_before}) {
    if (!is_tag(*tag)) continue;
    const std::string_view verb = tokens.lower(tag->verb);
    weigh(verb_table, verb);
    exclaims = exclaims || verb == "cried" || verb == "cries" || verb == "exclaimed" || verb == "crying";
    for (std::uint32_t i = tag->clause.begin; i < tag->clause.end; ++i) {
      if (i == tag->verb) continue;
      const std::string_view word = tokens.lower(i);
      crying = crying || tears(word);
      const bool negated = i > tag->clause.begin && (tokens.lower(i - 1) == "not" || tokens.lower(i - 1) == "without");
      if (!negated && describes_voice(tokens, tag->clause, i)) weigh(manner_table, word);
    }
  }
  // "said Meg, and her voice was hoarse"
  for (std::uint32_t i = speech.after.begin; i + 2 < speech.after.end && tokens.all[i].mark != '.'; ++i) {
    const std::string_view verb = tokens.lower(i + 1);
    if (tokens.lower(i) == "voice" && (verb == "was" || verb == "grew" || verb == "went")) {
      weigh(manner_table, tokens.lower(i + 2));
    }
  }
  if (exclaims && crying) return "cry";
  if (best < kDeliveryWords.size()) return std::string(kDeliveryWords[best].delivery);
  if (crying) return "cry";
  return {};
}

}  // namespace sotto::attribution
