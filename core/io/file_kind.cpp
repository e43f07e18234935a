#include "core/io/file_kind.h"

#include "core/base/error.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <string_view>

namespace counterpart::core {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kHdf5Signature = "\x89HDF\r\n\x1a\n"sv;
constexpr std::string_view kExpected =
    "An HDF5 file, a NumPy array (.npy), NumPy arrays (.npz) or a .safetensors file was expected.";

/// Up to `count` bytes from `offset` on.
std::string bytesAt(std::ifstream& file, std::uintmax_t offset, std::size_t count)
{
    std::string bytes(count, '\0');
    file.clear();
    file.seekg(static_cast<std::streamoff>(offset));
    file.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

/// The signature is at the beginning, or after a user's block of 512, 1024, 2048, … bytes.
bool isHdf5(std::ifstream& file, std::uintmax_t size)
{
    for (std::uintmax_t offset = 0; offset < size; offset = offset == 0 ? 512 : 2 * offset) {
        if (bytesAt(file, offset, kHdf5Signature.size()) == kHdf5Signature)
            return true;
    }
    return false;
}

bool isSafetensors(std::string_view head, std::uintmax_t size)
{
    if (head.size() < 9 || head[8] != '{')
        return false;
    std::uintmax_t length = 0;
    for (std::size_t i = 8; i-- > 0;)
        length = length << 8 | static_cast<unsigned char>(head[i]);
    return length <= size;
}

/// An archive whose first member is an array, or that is called one.
bool isNpz(const std::filesystem::path& path, std::string_view head)
{
    constexpr std::size_t kNameLength = 26, kName = 30; // places in a zip archive
    if (!head.starts_with("PK"))
        return false;
    if (path.extension() == ".npz" || head.size() < kName)
        return path.extension() == ".npz";
    const std::size_t length = static_cast<unsigned char>(head[kNameLength]) |
                               static_cast<unsigned char>(head[kNameLength + 1]) << 8;
    return head.substr(kName, length).ends_with(".npy");
}

bool isPickle(const std::filesystem::path& path, std::string_view head)
{
    static const std::set<std::string> kExtensions{".pt", ".pth", ".pkl", ".pickle", ".p", ".ckpt"};
    const bool protocol = head.size() > 1 && head[0] == '\x80' && head[1] >= 2 && head[1] <= 5;
    return protocol || kExtensions.contains(path.extension().string()) ||
           (head.starts_with("PK") && head.find("data.pkl") != std::string_view::npos);
}

std::string whatItIs(const std::filesystem::path& path, std::string_view head)
{
    if (isPickle(path, head)) {
        return " is a pickle (PyTorch's .pt files are). It is not read, because reading one runs "
               "code that it contains. The three lines of Python in resources/exporters write its "
               "arrays to HDF5.";
    }
    if (head.starts_with("PK")) {
        return " is a zip archive, but not one of NumPy arrays. " + std::string(kExpected);
    }
    const bool text = std::ranges::all_of(
        head, [](unsigned char c) { return c >= ' ' || c == '\n' || c == '\r' || c == '\t'; });
    return std::string(text ? " is a text file. " : " is of a kind that is not known. ") +
           std::string(kExpected);
}

} // namespace

FileKind fileKind(const std::filesystem::path& path)
{
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        throw InputError(path.string() + " does not exist. " + std::string(kExpected));
    if (std::filesystem::is_directory(status))
        throw InputError(path.string() + " is a folder. " + std::string(kExpected));
    std::ifstream file(path, std::ios::binary);
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (!file || error)
        throw InputError(path.string() + " cannot be opened for reading.");
    if (size == 0)
        throw InputError(path.string() + " is empty (0 bytes). " + std::string(kExpected));

    const std::string head = bytesAt(file, 0, 256);
    if (head.starts_with("\x93NUMPY"))
        return FileKind::Npy;
    if (isNpz(path, head))
        return FileKind::Npz;
    if (isHdf5(file, size))
        return FileKind::Hdf5;
    if (isSafetensors(head, size))
        return FileKind::Safetensors;
    throw InputError(path.string() + whatItIs(path, head));
}

} // namespace counterpart::core
