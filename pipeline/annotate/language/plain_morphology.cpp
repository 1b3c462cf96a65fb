#include "annotate/language/plain_morphology.h"

namespace sotto::language {

namespace {

class PlainMorphology final : public Morphology {
 public:
  Clitic clitic(std::string_view /*lower*/) const override { return {}; }
  std::uint32_t classes_by_form(std::string_view /*lower*/, std::uint32_t /*listed*/) const override { return 0; }
  std::uint32_t person_by_ending(std::string_view /*noun*/) const override { return 0; }
  std::string plural(std::string_view noun) const override { return std::string(noun); }
  std::vector<std::string_view> singulars(std::string_view /*lower*/) const override { return {}; }
  bool has_ending(std::string_view /*lower*/, Ending /*ending*/) const override { return false; }
  bool is_past_of(std::string_view /*past*/, std::string_view /*participle*/) const override { return false; }
};

}  // namespace

std::unique_ptr<const Morphology> plain_morphology(const WordLists& /*lists*/) {
  return std::make_unique<PlainMorphology>();
}

}  // namespace sotto::language
