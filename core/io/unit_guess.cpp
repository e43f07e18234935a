#include "core/io/unit_guess.h"

#include <algorithm>

namespace counterpart::core {

namespace {

const DatasetEntry* findDataset(const FileContents& contents, const std::string& path)
{
    const auto found = std::ranges::find(contents.datasets, path, &DatasetEntry::path);
    return found == contents.datasets.end() ? nullptr : &*found;
}

bool isFilterBank(const DatasetEntry& entry)
{
    return entry.type && entry.shape.size() >= 2;
}

bool isPictureStack(const DatasetEntry& entry)
{
    return entry.type && entry.shape.size() == 4 && entry.shape[3] == 3;
}

bool isNameList(const DatasetEntry& entry)
{
    return entry.shape.size() == 1;
}

/// Takes the dataset at `path` if it is there, is of the kind and has an entry a unit.
void take(const FileContents& contents, const std::string& path, const Layer& layer,
          bool (*accepts)(const DatasetEntry&), std::optional<std::string>& target,
          std::vector<std::string>& guesses)
{
    const DatasetEntry* const entry = target ? nullptr : findDataset(contents, path);
    if (!entry || !accepts(*entry))
        return;
    if (entry->shape[0] == layer.units()) {
        target = path;
        return;
    }
    guesses.push_back(path + " is left out: it has " + std::to_string(entry->shape[0]) +
                      " entries for " + std::to_string(layer.units()) + " units of " + layer.name +
                      ".");
}

/// Filters of a stranger's file: four axes, beside a dataset that has its group for itself.
void takeNeighbouringFilters(const FileContents& contents, Layer& layer,
                             std::vector<std::string>& guesses)
{
    const std::string folder = parentPath(layer.dataset);
    if (layer.weights || folder == "/" || !lastComponent(folder).ends_with(layer.name))
        return;
    for (const char* const name : {"weight", "weights", "filters", "filter", "kernel", "kernels"}) {
        const DatasetEntry* const entry = findDataset(contents, joinPath(folder, name));
        if (!entry || !entry->type || entry->shape.size() != 4 || entry->shape[0] != layer.units())
            continue;
        layer.weights = entry->path;
        guesses.push_back("The filters of " + layer.name + " are taken from " + entry->path + ".");
        return;
    }
}

} // namespace

void findUnits(const FileContents& contents, const std::string& group, Layer& layer,
               std::vector<std::string>& guesses)
{
    std::string slashed = layer.name;
    std::ranges::replace(slashed, '.', '/');
    for (const std::string& root : {group, std::string("/")}) {
        for (const std::string& name : {layer.name, slashed}) {
            const std::string folder = joinPath(joinPath(root, "units"), name);
            take(contents, joinPath(folder, "weight"), layer, isFilterBank, layer.weights, guesses);
            take(contents, joinPath(folder, "image"), layer, isPictureStack, layer.unitImages,
                 guesses);
            take(contents, joinPath(folder, "name"), layer, isNameList, layer.unitNames, guesses);
            if (slashed == layer.name)
                break;
        }
        if (group == "/")
            break;
    }
    takeNeighbouringFilters(contents, layer, guesses);
}

void findReceptiveField(const FileContents& contents, const DatasetEntry& entry, Layer& layer)
{
    const auto group = contents.groups.find(parentPath(entry.path));
    const auto number = [&](const char* name) {
        const auto own = findAttribute<double>(entry.attributes, name);
        return own || group == contents.groups.end()
                   ? own
                   : findAttribute<double>(group->second.attributes, name);
    };
    const auto size = number("rf_size");
    const auto stride = number("rf_stride");
    if (size && stride && *size > 0)
        layer.receptiveField = {*size, *stride, number("rf_offset").value_or(0)};
}

} // namespace counterpart::core
