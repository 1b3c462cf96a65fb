#include "learner.h"

#include <xgboost/c_api.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include "annotate/attribution/model/speaker_features.h"

namespace sotto::training {

namespace {

void check(int status) {
  if (status != 0) throw std::runtime_error(XGBGetLastError());
}

struct Matrix {
  DMatrixHandle handle = nullptr;
  Matrix(const std::vector<float>& numbers, std::size_t columns) {
    check(XGDMatrixCreateFromMat(numbers.data(), numbers.size() / columns, columns,
                                 std::numeric_limits<float>::quiet_NaN(), &handle));
  }
  Matrix(const Matrix&) = delete;
  Matrix& operator=(const Matrix&) = delete;
  ~Matrix() { XGDMatrixFree(handle); }
};

struct Booster {
  BoosterHandle handle = nullptr;
  Booster(const Matrix& matrix, const LearningPlan& plan, int depth, const char* columns) {
    check(XGBoosterCreate(&matrix.handle, 1, &handle));
    const auto set = [&](const char* key, const std::string& value) {
      check(XGBoosterSetParam(handle, key, value.c_str()));
    };
    set("tree_method", "hist");
    set("max_bin", "64");
    set("max_depth", std::to_string(depth));
    set("eta", std::to_string(plan.rate));
    set("min_child_weight", "4");
    set("lambda", "3");
    set("subsample", "0.8");
    set("colsample_bytree", columns);
    set("base_score", "0");
    set("seed", std::to_string(plan.seed));
    set("nthread", std::to_string(plan.threads));
    set("objective", "reg:squarederror");  // the gradients are ours
  }
  Booster(const Booster&) = delete;
  Booster& operator=(const Booster&) = delete;
  ~Booster() { XGBoosterFree(handle); }

  const float* scores(const Matrix& matrix) const {
    bst_ulong length = 0;
    const float* found = nullptr;
    check(XGBoosterPredict(handle, matrix.handle, 1, 0, 1, &length, &found));
    return found;
  }
};

/// Gradients and curvatures of the conversations' likelihood: for each score, how much likelier the model has it than
/// it is when the speakers are known.
class Slopes {
 public:
  Slopes(std::size_t speakers, std::size_t relations)
      : speakers_(speakers), speakers_curvature_(speakers), relations_(relations), relations_curvature_(relations) {}

  void take(const std::vector<const Lesson*>& lessons, const float* speakers, const float* links) {
    std::size_t row = 0;
    std::size_t link_row = 0;
    for (const Lesson* lesson : lessons) {
      const FeatureContext& context = *lesson->context;
      const std::uint32_t count = lesson->count;
      std::vector<Belief> scores(count);
      std::vector<LinkScores> link_scores(count, LinkScores{});
      std::size_t at = row;
      std::size_t link_at = link_row;
      for (std::uint32_t i = 0; i < count; ++i) {
        scores[i].assign(speakers + at, speakers + at + context.candidates[i].size());
        for (std::size_t c = 0; c < scores[i].size(); ++c) scores[i][c] += lesson->base[at - row + c];
        at += scores[i].size();
        for_each_relation(context, i, [&](Relation relation) {
          link_scores[i][relation] = links[link_at++] + lesson->base_links[i][relation];
        });
      }
      const Inference free = infer(context, scores, link_scores, {});
      const Inference known = infer(context, scores, link_scores, lesson->right);
      for (std::uint32_t i = 0; i < count; ++i) {
        for (std::size_t c = 0; c < scores[i].size(); ++c, ++row) {
          const float share = free.beliefs[i][c];
          speakers_[row] = share - known.beliefs[i][c];
          speakers_curvature_[row] = std::max(share * (1 - share), 1e-5F);
        }
        for_each_relation(context, i, [&](Relation relation) {
          const auto share = static_cast<float>(free.relations[i][relation]);
          relations_[link_row] = share - static_cast<float>(known.relations[i][relation]);
          relations_curvature_[link_row] = std::max(share * (1 - share), 1e-5F);
          ++link_row;
        });
      }
    }
  }

  void boost(const Matrix& speakers, const Booster& speaker_booster, const Matrix& links, const Booster& link_booster) {
    check(XGBoosterBoostOneIter(speaker_booster.handle, speakers.handle, speakers_.data(), speakers_curvature_.data(),
                                speakers_.size()));
    check(XGBoosterBoostOneIter(link_booster.handle, links.handle, relations_.data(), relations_curvature_.data(),
                                relations_.size()));
  }

 private:
  std::vector<float> speakers_;
  std::vector<float> speakers_curvature_;
  std::vector<float> relations_;
  std::vector<float> relations_curvature_;
};

/// The trees of a booster, behind those of `forest`.
Forest read_forest(BoosterHandle booster, Forest forest) {
  bst_ulong length = 0;
  const char* buffer = nullptr;
  check(XGBoosterSaveModelToBuffer(booster, R"({"format": "json"})", &length, &buffer));
  const nlohmann::json model = nlohmann::json::parse(buffer, buffer + length);
  for (const nlohmann::json& tree : model.at("learner").at("gradient_booster").at("model").at("trees")) {
    const auto left = tree.at("left_children").get<std::vector<int>>();
    const auto right = tree.at("right_children").get<std::vector<int>>();
    const auto feature = tree.at("split_indices").get<std::vector<int>>();
    const auto value = tree.at("split_conditions").get<std::vector<float>>();
    forest.roots.push_back(static_cast<std::uint32_t>(forest.nodes.size()));
    const std::function<void(int)> write = [&](int node) {
      const auto n = static_cast<std::size_t>(node);
      const std::size_t at = forest.nodes.size();
      forest.nodes.push_back({static_cast<std::int16_t>(left[n] < 0 ? -1 : feature[n]), 0, value[n]});
      if (left[n] < 0) return;
      write(left[n]);
      forest.nodes[at].right = static_cast<std::uint16_t>(forest.nodes.size() - at);
      write(right[n]);
    };
    write(0);
  }
  return forest;
}

}  // namespace

Ranker learn(const std::vector<const Lesson*>& lessons, const LearningPlan& plan, Ranker base) {
  std::vector<float> features;
  std::vector<float> links;
  for (const Lesson* lesson : lessons) {
    features.insert(features.end(), lesson->features.begin(), lesson->features.end());
    links.insert(links.end(), lesson->links.begin(), lesson->links.end());
  }
  const Matrix speakers(features, kSpeakerFeatureCount);
  const Matrix relations(links, kLinkFeatureCount);
  const Booster speaker_booster(speakers, plan, plan.depth, "0.5");
  const Booster link_booster(relations, plan, 4, "0.8");
  Slopes slopes(features.size() / kSpeakerFeatureCount, links.size() / kLinkFeatureCount);
  for (int tree = 0; tree < plan.trees; ++tree) {
    slopes.take(lessons, speaker_booster.scores(speakers), link_booster.scores(relations));
    slopes.boost(speakers, speaker_booster, relations, link_booster);
  }
  return {read_forest(speaker_booster.handle, std::move(base.speakers)),
          read_forest(link_booster.handle, std::move(base.links))};
}

}  // namespace sotto::training
