#include "core/similarity/measure.h"

#include "core/base/error.h"

#include <algorithm>
#include <sstream>

namespace counterpart::core {

namespace {

constexpr const char* kHigher = "higher is more alike; 1 for equal layers";
constexpr const char* kLower = "lower is more alike; 0 for equal layers";
constexpr const char* kAffine =
    "any invertible linear map of the units of either layer, and shifts";
constexpr const char* kOrthogonal = "rotations and one scale of all units, and shifts";
constexpr const char* kRenumbering = "renumbering, scale (above 0) and shift of single units";
constexpr const char* kManySamples =
    "more samples than the larger layer has independent units, five times as many to be of use";

std::vector<MeasureCard> makeCards()
{
    return {
        {Measure::MeanCca, "cca", "Mean CCA", 0, 1, false, true, true, kHigher, kAffine,
         kManySamples,
         "counts directions of hardly any variance as much as the strongest; high by chance where "
         "samples are few",
         "Raghu et al. 2017 (arXiv 1706.05806)"},
        {Measure::Svcca, "svcca", "SVCCA", 0, 1, false, true, true, kHigher,
         "rotations and one scale of all units, and shifts; of the directions kept, any linear map",
         kManySamples, "depends on how much variance is kept; a rescaled unit changes what is kept",
         "Raghu et al. 2017 (arXiv 1706.05806)"},
        {Measure::Pwcca, "pwcca", "PWCCA", 0, 1, false, false, true, kHigher,
         "shifts; any invertible linear map of the layer that does not give the weights",
         kManySamples,
         "not symmetric: the weights are those of one layer; high by chance where samples are few",
         "Morcos, Raghu, Bengio 2018 (arXiv 1806.05759)"},
        {Measure::LinearCka, "cka", "Linear CKA", 0, 1, false, true, false, kHigher, kOrthogonal,
         "at least two samples",
         "a few directions of large variance decide it; biased upwards where samples are few",
         "Kornblith et al. 2019 (arXiv 1905.00414)"},
        {Measure::DebiasedCka, "cka-debiased", "Debiased CKA", -1, 1, false, true, false, kHigher,
         kOrthogonal, "at least four samples",
         "may be slightly negative, or above 1 by a little, where samples are few; a few "
         "directions "
         "of large variance decide it",
         "Song et al. 2012; Nguyen, Raghu, Kornblith 2021 (arXiv 2010.15327)"},
        {Measure::Matching, "matching", "Matching", -1, 1, false, true, false, kHigher,
         kRenumbering, "at least two samples",
         "0 for a rotated copy; larger layers find better partners by chance",
         "Li et al. 2015 (arXiv 1511.07543)"},
        {Measure::SemiMatching, "semi-matching", "Semi-matching", -1, 1, false, false, false,
         kHigher, kRenumbering, "at least two samples",
         "many units may take the same partner; larger layers find better partners by chance",
         "Li et al. 2015 (arXiv 1511.07543)"},
        {Measure::Procrustes, "procrustes", "Procrustes", 0, 1, false, true, false, kHigher,
         kOrthogonal, "at least two samples", "a few directions of large variance decide it",
         "Ding, Denain, Steinhardt 2021 (arXiv 2108.01661)"},
        {Measure::Rsa, "rsa", "RSA", -1, 1, false, true, false, kHigher, kOrthogonal,
         "at least three samples; takes a drawn part of many",
         "samples that lie far from all others decide it; a drawn part of the samples varies with "
         "the seed",
         "Kriegeskorte, Mur, Bandettini 2008"},
        {Measure::Cosine, "cosine", "Cosine (control)", -1, 1, false, true, false, kHigher,
         "one scale of the whole layer", "layers of the same units in the same order",
         "compares unit i with unit i, which mean nothing to each other in two networks; high for "
         "any activations that are not negative",
         "control of Morcos, Raghu, Bengio 2018 (arXiv 1806.05759)"},
        {Measure::Euclidean, "euclidean", "Euclidean (control)", 0, 2, true, true, false, kLower,
         "one scale of the whole layer", "layers of the same units in the same order",
         "compares unit i with unit i, which mean nothing to each other in two networks",
         "control of Morcos, Raghu, Bengio 2018 (arXiv 1806.05759)"},
    };
}

std::string measureIds()
{
    std::string ids;
    for (const MeasureCard& card : measureCards())
        ids += (ids.empty() ? "" : ", ") + std::string(card.id);
    return ids;
}

} // namespace

const std::vector<MeasureCard>& measureCards()
{
    static const std::vector<MeasureCard> cards = makeCards();
    return cards;
}

const MeasureCard& cardOf(Measure measure)
{
    return *std::ranges::find(measureCards(), measure, &MeasureCard::measure);
}

std::optional<Measure> measureFromId(const std::string& id)
{
    for (const MeasureCard& card : measureCards()) {
        if (id == card.id)
            return card.measure;
    }
    return std::nullopt;
}

std::vector<Measure> measuresFromList(const std::string& list)
{
    std::vector<Measure> measures;
    std::istringstream ids(list);
    for (std::string id; std::getline(ids, id, ',');) {
        const auto measure = measureFromId(id);
        if (!measure)
            throw UsageError("There is no measure \"" + id +
                             "\"; expected some of: " + measureIds());
        if (std::ranges::find(measures, *measure) == measures.end())
            measures.push_back(*measure);
    }
    if (measures.empty())
        throw UsageError("No measure was named; expected some of: " + measureIds());
    return measures;
}

double distanceOf(Measure measure, double value)
{
    return cardOf(measure).isDistance ? value : 1 - value;
}

} // namespace counterpart::core
