#include "core/io/study_file.h"

#include "core/base/error.h"
#include "core/base/natural_order.h"
#include "core/base/version.h"
#include "core/io/sealed_file.h"
#include "core/io/study_inputs.h"
#include "core/io/study_pairs.h"

#include <algorithm>
#include <set>
#include <utility>

namespace counterpart::core {

namespace fs = std::filesystem;

namespace {

const std::string kProvenance = "/provenance";
const std::string kView = "/view";
const std::string kInputs = "/inputs";
const std::string kPairs = "/pairs";
const std::string kReports = "/reports";

std::string placeOf(const std::string& group, std::size_t number)
{
    return group + '/' + std::to_string(number);
}

Provenance provenanceOf(const Study& study, const fs::path& path)
{
    Provenance provenance = study.provenance;
    provenance.version = version();
    provenance.kind = "study";
    provenance.inputs.clear();
    for (const StudyInput& input : study.inputs)
        provenance.inputs.push_back({pathInStudy(input.network->path, path).generic_string(),
                                     input.network->group,
                                     input.network->name,
                                     {},
                                     input.fingerprint});
    return provenance;
}

/// A new HDF5 file that leaves room for the seal.
Hdf5Handle makeFile(const fs::path& path)
{
    const Hdf5Handle making(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
    H5Pset_userblock(making.get(), kSealBytes);
    Hdf5Handle file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, making.get(), H5P_DEFAULT), H5Fclose);
    if (!file)
        throw Error(ErrorKind::Runtime, path.string() + " cannot be made" + lastHdf5Error() + '.');
    return file;
}

void writeAll(RecordWriter& writer, const fs::path& path, const Study& study,
              const Progress& progress)
{
    writer.write(kProvenance, toJson(provenanceOf(study, path), 1));
    if (!study.view.empty())
        writer.write(kView, study.view);
    for (const auto& [name, report] : study.reports)
        writer.write(kReports + '/' + name, report);
    const auto steps = static_cast<double>(study.inputs.size() + study.pairs.size());
    double done = 0;
    for (std::size_t i = 0; i < study.inputs.size(); ++i) {
        writeStudyInput(writer, placeOf(kInputs, i), study.inputs[i],
                        wantedPictures(study.pairs, static_cast<int>(i)), path, progress);
        progress.report(++done / steps);
    }
    std::set<std::string> taken;
    for (const StudyPair& pair : study.pairs) {
        const std::string name = pairName(study.inputs, pair.layers);
        std::string group = kPairs + '/' + name;
        for (int reading = 2; !taken.insert(group).second; ++reading)
            group = kPairs + '/' + name + " (" + std::to_string(reading) + ')';
        writeStudyPair(writer, group, pair, progress);
        progress.report(++done / steps);
    }
}

void readInputs(const RecordReader& reader, const fs::path& path, Study& study)
{
    for (std::size_t i = 0; reader.has(placeOf(kInputs, i)); ++i)
        study.inputs.push_back(readStudyInput(reader, placeOf(kInputs, i), path));
    const std::size_t told = study.provenance.inputs.size();
    if (told != study.inputs.size())
        reader.refuse(kInputs, "holds " + std::to_string(study.inputs.size()) +
                                   " inputs; expected " + std::to_string(told) +
                                   ", of which the provenance speaks.");
    for (std::size_t i = 0; i < told; ++i)
        study.inputs[i].fingerprint = study.provenance.inputs[i].fingerprint;
}

Study read(const fs::path& path, PairContent content, const Progress& progress)
{
    progress.stage("checking the study");
    requireSeal(path, kStudyVersion);
    progress.checkpoint();
    progress.stage("reading the study");
    const Hdf5Lock lock;
    const Hdf5File file(path);
    const RecordReader reader(file);
    Study study;
    study.provenance =
        provenanceFromJson(reader.text(kProvenance), path.string() + ": " + kProvenance);
    if (reader.has(kView))
        study.view = reader.text(kView);
    readInputs(reader, path, study);
    for (const std::string& name : reader.members(kReports))
        study.reports[name] = reader.text(kReports + '/' + name);
    std::vector<std::string> pairs = reader.members(kPairs);
    std::ranges::sort(pairs, isNaturallyBefore); // as they were written: "(10)" after "(9)"
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        progress.checkpoint();
        study.pairs.push_back(
            readStudyPair(reader, kPairs + '/' + pairs[i], study.inputs, content));
        progress.report(static_cast<double>(i + 1) / static_cast<double>(pairs.size()));
    }
    std::ranges::stable_sort(study.pairs, {}, [](const StudyPair& pair) {
        return std::pair(pair.layers.a, pair.layers.b);
    });
    return study;
}

} // namespace

void writeStudy(const fs::path& path, const Study& study, const Progress& progress)
{
    progress.stage("saving the study");
    replaceSealed(path, kStudyVersion, [&](const fs::path& temporary) {
        const Hdf5Lock lock;
        const Hdf5Handle file = makeFile(temporary);
        RecordWriter writer(file.get(), path);
        writeAll(writer, path, study, progress);
        if (H5Fflush(file.get(), H5F_SCOPE_GLOBAL) < 0)
            throw Error(ErrorKind::Runtime,
                        path.string() + " cannot be written" + lastHdf5Error() + '.');
    });
}

Study readStudy(const fs::path& path, const Progress& progress)
{
    return read(path, PairContent::All, progress);
}

Study readStudyWords(const fs::path& path, const Progress& progress)
{
    return read(path, PairContent::Words, progress);
}

bool isStudy(const fs::path& path)
{
    return isSealed(path);
}

} // namespace counterpart::core
