#include "annotate/document/sources/source.h"

namespace sotto::document {

std::string SourceMetadata::author() const {
  std::string all;
  for (const std::string& one : authors) all += (all.empty() ? "" : ", ") + one;
  return all;
}

}  // namespace sotto::document
