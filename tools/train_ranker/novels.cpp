#include "novels.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "shared/text.h"

namespace sotto::training {

namespace {

std::string read_all(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

using Row = std::map<std::string, std::string>;

/// RFC 4180 with a header.
std::vector<Row> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string& field = rows.back().back();
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        field += c;
        ++i;
      } else if (c == '"') {
        quoted = false;
      } else {
        field += c;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\n') {
      rows.push_back({""});
    } else if (c != '\r') {
      field += c;
    }
  }
  std::vector<Row> named;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rows[r].size() < rows[0].size()) continue;
    Row row;
    for (std::size_t c = 0; c < rows[0].size(); ++c) row[rows[0][c]] = rows[r][c];
    named.push_back(std::move(row));
  }
  return named;
}

/// The strings of a Python list or set literal.
std::vector<std::string> python_strings(std::string_view literal) {
  std::vector<std::string> strings;
  for (std::size_t i = 0; i < literal.size(); ++i) {
    const char mark = literal[i];
    if (mark != '\'' && mark != '"') continue;
    std::string text;
    for (++i; i < literal.size() && literal[i] != mark; ++i) {
      if (literal[i] == '\\' && i + 1 < literal.size()) ++i;
      text += literal[i];
    }
    strings.push_back(std::move(text));
  }
  return strings;
}

std::vector<std::size_t> python_numbers(std::string_view literal) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < literal.size();) {
    if (literal[i] < '0' || literal[i] > '9') {
      ++i;
      continue;
    }
    std::size_t number = 0;
    while (i < literal.size() && literal[i] >= '0' && literal[i] <= '9')
      number = number * 10 + static_cast<std::size_t>(literal[i++] - '0');
    numbers.push_back(number);
  }
  return numbers;
}

std::string normal(const std::string& name, bool loose) {
  std::string folded = lower_case(fold_space(name));
  if (loose) {
    std::erase(folded, '.');
    for (const std::string_view article : {"the ", "a ", "an "}) {
      if (folded.starts_with(article)) folded.erase(0, article.size());
    }
  }
  return folded;
}

std::vector<std::string> split(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool is_title(const std::string& word) {
  static const std::set<std::string> kTitles = {
      "mr",       "mrs",       "miss",   "ms",           "dr",     "sir",     "lady",    "lord",  "madame",
      "monsieur", "mme",       "mlle",   "mademoiselle", "m",      "captain", "colonel", "major", "general",
      "admiral",  "professor", "doctor", "inspector",    "signor", "signora", "uncle",   "aunt",  "the",
      "a",        "an",        "of",     "de",           "old",    "young",   "poor",    "little"};
  return kTitles.count(word) > 0;
}

void index_names(Novel& novel) {
  std::map<std::string, std::set<int>> strict;
  std::map<std::string, std::set<int>> loose;
  std::map<std::string, std::set<int>> parts;
  for (int i = 0; i < static_cast<int>(novel.characters.size()); ++i) {
    std::vector<std::string> names = novel.characters[static_cast<std::size_t>(i)].aliases;
    names.push_back(novel.characters[static_cast<std::size_t>(i)].name);
    for (const std::string& name : names) {
      strict[normal(name, false)].insert(i);
      loose[normal(name, true)].insert(i);
      const std::vector<std::string> words = split(normal(name, true));
      std::vector<std::string> bare;
      std::copy_if(words.begin(), words.end(), std::back_inserter(bare),
                   [](const std::string& word) { return !is_title(word); });
      if (words.size() < 2 || bare.empty()) continue;
      parts[bare.front()].insert(i);
      parts[bare.back()].insert(i);
      if (is_title(words[0]) && bare.size() > 1) parts[words[0] + ' ' + bare.back()].insert(i);
    }
  }
  for (const auto& [part, owners] : parts) {
    if (owners.size() == 1 && loose.count(part) == 0 && part.size() > 2) loose[part] = owners;
  }
  for (const auto& [name, owners] : strict) {
    if (!name.empty()) novel.strict_names[name] = *owners.begin();
  }
  for (const auto& [name, owners] : loose) {
    if (!name.empty()) novel.loose_names[name] = *owners.begin();
  }
}

std::string author_of(const std::string& novel) {
  static const std::map<std::string, std::string> kAuthors = {
      {"Emma", "Austen"},
      {"MansfieldPark", "Austen"},
      {"NorthangerAbbey", "Austen"},
      {"Persuasion", "Austen"},
      {"PrideAndPrejudice", "Austen"},
      {"SenseAndSensibility", "Austen"},
      {"APassageToIndia", "Forster"},
      {"ARoomWithAView", "Forster"},
      {"HowardsEnd", "Forster"},
      {"WhereAngelsFearToTread", "Forster"},
      {"105_persuasion", "Austen"},
      {"1342_pride_and_prejudice", "Austen"},
      {"158_emma", "Austen"},
      {"2641_a_room_with_a_view", "Forster"},
      {"2891_howards_end", "Forster"},
      {"1155_the_secret_adversary", "TheMysteriousAffairAtStyles"},
      {"11_alices_adventures_in_wonderland", "AlicesAdventuresInWonderland"},
      {"1245_night_and_day", "NightAndDay"},
      {"160_the_awakening_and_selected_short_stories", "TheAwakening"},
      {"1695_the_man_who_was_thursday_a_nightmare", "TheManWhoWasThursday"},
      {"174_the_picture_of_dorian_gray", "ThePictureOfDorianGray"},
      {"208_daisy_miller_a_study", "DaisyMiller"},
      {"209_the_turn_of_the_screw", "DaisyMiller"},
      {"432_the_ambassadors", "DaisyMiller"},
      {"33_the_scarlet_letter", "Hawthorne"},
      {"77_the_house_of_the_seven_gables", "Hawthorne"}};
  const auto found = kAuthors.find(novel);
  return found == kAuthors.end() ? novel : found->second;  // the only work of their author
}

/// The letters and digits of a text, small, and where each stands.
struct Letters {
  std::string text;
  std::vector<std::size_t> places;

  explicit Letters(std::string_view of) {
    for (std::size_t i = 0; i < of.size(); ++i) {
      const char c = of[i];
      const bool upper = c >= 'A' && c <= 'Z';
      if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) continue;
      text += upper ? static_cast<char>(c - 'A' + 'a') : c;
      places.push_back(i);
    }
  }
};

