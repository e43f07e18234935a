#include "core/io/input_guess.h"

#include <algorithm>
#include <array>
#include <set>

namespace counterpart::core {

namespace {

bool isText(const DatasetEntry& entry)
{
    return entry.typeName == "string";
}

bool isPicture(const DatasetEntry& entry)
{
    return entry.type && hasPictureShape(entry.shape);
}

bool isPerInput(const DatasetEntry& entry)
{
    return entry.shape.size() == 1 && (isText(entry) || (entry.type && isInteger(*entry.type)));
}

bool isTextList(const DatasetEntry& entry)
{
    return entry.shape.size() == 1 && isText(entry);
}

bool isMask(const DatasetEntry& entry)
{
    return entry.shape.size() == 2 && entry.type;
}

/// One of the things a file may say of its inputs.
struct Role
{
    std::optional<std::string> ProbeInputs::*member;
    const char* what;
    std::vector<std::string> names; ///< the first is that of formats.md
    bool (*accepts)(const DatasetEntry&);
    bool perInput = true;
};

const std::vector<Role>& roles()
{
    using P = ProbeInputs;
    static const std::vector<Role> kRoles{
        {&P::ids, "ids", {"id", "ids", "key", "keys", "name", "names", "uid"}, isPerInput},
        {&P::images,
         "pictures",
         {"image", "images", "picture", "pictures", "img", "imgs", "pixels", "x"},
         isPicture},
        {&P::labels,
         "labels",
         {"label", "labels", "y", "target", "targets", "class", "classes"},
         isPerInput},
        {&P::labelNames,
         "names of the labels",
         {"label_names", "class_names", "classes", "categories"},
         isTextList,
         false},
        {&P::files,
         "files",
         {"file", "files", "path", "paths", "filename", "filenames"},
         isTextList},
        {&P::mask, "mask of valid tokens", {"mask", "masks", "attention_mask", "valid"}, isMask}};
    return kRoles;
}

/// Fills the roles one after the other; a dataset takes one role.
class InputFinder
{
public:
    InputFinder(const FileContents& contents, Index count, const std::vector<Layer>& layers,
                std::vector<std::string>& guesses)
        : m_contents(contents),
          m_count(count),
          m_guesses(guesses)
    {
        m_inputs.count = count;
        for (const Layer& layer : layers)
            m_taken.insert(layer.dataset);
    }

    ProbeInputs find(const std::string& group)
    {
        for (const Role& role : roles()) {
            findByName(role, joinPath(group, "inputs"));
            if (group != "/")
                findByName(role, "/inputs");
        }
        for (const DatasetEntry& entry : m_contents.datasets)
            takeByShape(entry);
        return m_inputs;
    }

private:
    void findByName(const Role& role, const std::string& folder)
    {
        for (const std::string& name : role.names) {
            const std::string path = joinPath(folder, name);
            const auto entry = std::ranges::find(m_contents.datasets, path, &DatasetEntry::path);
            if (entry == m_contents.datasets.end() || !isFree(*entry, role))
                continue;
            take(*entry, role, name != role.names.front());
        }
    }

    /// uint8 pictures, and lists of strings or integers as long as the inputs.
    void takeByShape(const DatasetEntry& entry)
    {
        const bool owned = entry.path.starts_with("/units/") ||
                           entry.path.find("/activations/") != std::string::npos;
        if (owned || entry.shape.empty() || entry.shape[0] != m_count)
            return;
        const auto& all = roles();
        const Role& role = looksLikePictures(entry) ? all[1] : isText(entry) ? all[0] : all[2];
        if (isFree(entry, role))
            take(entry, role, true);
    }

    bool isFree(const DatasetEntry& entry, const Role& role)
    {
        return !(m_inputs.*role.member) && !m_taken.contains(entry.path) && role.accepts(entry);
    }

    void take(const DatasetEntry& entry, const Role& role, bool guessed)
    {
        if (role.perInput && entry.shape[0] != m_count) {
            m_guesses.push_back(entry.path + " is left out: it has " +
                                std::to_string(entry.shape[0]) + " entries for " +
                                std::to_string(m_count) + " inputs.");
            m_taken.insert(entry.path);
            return;
        }
        m_inputs.*role.member = entry.path;
        m_taken.insert(entry.path);
        if (guessed)
            m_guesses.push_back("The inputs' " + std::string(role.what) + " are taken from " +
                                entry.path + ".");
    }

    const FileContents& m_contents;
    Index m_count;
    std::vector<std::string>& m_guesses;
    ProbeInputs m_inputs;
    std::set<std::string> m_taken;
};

bool isChannels(Index extent)
{
    return extent == 1 || extent == 3 || extent == 4;
}

} // namespace

bool hasPictureShape(const std::vector<Index>& shape)
{
    return shape.size() == 3 ||
           (shape.size() == 4 && (isChannels(shape[3]) || isChannels(shape[1])));
}

bool looksLikePictures(const DatasetEntry& entry)
{
    return entry.type == ElementType::UInt8 && entry.shape.size() == 4 &&
           hasPictureShape(entry.shape);
}

ProbeInputs findInputs(const FileContents& contents, const std::string& group, Index count,
                       const std::vector<Layer>& layers, std::vector<std::string>& guesses)
{
    return InputFinder(contents, count, layers, guesses).find(group);
}

} // namespace counterpart::core
