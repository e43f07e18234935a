#include "core/io/study_inputs.h"

#include "core/base/json_text.h"
#include "core/io/fingerprint.h"
#include "core/io/pictures.h"
#include "core/io/study_text.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace counterpart::core {

namespace {

constexpr hsize_t kMostCopied = hsize_t{64} << 20;
constexpr std::size_t kMostPictures = std::size_t{64} << 20;
constexpr int kRgb = 3;

/// Calls visit(dataset, name) for each dataset that pictures need besides the inputs' pictures.
template <class AnyNetwork, class Visit>
void visitDatasets(AnyNetwork& network, Visit visit)
{
    visit(network.inputs.ids, "id");
    visit(network.inputs.labels, "label");
    visit(network.inputs.labelNames, "label_names");
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const std::string layer = "units/" + std::to_string(i);
        visit(network.layers[i].weights, layer + "/weight");
        visit(network.layers[i].unitImages, layer + "/image");
        visit(network.layers[i].unitNames, layer + "/name");
    }
}

/// The file that the datasets can be read from now: the network's own while it is what the results
/// came from, or the study it came with.
const Network* readable(const StudyInput& input)
{
    std::error_code error;
    if (std::filesystem::exists(input.network->path, error) &&
        isUnchanged(input.network->path, input.fingerprint))
        return input.network.get();
    if (input.kept && std::filesystem::exists(input.kept->path, error))
        return input.kept.get();
    return nullptr;
}

bool isSmall(hid_t file, const std::string& dataset)
{
    const Hdf5Handle handle(H5Dopen2(file, dataset.c_str(), H5P_DEFAULT), H5Dclose);
    return handle && H5Dget_storage_size(handle.get()) <= kMostCopied;
}

/// Datasets of an HDF5 file as they are stored.
void copyDatasets(RecordWriter& writer, const std::string& group, const Network& network)
{
    const Hdf5Lock lock;
    if (H5Fis_hdf5(network.path.c_str()) <= 0)
        return;
    const Hdf5File from(network.path);
    const Hdf5Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
    H5Pset_create_intermediate_group(links.get(), 1);
    visitDatasets(network, [&](const std::optional<std::string>& dataset, const std::string& name) {
        if (!dataset || !isSmall(from.id(), *dataset))
            return;
        const std::string to = group + '/' + name;
        if (H5Ocopy(from.id(), dataset->c_str(), writer.file(), to.c_str(), H5P_DEFAULT,
                    links.get()) < 0)
            writer.fail(to);
    });
}

/// A dataset [inputs x height x width x 3] with a chunk for each picture.
Hdf5Handle makeStack(RecordWriter& writer, const std::string& dataset, Index inputs,
                     const Picture& first)
{
    const std::array<hsize_t, 4> extents{static_cast<hsize_t>(inputs),
                                         static_cast<hsize_t>(first.height),
                                         static_cast<hsize_t>(first.width), kRgb};
    std::array<hsize_t, 4> chunk = extents;
    chunk[0] = 1;
    const std::uint8_t grey = 128;
    const Hdf5Handle making(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    H5Pset_chunk(making.get(), 4, chunk.data());
    H5Pset_deflate(making.get(), 1);
    H5Pset_fill_value(making.get(), H5T_NATIVE_UINT8, &grey);
    const Hdf5Handle space(H5Screate_simple(4, extents.data(), nullptr), H5Sclose);
    Hdf5Handle stack(H5Dcreate2(writer.file(), dataset.c_str(), H5T_STD_U8LE, space.get(),
                                H5P_DEFAULT, making.get(), H5P_DEFAULT),
                     H5Dclose);
    if (!stack)
        writer.fail(dataset);
    return stack;
}

void writePicture(RecordWriter& writer, const std::string& dataset, hid_t stack, InputIndex input,
                  const Picture& picture)
{
    const std::array<hsize_t, 4> count{1, static_cast<hsize_t>(picture.height),
                                       static_cast<hsize_t>(picture.width), kRgb};
    const std::array<hsize_t, 4> start{static_cast<hsize_t>(input.value), 0, 0, 0};
    const Hdf5Handle file(H5Dget_space(stack), H5Sclose);
    const Hdf5Handle memory(H5Screate_simple(4, count.data(), nullptr), H5Sclose);
    if (H5Sselect_hyperslab(file.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                            nullptr) < 0 ||
        H5Dwrite(stack, H5T_NATIVE_UINT8, memory.get(), file.get(), H5P_DEFAULT,
                 picture.rgb.data()) < 0)
        writer.fail(dataset);
}

void writePictures(RecordWriter& writer, const std::string& dataset, const Network& network,
                   std::vector<InputIndex> wanted, const Progress& progress)
{
    constexpr std::size_t kAtOnce = 256;
    if (!network.inputs.images || wanted.empty())
        return;
    const Picture first = readInputPictures(network, std::span(wanted).first(1)).front();
    if (first.isEmpty())
        return;
    wanted.resize(
        std::min(wanted.size(), std::max<std::size_t>(kMostPictures / first.rgb.size(), 1)));
    std::ranges::sort(wanted);
    const Hdf5Lock lock;
    const Hdf5Handle stack = makeStack(writer, dataset, network.inputs.count, first);
    for (std::size_t at = 0; at < wanted.size(); at += kAtOnce) {
        progress.checkpoint();
        const auto some = std::span(wanted).subspan(at, std::min(kAtOnce, wanted.size() - at));
        const std::vector<Picture> pictures = readInputPictures(network, some);
        for (std::size_t i = 0; i < some.size(); ++i)
            writePicture(writer, dataset, stack.get(), some[i], pictures[i]);
    }
}

} // namespace