/// Where a manuscript has what stands at a byte of its one file; where it leaves that out, what comes next.
std::size_t offset_of(const Manuscript& manuscript, std::size_t byte) {
  std::size_t first = 0;
  std::size_t last = manuscript.text.size();
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (manuscript.place(middle).byte < byte) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

Novel read_opening(const std::filesystem::path& text, const std::filesystem::path& annotations) {
  Novel novel;
  novel.opening = true;
  novel.name = text.stem().string();
  novel.author = author_of(novel.name);
  Diagnostics diagnostics;
  std::optional<Manuscript> manuscript = decode_manuscript(novel.name + ".txt", read_all(text), diagnostics);
  if (!manuscript) throw std::runtime_error("no text: " + text.string());
  novel.manuscript = std::move(*manuscript);
  novel.chapters = find_chapters(novel.manuscript, novel.name);
  std::vector<std::pair<std::string, std::string>> quotes;  // number and words, in the order of the text
  std::map<std::string, std::string> speakers;
  std::istringstream lines(read_all(annotations));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> fields;
    std::istringstream row(line);
    for (std::string field; std::getline(row, field, '\t');) fields.push_back(field);
    if (fields.size() >= 7 && fields[0] == "QUOTE") quotes.emplace_back(fields[1], fields[6]);
    if (fields.size() >= 3 && fields[0] == "ATTRIB") speakers[fields[1]] = fields[2];
  }
  const Letters letters(novel.manuscript.text);
  std::map<std::string, int> numbers;
  std::size_t at = 0;
  for (const auto& [number, words] : quotes) {
    const auto speaker = speakers.find(number);
    const std::string said = Letters(words).text;
    if (speaker == speakers.end() || said.empty()) continue;
    const std::size_t found = letters.text.find(said, at);
    if (found == std::string::npos) continue;
    at = found + said.size();
    const auto [known, is_new] = numbers.emplace(speaker->second, static_cast<int>(novel.characters.size()));
    if (is_new) novel.characters.push_back({speaker->second.substr(0, speaker->second.rfind('-')), {}, {}});
    KnownQuotation quotation;
    quotation.span = {letters.places[found], letters.places[at - 1] + 1};
    quotation.speaker = known->second;
    novel.quotations.push_back(quotation);
  }
  return novel;
}

}  // namespace

