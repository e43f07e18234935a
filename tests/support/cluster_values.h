#pragma once

#include "core/base/types.h"
#include "tests/support/split_mix.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <fstream>
#include <map>
#include <vector>

/// The matrices of tests/data/make_cluster_values.py, and what it stored.
namespace counterpart::test {

/// Read once: a loop over part of it must not outlive it.
inline const nlohmann::json& storedClusterValues()
{
    static const nlohmann::json kValues = [] {
        std::ifstream file(COUNTERPART_SOURCE_DIR "/tests/data/cluster_values.json");
        return nlohmann::json::parse(file);
    }();
    return kValues;
}

/// [rows x columns], row by row.
inline core::Matrix splitMixMatrix(std::uint64_t seed, core::Index rows, core::Index columns)
{
    const std::vector<double> values = splitMix(seed, rows * columns);
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const RowMajor>(values.data(), rows, columns);
}

/// Symmetric, in [-1, 1), diagonal 1.
inline core::Matrix storedSimilarity(std::uint64_t seed, core::Index size)
{
    core::Matrix values = splitMixMatrix(seed, size, size).array() * 2 - 1;
    values.triangularView<Eigen::StrictlyLower>() = values.transpose();
    values.diagonal().setOnes();
    return values;
}

/// Like correlations: .55 to .65 within block i % count, -.1 to .3 outside.
inline core::Matrix storedBlocks(std::uint64_t seed, core::Index size, core::Index count)
{
    core::Matrix values = storedSimilarity(seed, size);
    for (core::Index j = 0; j < size; ++j) {
        for (core::Index i = 0; i < size; ++i)
            values(i, j) =
                i % count == j % count ? 0.6 + 0.05 * values(i, j) : 0.1 + 0.2 * values(i, j);
    }
    values.diagonal().setOnes();
    return values;
}

/// Whether two labellings make the same groups.
template <class One, class Two>
bool areSameGroups(const One& one, const Two& two)
{
    std::map<int, int> there;
    std::map<int, int> back;
    if (one.size() != two.size())
        return false;
    for (std::size_t i = 0; i < one.size(); ++i) {
        const int a = one[i];
        const int b = two[i];
        if (there.try_emplace(a, b).first->second != b || back.try_emplace(b, a).first->second != a)
            return false;
    }
    return true;
}

} // namespace counterpart::test
