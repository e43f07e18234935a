#pragma once

#include "core/base/types.h"
#include "core/io/element_type.h"
#include "core/io/shape.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace counterpart::core {

/// An attribute as a file holds it: a number, a text, or several texts.
using AttributeValue = std::variant<double, std::string, std::vector<std::string>>;
using Attributes = std::map<std::string, AttributeValue>;

/// The headers of a dataset.
struct DatasetEntry
{
    std::string path; ///< "/activations/conv1"
    std::vector<Index> shape;
    std::optional<ElementType> type; ///< none unless its elements are numbers
    std::string typeName;            ///< "float16", "string", "compound", …
    Attributes attributes;
};

struct GroupEntry
{
    Attributes attributes;
    bool creationOrder = false; ///< its members are listed in the order in which they were made
};

/// What a file holds, whatever its format: headers only.
struct FileContents
{
    std::filesystem::path path;
    /// At any depth; in creation order where a group tracks it, else in natural order of the names.
    std::vector<DatasetEntry> datasets;
    std::map<std::string, GroupEntry> groups; ///< by path: "/", "/layers", …
};

/// The attribute of that name if it is there and of that type.
template <class T>
std::optional<T> findAttribute(const Attributes& attributes, const std::string& name)
{
    const auto found = attributes.find(name);
    if (found == attributes.end())
        return std::nullopt;
    const T* const value = std::get_if<T>(&found->second);
    return value ? std::optional<T>(*value) : std::nullopt;
}

/// The names between the slashes.
std::vector<std::string> pathComponents(const std::string& path);
/// The path of the group that holds the object: "/layers" of "/layers/conv1", "/" of "/conv1".
std::string parentPath(const std::string& path);
/// The last component of a path.
std::string lastComponent(const std::string& path);
/// A path below a group, where the group may be "/".
std::string joinPath(const std::string& group, const std::string& name);

} // namespace counterpart::core
