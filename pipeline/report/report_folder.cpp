#include "report/report_folder.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "report/html_page.h"
#include "report/junit.h"
#include "report/report_json.h"
#include "shared/files.h"

namespace sotto::report {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Reads a report no further than `made`, which stands before all that is long.
class Head : public json::json_sax_t {
 public:
  std::string production() const { return listened_ ? production_ : std::string(); }

  bool key(string_t& key) override {
    key_ = key;
    return true;
  }
  bool boolean(bool value) override {
    if (depth_ == 1 && key_ == "listened") listened_ = value;
    return true;
  }
  bool string(string_t& value) override {
    if (depth_ == 2 && key_ == "production") production_ = value;
    return true;
  }
  bool start_object(std::size_t /*size*/) override {
    ++depth_;
    return true;
  }
  bool end_object() override { return --depth_ > 1; }
  bool start_array(std::size_t /*size*/) override { return false; }
  bool end_array() override { return false; }
  bool null() override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/, const json::exception& /*error*/) override {
    return false;
  }

 private:
  std::string key_;
  std::string production_;
  bool listened_ = false;
  int depth_ = 0;
};

void remove_what_was_heard(const fs::path& folder) {
  std::error_code none;
  for (const char* name : {"index.html", "junit.xml", "summary.md"}) fs::remove(folder / name, none);
}

}  // namespace

std::string listened_production(const fs::path& report_json) {
  std::ifstream file(report_json);
  Head head;
  json::sax_parse(file, &head);
  return head.production();
}

void write_report(const contents::ProductionReport& report, const synthesis::TakeStore& store, const fs::path& folder,
                  int jobs, const StopFlag& stop) {
  make_folder(folder);
  write_page(report, store, folder, jobs, stop);
  update_file(folder / "junit.xml", junit_xml(report));
  update_file(folder / "summary.md", markdown_summary(report));
  update_file(folder / "report.json", [&](const Pieces& out) { report_json(report, out); });
}

void withdraw_report(const fs::path& folder) {
  remove_what_was_heard(folder);
  std::error_code none;
  fs::remove(folder / "report.json", none);
}

bool keep_quick_report(const contents::ProductionReport& report, const fs::path& folder,
                       const contents::LinesOf& lines_of) {
  std::error_code none;
  if (listened_production(folder / "report.json") == report.made.production) {
    return fs::exists(folder / "index.html", none);
  }
  make_folder(folder);
  remove_what_was_heard(folder);
  update_file(folder / "report.json", [&](const Pieces& out) { report_json(report, out, lines_of); });
  return false;
}

}  // namespace sotto::report
