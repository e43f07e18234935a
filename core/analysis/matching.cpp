#include "core/analysis/matching.h"

#include "core/analysis/assignment.h"
#include "core/analysis/live_units.h"

#include <algorithm>
#include <cassert>

namespace counterpart::core {

namespace {

UnitIndex asUnit(Index value)
{
    return UnitIndex{static_cast<int>(value)};
}

/// The best and the second best value that a unit has met, met by rising partner.
struct BestTwo
{
    double best = 0;
    double second = 0;
    Index partner = -1; ///< place among the live units
    bool hasSecond = false;

    void meet(Index other, double value)
    {
        if (partner < 0 || value > best) {
            hasSecond = partner >= 0;
            second = best;
            best = value;
            partner = other;
        } else if (!hasSecond || value > second) {
            hasSecond = true;
            second = value;
        }
    }
};

/// Of every unit that is alive on both sides, [live of A x live of B].
SidePair<std::vector<BestTwo>> findBest(const Matrix& similarity)
{
    SidePair<std::vector<BestTwo>> best{
        std::vector<BestTwo>(static_cast<std::size_t>(similarity.rows())),
        std::vector<BestTwo>(static_cast<std::size_t>(similarity.cols()))};
    for (Index j = 0; j < similarity.cols(); ++j) {
        BestTwo& ofColumn = best.b[static_cast<std::size_t>(j)];
        for (Index i = 0; i < similarity.rows(); ++i) {
            ofColumn.meet(i, similarity(i, j));
            best.a[static_cast<std::size_t>(i)].meet(j, similarity(i, j));
        }
    }
    return best;
}

void setSemi(std::vector<UnitMatch>& units, const std::vector<BestTwo>& best,
             const std::vector<Index>& live, const std::vector<Index>& liveOthers)
{
    for (std::size_t i = 0; i < live.size(); ++i) {
        if (best[i].partner < 0)
            continue;
        UnitMatch& unit = units[static_cast<std::size_t>(live[i])];
        unit.semi = asUnit(liveOthers[static_cast<std::size_t>(best[i].partner)]);
        unit.semiValue = best[i].best;
        unit.gap = best[i].hasSecond ? best[i].best - best[i].second : best[i].best;
    }
}

void setMutualBest(std::vector<UnitMatch>& units, const std::vector<UnitMatch>& others)
{
    for (std::size_t i = 0; i < units.size(); ++i) {
        const UnitIndex semi = units[i].semi;
        units[i].isMutualBest =
            semi.isValid() &&
            others[static_cast<std::size_t>(semi.value)].semi == asUnit(static_cast<Index>(i));
    }
}

void setPartners(Matching& matching, const Matrix& similarity,
                 const SidePair<std::vector<Index>>& live, const Progress& progress)
{
    const std::vector<UnitIndex> columns = assignMaximum(similarity, progress);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].isValid())
            continue;
        const Index a = live.a[i];
        const Index b = live.b[static_cast<std::size_t>(columns[i].value)];
        const double value = similarity(static_cast<Index>(i), columns[i].value);
        UnitMatch& ofA = matching.units.a[static_cast<std::size_t>(a)];
        UnitMatch& ofB = matching.units.b[static_cast<std::size_t>(b)];
        ofA.partner = asUnit(b);
        ofB.partner = asUnit(a);
        ofA.partnerValue = ofB.partnerValue = value;
        matching.total += value;
    }
}

void setSummary(Matching& matching)
{
    double semiSum = 0;
    Index live = 0;
    Index matched = 0;
    Index agreeing = 0;
    for (const UnitMatch& unit : matching.units.a) {
        if (!unit.semi.isValid())
            continue;
        ++live;
        semiSum += unit.semiValue;
        matched += unit.partner.isValid();
        agreeing += unit.partner.isValid() && unit.partnerValue == unit.semiValue;
    }
    if (live == 0)
        return;
    matching.semiMean = semiSum / static_cast<double>(live);
    matching.overlap = static_cast<double>(agreeing) / static_cast<double>(live);
    if (matched > 0)
        matching.matchingMean = matching.total / static_cast<double>(matched);
}

} // namespace

Partners Matching::semi(Side side) const
{
    Partners partners;
    for (const UnitMatch& unit : units[side])
        partners.push_back(unit.semi);
    return partners;
}

Partners Matching::oneToOne(Side side) const
{
    Partners partners;
    for (const UnitMatch& unit : units[side])
        partners.push_back(unit.partner);
    return partners;
}

std::vector<std::pair<UnitIndex, UnitIndex>> Matching::mutualBest() const
{
    std::vector<std::pair<UnitIndex, UnitIndex>> pairs;
    for (std::size_t i = 0; i < units.a.size(); ++i) {
        if (units.a[i].isMutualBest)
            pairs.emplace_back(asUnit(static_cast<Index>(i)), units.a[i].semi);
    }
    return pairs;
}

Matching match(const Matrix& similarity, const SidePair<std::vector<UnitIndex>>& dead,
               const MatchingOptions& options, const Progress& progress)
{
    Matching matching;
    matching.units.a.resize(static_cast<std::size_t>(similarity.rows()));
    matching.units.b.resize(static_cast<std::size_t>(similarity.cols()));
    const SidePair<std::vector<Index>> live{liveUnits(similarity.rows(), dead.a),
                                            liveUnits(similarity.cols(), dead.b)};
    const bool isAllUsed = options.isSigned && dead.a.empty() && dead.b.empty();
    Matrix ofLive;
    if (!isAllUsed) {
        ofLive = similarity(live.a, live.b);
        if (!options.isSigned)
            ofLive = ofLive.cwiseAbs().eval();
    }
    const Matrix& used = isAllUsed ? similarity : ofLive;

    progress.checkpoint();
    const SidePair<std::vector<BestTwo>> best = findBest(used);
    setSemi(matching.units.a, best.a, live.a, live.b);
    setSemi(matching.units.b, best.b, live.b, live.a);
    setMutualBest(matching.units.a, matching.units.b);
    setMutualBest(matching.units.b, matching.units.a);
    setPartners(matching, used, live, progress);
    setSummary(matching);
    return matching;
}

std::optional<double> shareBelow(const Matching& matching, double threshold)
{
    Index live = 0;
    Index below = 0;
    for (const UnitMatch& unit : matching.units.a) {
        live += unit.semi.isValid();
        below += unit.semi.isValid() && unit.semiValue < threshold;
    }
    if (live == 0)
        return std::nullopt;
    return static_cast<double>(below) / static_cast<double>(live);
}

} // namespace counterpart::core
