#include "core/similarity/comparison_plan.h"

#include <algorithm>
#include <set>

namespace counterpart::core {

namespace {

using Member = int PlacePair::*;

std::vector<int> layersOf(std::span<const PlacePair> pairs, const PassPairs& some, Member member)
{
    std::set<int> layers;
    for (const std::size_t place : some)
        layers.insert(pairs[place].*member);
    return {layers.begin(), layers.end()};
}

/// The pairs whose layer `member` is below `bound`, and the others.
std::pair<PassPairs, PassPairs> cut(std::span<const PlacePair> pairs, const PassPairs& some,
                                    Member member, int bound)
{
    std::pair<PassPairs, PassPairs> halves;
    for (const std::size_t place : some)
        (pairs[place].*member < bound ? halves.first : halves.second).push_back(place);
    return halves;
}

void plan(std::span<const PlacePair> pairs, const PassPairs& some, Index budget,
          const std::function<Index(const PassPairs&)>& bytes, std::vector<PassPairs>& passes)
{
    const std::vector<int> first = layersOf(pairs, some, &PlacePair::first);
    const std::vector<int> second = layersOf(pairs, some, &PlacePair::second);
    const bool canBeCut = first.size() > 1 || second.size() > 1;
    if (!canBeCut || bytes(some) <= budget) {
        if (!some.empty())
            passes.push_back(some);
        return;
    }
    const bool byFirst = first.size() >= second.size();
    const std::vector<int>& layers = byFirst ? first : second;
    const auto [low, high] = cut(pairs, some, byFirst ? &PlacePair::first : &PlacePair::second,
                                 layers[layers.size() / 2]);
    plan(pairs, low, budget, bytes, passes);
    plan(pairs, high, budget, bytes, passes);
}

} // namespace

std::vector<PassPairs> planPasses(std::span<const PlacePair> pairs, PassPairs all, Index budget,
                                  const std::function<Index(const PassPairs&)>& bytes)
{
    std::vector<PassPairs> passes;
    plan(pairs, all, budget, bytes, passes);
    return passes;
}

} // namespace counterpart::core
