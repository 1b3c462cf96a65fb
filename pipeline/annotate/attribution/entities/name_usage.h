#pragma once

/// How the names of a text are used: the evidence from which its characters are found.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/document/tokens.h"

namespace sotto::attribution {

/// How one written form of a name is used.
struct NameUsage {
  std::vector<std::uint32_t> words;
  std::uint32_t count = 0;
  std::uint32_t speaks = 0;      ///< beside a verb of speech
  std::uint32_t acts = 0;        ///< before a verb
  std::uint32_t called = 0;      ///< between commas inside a quotation
  std::uint32_t introduced = 0;  ///< by who has it: "my name is"
  std::uint32_t owns = 0;
  std::uint32_t placed = 0;  ///< after "in", "at", "from": as places are
  std::uint32_t with_the = 0;
  double he = 0;  ///< pronouns that follow
  double she = 0;
  std::size_t first_seen = 0;
  std::uint32_t written_at = 0;        ///< a token where it stands, if possible not in capitals throughout ("MEG!")
  std::uint32_t narrated = 0;          ///< outside quotations
  std::uint32_t old = 0;               ///< "old Mr. Emerson"
  std::uint32_t young = 0;             ///< "young Mr. Emerson"
  bool role = false;                   ///< an ordinary noun: "the detective"
  std::vector<std::uint32_t> said_in;  ///< paragraphs with its speeches
  std::vector<std::uint32_t> told_in;  ///< paragraphs whose narration has it
};

/// Every run of capitalised words that may be a name, and every noun that speaks by itself ("said the detective"), in
/// the order of their words.
std::vector<NameUsage> collect_name_usage(const document::Tokens& tokens);

/// How often both speak in neighbouring paragraphs: then they are two people.
std::uint32_t answers(const NameUsage& a, const NameUsage& b);

/// Finds who speaks within a few paragraphs of somebody.
class NearbySpeakers {
 public:
  /// `all` must outlive this.
  explicit NearbySpeakers(const std::vector<const NameUsage*>& all);

  /// Those who speak near one of them, each with in how many of that one's paragraphs with speech, in no order.
  std::vector<std::pair<const NameUsage*, std::uint32_t>> of(const NameUsage& one) const;

 private:
  std::vector<std::pair<std::uint32_t, const NameUsage*>> speeches_;  ///< their paragraphs and speakers, in order
};

}  // namespace sotto::attribution
