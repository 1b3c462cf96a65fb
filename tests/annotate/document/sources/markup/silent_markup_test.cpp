#include "annotate/document/sources/markup/silent_markup.h"

#include <gtest/gtest.h>

#include "annotate/document/sources/markup/xml_parser.h"

namespace sotto::document {
namespace {

struct SilentCase {
  const char* markup;
  std::optional<Silent> silent;
};

TEST(SilentMarkup, IsFoundByTypeClassAndLook) {
  const SilentCase cases[] = {
      {"<span epub:type='pagebreak'>1</span>", Silent::page_number},
      {"<span role='doc-pagebreak'/>", Silent::page_number},
      {"<a class='pageno'>[Pg 12]</a>", Silent::page_number},
      {"<span class='pagenum'>xiv</span>", Silent::page_number},
      {"<span class='pagenum'>A page of words</span>", std::nullopt},
      {"<div class='pagebreak'>It rained.</div>", std::nullopt},
      {"<span class='lnum'>10</span>", Silent::line_number},
      {"<a epub:type='noteref' href='#n'>note</a>", Silent::note_mark},
      {"<a href='#n'>[12]</a>", Silent::note_mark},
      {"<a href='#n'><sup>a</sup></a>", Silent::note_mark},
      {"<a href='n.xhtml#n'>*</a>", Silent::note_mark},
      {"<a href='#n'>12</a>", std::nullopt},
      {"<a href='https://example.org'>[12]</a>", std::nullopt},
      {"<aside epub:type='footnote'>Much.</aside>", Silent::note},
      {"<section role='doc-endnotes'>Much.</section>", Silent::note},
      {"<div class='footnotes'>Much.</div>", Silent::note},
      {"<nav>Contents</nav>", Silent::navigation},
      {"<p hidden='hidden'>No.</p>", Silent::hidden},
      {"<p aria-hidden='true'>No.</p>", Silent::hidden},
      {"<p aria-hidden='false'>Yes.</p>", std::nullopt},
      {"<p class='story'>Yes.</p>", std::nullopt},
  };
  for (const SilentCase& one : cases) {
    const std::string content = one.markup;
    XmlFault fault;
    auto tree = parse_xml(content, fault);
    ASSERT_TRUE(tree) << content;
    EXPECT_EQ(silent_kind(*tree, content, 0, kind_of(*tree, tree->nodes[0])), one.silent) << content;
  }
}

TEST(SilentMarkup, MatterIsSaidByType) {
  EXPECT_TRUE(is_matter({"frontmatter titlepage ", ""}));
  EXPECT_TRUE(is_matter({" doc-toc", ""}));
  EXPECT_FALSE(is_matter({"bodymatter chapter ", ""}));
}

TEST(SilentMarkup, MarksLinkToNotesAndNotesBack) {
  const std::string content =
      "<body><p id='p1'>It rained.<a id='r1' href='#n1'>[1]</a></p><p><a id='n1' href='#r1'>[1]</a> Much.</p></body>";
  XmlFault fault;
  auto tree = parse_xml(content, fault);
  NoteLinks links;
  links.add(*tree, content, "a.xhtml");
  EXPECT_TRUE(links.is_note("a.xhtml#n1"));
  EXPECT_FALSE(links.is_note("a.xhtml#r1"));
}

}  // namespace
}  // namespace sotto::document
