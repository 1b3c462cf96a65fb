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
  static const std::map<std::string, std::string> kAuthors = {{"Emma", "Austen"},
                                                              {"MansfieldPark", "Austen"},
                                                              {"NorthangerAbbey", "Austen"},
                                                              {"Persuasion", "Austen"},
                                                              {"PrideAndPrejudice", "Austen"},
                                                              {"SenseAndSensibility", "Austen"},
                                                              {"APassageToIndia", "Forster"},
                                                              {"ARoomWithAView", "Forster"},
                                                              {"HowardsEnd", "Forster"},
                                                              {"WhereAngelsFearToTread", "Forster"}};
  const auto found = kAuthors.find(novel);
  return found == kAuthors.end() ? novel : found->second;  // one novel of each of the others
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
      quotation.span = trimmed(novel.manuscript.text, {bounds[i], bounds[i + 1]});
      if (quotation.span.empty()) quotation.span = {bounds[i], bounds[i + 1]};
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

}  // namespace sotto::training
