#include "annotate/speakers/delivery.h"

#include <array>
#include <string_view>
#include <unordered_map>

namespace sotto {

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
    {"sob", "sobbed sobs sobbing wept weeping wailed whimpered blubbered", "sobbing sob sobs weeping tearfully"},
    {"thunder", "thundered thunders roared roars bellowed", "thundering roaring"},
    {"shout", "shouted shouts shouting yelled yells screamed screams shrieked bawled exploded stormed",
     "shouting yelling screaming loudly furiously"},
    {"hoarse", "croaked rasped wheezed", "hoarsely hoarse huskily husky thickly gruffly gruff raspingly"},
    {"cold", "snapped sneered", "coldly cold icily icy frostily coolly stonily stiffly curtly flatly sternly harshly"},
    {"plead", "pleaded pleads begged begs implored entreated beseeched pleading begging imploring besought",
     "pleadingly imploringly beseechingly pleading imploring beseeching"},
    {"laugh", "laughed laughs laughing chuckled giggled tittered cackled",
     "laughing laugh chuckling giggling merrily mirthfully"},
    {"call", "called calls calling hailed hallooed", "calling"},
    {"soft", "murmured murmurs murmur murmuring cooed crooned soothed sighed sighs",
     "softly gently tenderly soft gentle tender quietly soothingly sadly"},
    {"low", "muttered mutters muttering mumbled grumbled growled growls groaned", "low darkly gloomily grimly"},
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

bool is_tag(const Tag& tag) { return tag.form != TagForm::none && tag.form != TagForm::action && tag.verb != kNone; }

}  // namespace

std::string delivery_of(const Tokens& tokens, const Speech& speech) {
  static const Table verb_table = build_table(&DeliveryWords::verbs);
  static const Table manner_table = build_table(&DeliveryWords::manner);
  std::size_t best = kDeliveryWords.size();
  bool exclaims = false;
  bool crying = false;
  const auto weigh = [&](const Table& table, std::string_view word) {
    const auto found = table.find(word);
    if (found != table.end() && found->second < best) best = found->second;
  };
  for (const Tag* tag : {&speech.tag_after, &speech.tag_before}) {
    if (!is_tag(*tag)) continue;
    const std::string_view verb = tokens.lower(tag->verb);
    weigh(verb_table, verb);
    exclaims = exclaims || verb == "cried" || verb == "cries" || verb == "exclaimed" || verb == "crying";
    for (std::uint32_t i = tag->clause.begin; i < tag->clause.end; ++i) {
      if (i == tag->verb) continue;
      // "not coldly", "low" of a low chair: only adverbs count at large, other words after "in a", "with a", or as a
      // voice.
      const std::string_view word = tokens.lower(i);
      crying = crying || tears(word);
      const bool adverb = word.size() > 2 && word.ends_with("ly");
      bool of_voice = word.ends_with("ing");
      for (std::uint32_t j = i + 1; j < tag->clause.end && j <= i + 3; ++j) {
        const std::string_view next = tokens.lower(j);
        of_voice =
            of_voice || next == "voice" || next == "tone" || next == "tones" || next == "whisper" || next == "accents";
      }
      const bool noun = i > tag->clause.begin && (tokens.lower(i - 1) == "a" || tokens.lower(i - 1) == "in");
      const std::string_view previous = i > tag->clause.begin ? tokens.lower(i - 1) : std::string_view();
      of_voice = of_voice || previous == "so" || previous == "very";
      const bool negated = i > tag->clause.begin && tokens.lower(i - 1) == "not";
      if ((adverb || of_voice ||
           (noun && (word == "whisper" || word == "undertone" || word == "sob" || word == "laugh"))) &&
          !negated) {
        weigh(manner_table, word);
      }
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

}  // namespace sotto
