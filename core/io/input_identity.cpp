#include "core/io/input_identity.h"

#include "core/base/error.h"
#include "core/io/network_file.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace counterpart::core {

namespace {

using Ids = std::vector<std::string>;

/// For every id of `a` its place in `b`, equal ids in the order in which they stand; none unless
/// both hold the same ids.
std::optional<std::vector<InputIndex>> places(const Ids& a, const Ids& b)
{
    if (a.size() != b.size())
        return std::nullopt;
    std::unordered_map<std::string_view, std::deque<int>> free;
    for (std::size_t i = 0; i < b.size(); ++i)
        free[b[i]].push_back(static_cast<int>(i));
    std::vector<InputIndex> order;
    order.reserve(a.size());
    for (const std::string& id : a) {
        const auto found = free.find(id);
        if (found == free.end() || found->second.empty())
            return std::nullopt;
        order.push_back({found->second.front()});
        found->second.pop_front();
    }
    return order;
}

InputIdentity differentCounts(const Network& a, const Network& b)
{
    return {InputIdentity::Kind::Different,
            a.path.string() + " holds " + std::to_string(a.inputs.count) + " inputs and " +
                b.path.string() + " holds " + std::to_string(b.inputs.count) +
                "; the same inputs are needed to compare two networks."};
}

InputIdentity assumed(const Network& a, const Network& b)
{
    const bool aLacks = !a.inputs.ids;
    const std::string lacking = aLacks && !b.inputs.ids
                                    ? a.path.string() + " and " + b.path.string() + " hold"
                                    : (aLacks ? a : b).path.string() + " holds";
    return {InputIdentity::Kind::Assumed,
            lacking +
                " no ids of the inputs (/inputs/id): it is assumed that both networks saw the "
                "same inputs in the same order."};
}

std::string firstDifference(const Network& a, const Network& b, const Ids& idsA, const Ids& idsB)
{
    const auto [inA, inB] = std::ranges::mismatch(idsA, idsB);
    return "input " + std::to_string(inA - idsA.begin()) + " is \"" + *inA + "\" in " +
           a.path.string() + " and \"" + *inB + "\" in " + b.path.string();
}

/// Whether both lists are the same, read piece by piece: they may be long.
bool haveSameIds(const Network& a, const Network& b)
{
    constexpr Index kPiece = 8192;
    for (Index first = 0; first < a.inputs.count; first += kPiece) {
        if (readStrings(a, *a.inputs.ids, first, kPiece) !=
            readStrings(b, *b.inputs.ids, first, kPiece))
            return false;
    }
    return true;
}

} // namespace

InputIdentity compareInputs(const Network& a, const Network& b)
{
    if (a.inputs.count != b.inputs.count)
        return differentCounts(a, b);
    if (!a.inputs.ids || !b.inputs.ids)
        return assumed(a, b);
    if (haveSameIds(a, b)) {
        return {InputIdentity::Kind::Same, "Both files hold the same " +
                                               std::to_string(a.inputs.count) +
                                               " input ids in the same order."};
    }
    const Ids idsA = readStrings(a, *a.inputs.ids);
    const Ids idsB = readStrings(b, *b.inputs.ids);
    const std::string difference = firstDifference(a, b, idsA, idsB);
    if (places(idsA, idsB)) {
        return {InputIdentity::Kind::Reordered,
                "The inputs stand in another order: " + difference +
                    ". Both files hold the same ids, so they can be reordered by id."};
    }
    return {InputIdentity::Kind::Different,
            "The inputs differ: " + difference + ", and the files do not hold the same ids."};
}

std::vector<InputIndex> inputOrder(const Network& a, const Network& b)
{
    if (a.inputs.ids && b.inputs.ids) {
        if (auto order = places(readStrings(a, *a.inputs.ids), readStrings(b, *b.inputs.ids)))
            return *std::move(order);
    }
    throw InputError(a.path.string() + " and " + b.path.string() +
                     " do not hold the same input ids, so that the inputs cannot be reordered.");
}

} // namespace counterpart::core
