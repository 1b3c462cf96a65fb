#include "annotate/labelled_speakers.h"

#include <gtest/gtest.h>

namespace sotto::annotate {
namespace {

attribution::Entities two_people() {
  attribution::Entities entities;
  document::Character doctor;
  doctor.id = "doctor-ward";
  doctor.name = "Doctor Ward";
  doctor.aliases = {"Liz"};
  document::Character meg;
  meg.id = meg.name = "meg";
  entities.cast = {doctor, meg};
  return entities;
}

TEST(LabelledSpeakers, ArePeopleOfTheTextByNameOrAlias) {
  const LabelledSpeakers speakers(language::default_language(), two_people());
  EXPECT_EQ(speakers.find("DOCTOR WARD"), 0);
  EXPECT_EQ(speakers.find("Liz"), 0);
  EXPECT_EQ(speakers.find("MEG"), 1);
  EXPECT_EQ(speakers.find("Tom"), std::nullopt);
}

TEST(LabelledSpeakers, WhoIsNewHasTheSexOfTheName) {
  const LabelledSpeakers speakers(language::default_language(), two_people());
  const document::Character mary = speakers.newcomer("Mary Ann");
  EXPECT_EQ(mary.id, "mary-ann");
  EXPECT_EQ(mary.gender, language::Gender::female);
  EXPECT_EQ(mary.gender_why, "the label Mary Ann");
  EXPECT_EQ(speakers.newcomer("Qorl").gender, language::Gender::unknown);
}

TEST(LabelledSpeakers, TheNarratorIsNobody) {
  const LabelledSpeakers speakers(language::default_language(), two_people());
  EXPECT_TRUE(speakers.is_narrator("NARRATOR"));
  EXPECT_FALSE(speakers.is_narrator("Meg"));
}

}  // namespace
}  // namespace sotto::annotate
