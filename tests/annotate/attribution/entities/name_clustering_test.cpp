#include "annotate/attribution/entities/name_clustering.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "annotate/attribution/analyzed_story.h"

namespace sotto::attribution {
namespace {

/// Whether two names, each used as given, are one person's.
struct Usage {
  const char* words;
  std::uint32_t count;
};

std::vector<std::uint32_t> clusters_of(const std::vector<Usage>& usages) {
  language::Lexicon lexicon{language::default_language()};
  std::vector<NameUsage> forms;
  for (const Usage& usage : usages) {
    NameUsage form;
    form.words = name_words(lexicon, usage.words);
    form.count = usage.count;
    forms.push_back(form);
  }
  std::vector<const NameUsage*> pointers;
  for (const NameUsage& form : forms) pointers.push_back(&form);
  return cluster_names(lexicon, pointers);
}

bool same(const char* first, const char* second) {
  const auto clusters = clusters_of({{first, 9}, {second, 5}});
  return clusters[0] == clusters[1];
}

TEST(NameClustering, JoinsWhatCanOnlyBeOnePerson) {
  EXPECT_TRUE(same("John Cavendish", "Mr. John Cavendish"));
  EXPECT_TRUE(same("John Cavendish", "Mr. Cavendish"));
  EXPECT_TRUE(same("John Cavendish", "Cavendish"));
  EXPECT_TRUE(same("John Cavendish", "John"));
  EXPECT_TRUE(same("James Vane", "Jim Vane"));
  EXPECT_TRUE(same("Elizabeth", "Lizzy"));
  EXPECT_TRUE(same("Dan", "Danny"));
  EXPECT_TRUE(same("Daniel Marsh", "Danny"));
  EXPECT_TRUE(same("Robert", "Rob"));
  EXPECT_TRUE(same("Caroline Bingley", "Miss Bingley"));
  EXPECT_TRUE(same("Mr. Aziz", "Dr. Aziz"));
}

TEST(NameClustering, KeepsOthersApart) {
  EXPECT_FALSE(same("John Cavendish", "Miss Cavendish")) << "the genders differ";
  EXPECT_FALSE(same("John Cavendish", "Lawrence Cavendish"));
  EXPECT_FALSE(same("Elizabeth", "Jane"));
  EXPECT_FALSE(same("Kitty", "Cathy")) << "sisters may both be Catherine's daughters";
  EXPECT_FALSE(same("Sir Thomas", "Tom Bertram")) << "the narration does not call a lord by a short name";
}

TEST(NameClustering, MissBingleyIsTheUnmarriedOne) {
  const auto clusters = clusters_of({{"Caroline Bingley", 9}, {"Mrs. Bingley", 6}, {"Miss Bingley", 5}});
  EXPECT_EQ(clusters[0], clusters[2]);
  EXPECT_NE(clusters[0], clusters[1]);
}

/// Whether a surname is a full name's, where so many speeches of both, and so many of these in neighbouring paragraphs.
bool same_of_speeches(std::uint32_t surnames, std::uint32_t full_names, std::uint32_t neighbours) {
  language::Lexicon lexicon{language::default_language()};
  NameUsage surname;
  surname.words = name_words(lexicon, "Racksole");
  NameUsage full;
  full.words = name_words(lexicon, "Theodore Racksole");
  for (std::uint32_t i = 0; i < surnames; ++i) surname.said_in.push_back(10 * i);
  for (std::uint32_t i = 0; i < full_names; ++i) full.said_in.push_back(10 * i + (i < neighbours ? 1 : 5));
  surname.count = surnames;
  full.count = full_names;
  const auto clusters = cluster_names(lexicon, {&surname, &full});
  return clusters[0] == clusters[1];
}

TEST(NameClustering, TwoWhoAnswerEachOtherAreTwoPeople) {
  EXPECT_FALSE(same_of_speeches(12, 10, 6));
  EXPECT_FALSE(same_of_speeches(50, 11, 2));
  EXPECT_TRUE(same_of_speeches(190, 24, 2)) << "one whom the narration calls by both names by turns";
  EXPECT_TRUE(same_of_speeches(12, 10, 1)) << "a slip of reading";
}

TEST(NameClustering, APrinceIsCalledByHisGivenName) {
  const auto clusters = clusters_of({{"Aribert", 20}, {"Prince Aribert", 12}, {"Uncle Aribert", 2}});
  EXPECT_EQ(clusters[0], clusters[1]);
  EXPECT_TRUE(same("Andrew Volkov", "Prince Volkov"));
}

TEST(NameClustering, ASaintsNameIsAnother) {
  EXPECT_FALSE(same("St. John", "John"));
  EXPECT_FALSE(same("John Reed", "St. John"));
}

TEST(NameClustering, AWifeIsWhoHasTheTitleWithHerOwnName) {
  const auto clusters = clusters_of({{"Emma McChesney", 9}, {"Mrs. McChesney", 5}, {"Mrs. Emma McChesney", 2}});
  EXPECT_EQ(clusters[0], clusters[1]);
}

}  // namespace
}  // namespace sotto::attribution
