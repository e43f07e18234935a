#pragma once

#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

/// What two layers are compared by. The order is that of tables and menus.
enum class Measure {
    MeanCca,
    Svcca,
    Pwcca,
    LinearCka,
    DebiasedCka,
    Matching,
    SemiMatching,
    Procrustes,
    Rsa,
    Cosine,
    Euclidean
};

/// What a reader needs to know of a measure before believing it.
struct MeasureCard
{
    Measure measure;
    const char* id;    ///< on the command line and in files: "pwcca"
    const char* title; ///< in tables and menus: "PWCCA"
    double low, high;  ///< its range
    bool isDistance;   ///< 0 for equal layers, instead of `high`
    bool isSymmetric;  ///< the same seen from either layer
    bool needsCca;     ///< made from canonical correlations
    const char* direction;
    const char* invariances;
    const char* needs;
    const char* misleads; ///< when not to believe it
    const char* source;
};

/// Of every measure, in the order of the enumeration.
const std::vector<MeasureCard>& measureCards();
const MeasureCard& cardOf(Measure measure);
std::optional<Measure> measureFromId(const std::string& id);
/// A comma-separated list of ids, each once and in the order of the list.
/// Throws UsageError, naming what there is, for any other name and for an empty list.
std::vector<Measure> measuresFromList(const std::string& list);

/// How far apart layers of that value are: the value of a distance, 1 - value of a similarity.
double distanceOf(Measure measure, double value);

} // namespace counterpart::core
