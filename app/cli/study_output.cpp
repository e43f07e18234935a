#include "cli/study_output.h"

#include "cli/output.h"
#include "cli/run_arguments.h"

#include "core/base/error.h"
#include "core/io/study_file.h"

#include <filesystem>

namespace counterpart::cli {

StudyOutput::StudyOutput(const std::string& path, const std::vector<const core::Network*>& inputs)
    : m_path(path)
{
    if (path.empty())
        return;
    requireNotAnInput("--out", path, inputs);
    requireWritable(path);
    std::error_code absent;
    if (!std::filesystem::exists(path, absent))
        m_builder.emplace();
    else if (core::isStudy(path))
        m_builder.emplace(core::readStudy(path, {}));
    else
        throw core::UsageError("--out: " + path +
                               " is there and is no study; expected a new name or a study");
    for (const core::Network* input : inputs)
        m_places.push_back(m_builder->addInput(*input));
}

void StudyOutput::addPair(core::StudyPair pair)
{
    if (m_builder)
        m_builder->addPair(std::move(pair));
}

void StudyOutput::setReport(const std::string& command, const std::string& json)
{
    if (m_builder)
        m_builder->setReport(command, json);
}

void StudyOutput::setSeed(std::uint64_t seed)
{
    if (m_builder)
        m_builder->study().provenance.seeds["positions"] = seed;
}

void StudyOutput::write(const core::Progress& progress)
{
    if (m_builder)
        core::writeStudy(m_path, m_builder->study(), progress);
}

} // namespace counterpart::cli
