#include "learner.h"

#include <xgboost/c_api.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace sotto::training {

namespace {

void check(int status) {
  if (status != 0) throw std::runtime_error(XGBGetLastError());
}

struct Matrix {
  DMatrixHandle handle = nullptr;
  Matrix(const Examples& examples) {
    const auto rows = examples.right.size();
    check(XGDMatrixCreateFromMat(examples.features.data(), rows, kFeatureCount, std::numeric_limits<float>::quiet_NaN(),
                                 &handle));
  }
  Matrix(const Matrix&) = delete;
  Matrix& operator=(const Matrix&) = delete;
  ~Matrix() { XGDMatrixFree(handle); }
};

struct Booster {
  BoosterHandle handle = nullptr;
  Booster(const Matrix& matrix, const LearningPlan& plan) {
    check(XGBoosterCreate(&matrix.handle, 1, &handle));
    const auto set = [&](const char* key, const std::string& value) {
      check(XGBoosterSetParam(handle, key, value.c_str()));
    };
    set("tree_method", "hist");
    set("max_bin", "64");
    set("max_depth", std::to_string(plan.depth));
    set("eta", std::to_string(plan.rate));
    set("min_child_weight", "4");
    set("lambda", "3");
    set("subsample", "0.8");
    set("colsample_bytree", "0.5");
    set("base_score", "0");
    set("seed", "7");
    set("nthread", std::to_string(plan.threads));
    set("objective", "reg:squarederror");  // the gradients are ours
  }
  Booster(const Booster&) = delete;
  Booster& operator=(const Booster&) = delete;
  ~Booster() { XGBoosterFree(handle); }
};

/// Gradient and curvature of the softmax loss of each group.
void gradients(const Examples& examples, const float* scores, std::vector<float>& slope,
               std::vector<float>& curvature) {
  std::uint32_t begin = 0;
  for (std::size_t g = 0; g < examples.group_ends.size(); ++g) {
    const std::uint32_t end = examples.group_ends[g];
    const float highest = *std::max_element(scores + begin, scores + end);
    float total = 0;
    float right = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
      const float share = std::exp(scores[i] - highest);
      total += share;
      if (examples.right[i] != 0) right += share;
    }
    for (std::uint32_t i = begin; i < end; ++i) {
      const float share = std::exp(scores[i] - highest) / total;
      const float wanted = examples.right[i] != 0 ? std::exp(scores[i] - highest) / right : 0.0F;
      slope[i] = examples.weights[g] * (share - wanted);
      curvature[i] = examples.weights[g] * std::max(share * (1 - share), 1e-5F);
    }
    begin = end;
  }
}

Forest read_forest(BoosterHandle booster) {
  bst_ulong length = 0;
  const char* buffer = nullptr;
  check(XGBoosterSaveModelToBuffer(booster, R"({"format": "json"})", &length, &buffer));
  const nlohmann::json model = nlohmann::json::parse(buffer, buffer + length);
  Forest forest;
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

void Examples::append(const Examples& other) {
  const auto before = static_cast<std::uint32_t>(right.size());
  features.insert(features.end(), other.features.begin(), other.features.end());
  right.insert(right.end(), other.right.begin(), other.right.end());
  weights.insert(weights.end(), other.weights.begin(), other.weights.end());
  for (const std::uint32_t end : other.group_ends) group_ends.push_back(before + end);
}

Forest learn(const Examples& examples, const LearningPlan& plan) {
  const Matrix matrix(examples);
  const Booster booster(matrix, plan);
  std::vector<float> slope(examples.right.size());
  std::vector<float> curvature(examples.right.size());
  for (int round = 0; round < plan.trees; ++round) {
    bst_ulong length = 0;
    const float* scores = nullptr;
    check(XGBoosterPredict(booster.handle, matrix.handle, 1, 0, 1, &length, &scores));
    gradients(examples, scores, slope, curvature);
    check(XGBoosterBoostOneIter(booster.handle, matrix.handle, slope.data(), curvature.data(), slope.size()));
  }
  return read_forest(booster.handle);
}

}  // namespace sotto::training
