#include "core/io/hdf5_file.h"

#include "core/base/natural_order.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

namespace counterpart::core {

namespace {

/// What tells an object from every other, by whatever path it is reached.
using ObjectKey = std::array<unsigned char, 24>;

ObjectKey keyOf(hid_t object)
{
    ObjectKey key{};
    H5O_info_t info;
#if H5_VERSION_GE(1, 12, 0)
    if (H5Oget_info3(object, &info, H5O_INFO_BASIC) >= 0) {
        std::memcpy(key.data(), &info.fileno, sizeof info.fileno);
        std::memcpy(key.data() + sizeof info.fileno, &info.token, sizeof info.token);
    }
#else
    if (H5Oget_info(object, &info) >= 0) {
        std::memcpy(key.data(), &info.fileno, sizeof info.fileno);
        std::memcpy(key.data() + sizeof info.fileno, &info.addr, sizeof info.addr);
    }
#endif
    return key;
}

bool tracksCreationOrder(hid_t group)
{
    const Hdf5Handle properties(H5Gget_create_plist(group), H5Pclose);
    unsigned flags = 0;
    H5Pget_link_creation_order(properties.get(), &flags);
    return (flags & H5P_CRT_ORDER_INDEXED) != 0;
}

std::string linkName(hid_t group, H5_index_t index, hsize_t place)
{
    const auto read = [&](char* buffer, std::size_t size) {
        return H5Lget_name_by_idx(group, ".", index, H5_ITER_INC, place, buffer, size, H5P_DEFAULT);
    };
    const auto length = read(nullptr, 0);
    if (length <= 0)
        return {};
    std::string name(static_cast<std::size_t>(length), '\0');
    read(name.data(), name.size() + 1);
    return name;
}

/// Walks the groups of a file; each group is entered once, so that links in a ring end.
class Walk
{
public:
    explicit Walk(FileContents& contents) : m_contents(contents) {}

    void enter(hid_t group, const std::string& path)
    {
        if (!m_entered.insert(keyOf(group)).second)
            return;
        GroupEntry& entry = m_contents.groups[path];
        entry.attributes = hdf5Attributes(group);
        entry.creationOrder = tracksCreationOrder(group);
        for (const std::string& name : memberNames(group, entry.creationOrder)) {
            const Hdf5Handle object(H5Oopen(group, name.c_str(), H5P_DEFAULT), H5Oclose);
            if (!object)
                continue;
            const H5I_type_t kind = H5Iget_type(object.get());
            if (kind == H5I_GROUP)
                enter(object.get(), joinPath(path, name));
            else if (kind == H5I_DATASET)
                add(object.get(), joinPath(path, name));
        }
    }

private:
    static std::vector<std::string> memberNames(hid_t group, bool creationOrder)
    {
        H5G_info_t info{};
        H5Gget_info(group, &info);
        std::vector<std::string> names;
        for (hsize_t place = 0; place < info.nlinks; ++place)
            names.push_back(
                linkName(group, creationOrder ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME, place));
        if (!creationOrder)
            std::ranges::stable_sort(names, isNaturallyBefore);
        return names;
    }

    void add(hid_t dataset, std::string path)
    {
        const Hdf5Handle type(H5Dget_type(dataset), H5Tclose);
        m_contents.datasets.push_back({std::move(path), hdf5Shape(dataset),
                                       hdf5ElementType(type.get()), hdf5TypeName(type.get()),
                                       hdf5Attributes(dataset)});
    }

    FileContents& m_contents;
    std::set<ObjectKey> m_entered;
};

} // namespace

FileContents Hdf5File::contents() const
{
    const Hdf5Lock lock;
    FileContents contents;
    contents.path = m_path;
    const Hdf5Handle root(H5Gopen2(id(), "/", H5P_DEFAULT), H5Gclose);
    if (root)
        Walk(contents).enter(root.get(), "/");
    return contents;
}

} // namespace counterpart::core
