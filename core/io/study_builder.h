#pragma once

#include "core/io/study.h"

#include <filesystem>
#include <map>
#include <string>

namespace counterpart::core {

/// Puts results together into a study. A network stands in it once; results that it holds already
/// of the same reading are replaced, and those of inputs that have changed since are dropped.
class StudyBuilder
{
public:
    StudyBuilder() = default;
    /// Goes on with a study.
    explicit StudyBuilder(Study study) : m_study(std::move(study)) {}

    /// The place of the network. Reads its fingerprint; throws InputError where that fails.
    NetId addInput(const Network& network);
    /// Its layers are places of this study (addInput()).
    void addPair(StudyPair pair);
    void setReport(const std::string& name, std::string json) { m_study.reports[name] = json; }

    Study& study() { return m_study; }

private:
    void dropResultsOf(NetId input);

    Study m_study;
};

/// The same reading: layers and all options that choose and treat samples.
bool isSameReading(const StudyPair& one, const StudyPair& two);

} // namespace counterpart::core
