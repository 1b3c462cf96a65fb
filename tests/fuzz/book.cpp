// Any bytes as book.yaml: refused with a diagnostic, or a book all of whose files lie in its folder.

#include "annotate/document/book.h"
#include "fuzz.h"

using namespace sotto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  static const auto manuscript = folder.write("1.txt", "\"Yes,\" said Anna.\n");
  folder.write("book.yaml", fuzz::view(data, size));
  Diagnostics diagnostics;
  const auto book = document::open_book(folder.path(), diagnostics);
  fuzz::require(!fuzz::steers_terminal(render(diagnostics)), "diagnostics do not steer the terminal");
  fuzz::require(book.has_value() != diagnostics.has_errors(), "a book, or a reason why not");
  if (!book) return 0;
  fuzz::require(book->files.size() == 1 && book->files.front() == manuscript, "the manuscripts are the folder's");
  for (const document::Character& character : book->cast) fuzz::require(!character.id.empty(), "a character has an id");
  for (const Seconds pause : {book->pauses.sentence, book->pauses.scene, book->pauses.head, book->pauses.tail}) {
    fuzz::require(pause.value >= 0 && pause.value <= 30, "a pause is in range");
  }
  return 0;
}