std::filesystem::path pathInStudy(const std::filesystem::path& file,
                                  const std::filesystem::path& study)
{
    std::error_code error;
    const auto absolute = std::filesystem::absolute(file, error);
    auto relative =
        std::filesystem::relative(absolute, std::filesystem::absolute(study).parent_path(), error);
    return error || relative.empty() ? absolute : std::move(relative);
}

void writeStudyInput(RecordWriter& writer, const std::string& group, const StudyInput& input,
                     const std::vector<InputIndex>& wanted, const std::filesystem::path& study,
                     const Progress& progress)
{
    nlohmann::json words = networkToJson(*input.network);
    const std::filesystem::path& file = input.network->path;
    std::error_code error;
    words["path"] = pathInStudy(file, study).generic_string();
    words["absolute_path"] = std::filesystem::absolute(file, error).generic_string();
    writer.write(group + "/network", jsonText(words, 1));
    const Network* source = readable(input);
    if (!source)
        return;
    copyDatasets(writer, group, *source);
    writePictures(writer, group + "/image", *source, wanted, progress);
}

StudyInput readStudyInput(const RecordReader& reader, const std::string& group,
                          const std::filesystem::path& study)
{
    StudyInput input;
    auto network = std::make_shared<Network>();
    readWords(reader, group + "/network", [&](const nlohmann::json& words) {
        *network = networkFromJson(words);
        const std::filesystem::path folder = std::filesystem::absolute(study).parent_path();
        const std::filesystem::path beside =
            (folder / words.at("path").get<std::string>()).lexically_normal();
        const std::filesystem::path before = words.at("absolute_path").get<std::string>();
        std::error_code error;
        const bool isBefore =
            !std::filesystem::exists(beside, error) && std::filesystem::exists(before, error);
        network->path = isBefore ? before : beside;
    });
    auto kept = std::make_shared<Network>(*network);
    kept->path = study;
    kept->group = group; // two networks of a study are two
    visitDatasets(*kept, [&](std::optional<std::string>& dataset, const std::string& name) {
        const std::string there = group + '/' + name;
        dataset = dataset && reader.has(there) ? std::optional(there) : std::nullopt;
    });
    const std::string images = group + "/image";
    kept->inputs.images = reader.has(images) ? std::optional(images) : std::nullopt;
    kept->inputs.files.reset();
    kept->inputs.mask.reset();
    input.network = std::move(network);
    input.kept = std::move(kept);
    return input;
}

std::vector<InputIndex> wantedPictures(const std::vector<StudyPair>& pairs, int place)
{
    std::vector<const LayerProfile*> profiles;
    for (const StudyPair& pair : pairs) {
        for (const Side side : {Side::A, Side::B}) {
            if (pair.layers[side].net.value == place)
                profiles.push_back(&pair.analysis->statistics.profile[side]);
        }
    }
    std::vector<InputIndex> wanted;
    std::set<InputIndex> seen;
    bool isMore = !profiles.empty();
    for (std::size_t rank = 0; isMore; ++rank) {
        isMore = false;
        for (const LayerProfile* profile : profiles) {
            for (const UnitProfile& unit : profile->units) {
                if (rank >= unit.top.size())
                    continue;
                isMore = true;
                if (seen.insert(unit.top[rank].input).second)
                    wanted.push_back(unit.top[rank].input);
            }
        }
    }
    return wanted;
}

} // namespace counterpart::core
