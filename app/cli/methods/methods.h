#pragma once

#include "cli/method.h"

namespace counterpart::cli {

Method correlationMethod();
Method matchingMethod();
Method mutualInformationMethod();
Method mappingMethod();
Method hierarchyMethod();
Method clustersMethod();
Method subspaceMethod();
Method ccaMethod();
Method ckaMethod();
Method rsaMethod();
Method stabilityMethod();
Method dftMethod();
Method activationsMethod();

/// Asks for a pass in double, unless a precision was chosen.
void needDoublePrecision(Options& options);

/// Sets inputs aside, if any are to be, that a mapping is judged by; in the pass, so that nothing
/// is read twice.
void holdOutInputs(Options& options);

/// The moments of the pair with the inputs of B shuffled, from the study that is read if it has
/// them; they are kept for the one that is written. Else one more pass over both layers.
std::shared_ptr<const core::Moments> shuffledInputs(const MethodInput& input, KeptResults& kept,
                                                    const core::Progress& progress);

/// Why a mean over the live units of both sides does not exist.
std::string reasonOfNoMean(const core::LayerPairAnalysis& analysis);

/// What is told of the matching on any measure: its means, partners and values of every unit of A
/// (null for a unit without one), and the mutual best pairs. Where a mean does not exist, `reason`
/// goes into `warnings`.
Json matchingJson(const core::Matching& matching, const std::string& reason,
                  std::vector<std::string>& warnings);

} // namespace counterpart::cli
