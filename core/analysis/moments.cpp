#include "core/analysis/moments.h"

#include <cassert>

namespace counterpart::core {

namespace {

/// cross += weight d d', the same on both sides of the diagonal to the last digit.
void addOuterProduct(Matrix& cross, const Vector& difference, double weight)
{
    cross.noalias() += weight * difference * difference.transpose();
    cross.triangularView<Eigen::StrictlyLower>() = cross.transpose();
}

} // namespace

Vector Moments::variance(Side side) const
{
    assert(samples > 0);
    return cross[side].diagonal() / static_cast<double>(samples);
}

Moments merge(const Moments& first, const Moments& second)
{
    if (first.samples == 0)
        return second;
    if (second.samples == 0)
        return first;
    assert(first.units(Side::A) == second.units(Side::A));
    assert(first.units(Side::B) == second.units(Side::B));

    Moments merged;
    merged.samples = first.samples + second.samples;
    const bool isSingle =
        first.precision == Precision::Single || second.precision == Precision::Single;
    merged.precision = isSingle ? Precision::Single : Precision::Double;

    const double n = static_cast<double>(merged.samples);
    const double share = static_cast<double>(second.samples) / n;
    const double weight = static_cast<double>(first.samples) * share;
    SidePair<Vector> difference;
    for (const Side side : {Side::A, Side::B}) {
        difference[side] = second.mean[side] - first.mean[side];
        merged.mean[side] = first.mean[side] + share * difference[side];
        merged.cross[side] = first.cross[side] + second.cross[side];
        addOuterProduct(merged.cross[side], difference[side], weight);
    }
    merged.crossBetween = first.crossBetween + second.crossBetween;
    merged.crossBetween.noalias() += weight * difference.a * difference.b.transpose();
    return merged;
}

Moments without(Moments whole, const Moments& part)
{
    assert(part.samples <= whole.samples);
    if (part.samples == 0)
        return whole;
    const Index left = whole.samples - part.samples;
    if (left == 0)
        return {};
    const double rest = static_cast<double>(left);
    const double share = static_cast<double>(part.samples) / rest;
    const double weight = static_cast<double>(whole.samples) * share;
    SidePair<Vector> difference;
    for (const Side side : {Side::A, Side::B}) {
        difference[side] = part.mean[side] - whole.mean[side];
        whole.mean[side] -= share * difference[side];
        whole.cross[side] -= part.cross[side];
        addOuterProduct(whole.cross[side], difference[side], -weight);
    }
    whole.crossBetween -= part.crossBetween;
    whole.crossBetween.noalias() -= weight * difference.a * difference.b.transpose();
    whole.samples = left;
    return whole;
}

} // namespace counterpart::core