Span trimmed(std::string_view text, Span span) {
  const auto idle = [](char32_t c) {
    return is_space(c) || c == U'_' || c == U'"' || c == U'\'' || c == U'“' || c == U'”' || c == U'‘' || c == U'’' ||
           c == U'«' || c == U'»';
  };
  span.end = std::min(span.end, text.size());
  while (span.begin < span.end && idle(code_point_at(text, span.begin).value))
    span.begin = code_point_at(text, span.begin).next;
  while (span.end > span.begin && idle(code_point_before(text, span.end).value))
    span.end = code_point_before(text, span.end).next;
  return span;
}

std::vector<Character> Novel::given_cast() const {
  std::vector<Character> cast;
  for (const KnownCharacter& known : characters) {
    Character character;
    character.name = known.name;
    for (const std::string_view mark : {"_narr", "_Narr"}) {
      if (const std::size_t at = character.name.find(mark); at != std::string::npos)
        character.name.erase(at, mark.size());
    }
    character.id = slug(character.name);
    for (const std::string& alias : known.aliases) {
      if (lower_case(alias).find("narr") == std::string::npos && alias != known.name)
        character.aliases.push_back(alias);
    }
    std::sort(character.aliases.begin(), character.aliases.end());
    character.gender = known.gender;
    character.given = true;
    cast.push_back(std::move(character));
  }
  return cast;
}

int Novel::character_named(const std::string& wanted, bool loose) const {
  const auto& names = loose ? loose_names : strict_names;
  const auto found = names.find(normal(wanted, loose));
  return found == names.end() ? -1 : found->second;
}

Novel read_novel(const std::filesystem::path& folder) {
  Novel novel;
  novel.name = folder.filename().string();
  novel.author = author_of(novel.name);
  Diagnostics diagnostics;
  std::optional<Manuscript> manuscript =
      decode_manuscript(novel.name + ".txt", read_all(folder / "novel_text.txt"), diagnostics);
  if (!manuscript) throw std::runtime_error("no text: " + folder.string());
  novel.manuscript = std::move(*manuscript);
  novel.chapters = find_chapters(novel.manuscript, novel.name);
  for (const Row& row : read_csv(read_all(folder / "character_info.csv"))) {
    KnownCharacter character;
    character.name = row.at("Main Name");
    character.aliases = python_strings(row.at("Aliases"));
    const std::string& gender = row.at("Gender");
    character.gender = gender == "M"   ? language::Gender::male
                       : gender == "F" ? language::Gender::female
                                       : language::Gender::unknown;
    novel.characters.push_back(std::move(character));
  }
  index_names(novel);
  for (const Row& row : read_csv(read_all(folder / "quotation_info.csv"))) {
    const std::vector<std::size_t> bounds = python_numbers(row.at("quoteByteSpans"));
    for (std::size_t i = 0; i + 1 < bounds.size(); i += 2) {
      KnownQuotation quotation;
      const Span whole = {offset_of(novel.manuscript, bounds[i]), offset_of(novel.manuscript, bounds[i + 1])};
      quotation.span = trimmed(novel.manuscript.text, whole);
      if (quotation.span.empty()) quotation.span = whole;
      quotation.speaker = novel.character_named(row.at("speaker"), false);
      const std::string& type = row.at("quoteType");
      quotation.type = type == "Explicit"    ? QuotationType::explicit_
                       : type == "Anaphoric" ? QuotationType::anaphoric
                       : type == "Implicit"  ? QuotationType::implicit
                                             : QuotationType::unlabelled;
      novel.quotations.push_back(quotation);
    }
  }
  std::sort(novel.quotations.begin(), novel.quotations.end(),
            [](const KnownQuotation& a, const KnownQuotation& b) { return a.span.begin < b.span.begin; });
  return novel;
}

std::vector<Novel> read_openings(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> texts;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "original")) texts.push_back(entry.path());
  std::sort(texts.begin(), texts.end());
  std::vector<Novel> novels;
  for (const auto& text : texts)
    novels.push_back(read_opening(text, folder / "quotations" / "tsv" / (text.stem().string() + "_brat.ann")));
  return novels;
}

}  // namespace sotto::training
