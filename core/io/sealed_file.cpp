#include "core/io/sealed_file.h"

#include "core/base/error.h"
#include "core/io/mapped_file.h"
#include "core/io/replaced_file.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

namespace counterpart::core {

namespace fs = std::filesystem;

namespace {

struct Seal
{
    int version = 0;
    std::uint64_t length = 0;
    std::uint32_t checksum = 0;
};

std::uint32_t checksumOf(const MappedFile& file, std::uint64_t length)
{
    constexpr std::uint64_t kPiece = std::uint64_t{1} << 24;
    uLong sum = crc32(0, nullptr, 0);
    for (std::uint64_t at = kSealBytes; at < length; at += kPiece) {
        const auto size = static_cast<std::size_t>(std::min(kPiece, length - at));
        const MappedWindow window = file.window(at, size);
        sum = crc32(sum, reinterpret_cast<const Bytef*>(window.data()), static_cast<uInt>(size));
    }
    return static_cast<std::uint32_t>(sum);
}

std::string headOf(const fs::path& path)
{
    std::string head(kSealBytes, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return head;
}

/// Of a newer version than `newest` the version alone. Throws InputError if there are no numbers.
Seal parseSeal(const fs::path& path, const std::string& head, int newest)
{
    Seal seal;
    const char* const end = head.data() + head.size();
    const char* at = head.data() + std::string_view(kSealWord).size() + 1;
    const auto number = [&](auto& value, int base) {
        const auto [next, error] = std::from_chars(std::min(at, end), end, value, base);
        at = next + 1;
        return error == std::errc{} && next != end;
    };
    const bool isNumbered =
        number(seal.version, 10) &&
        (seal.version > newest || (number(seal.length, 10) && number(seal.checksum, 16)));
    if (!isNumbered)
        throw InputError(path.string() + " is a study whose first line is damaged.");
    return seal;
}

std::string sealText(const Seal& seal)
{
    std::array<char, 96> line{};
    std::snprintf(line.data(), line.size(), "%s %d %llu %08x\n", kSealWord, seal.version,
                  static_cast<unsigned long long>(seal.length), seal.checksum);
    std::string text = line.data();
    text.resize(kSealBytes, '\0');
    return text;
}

void seal(const fs::path& path, int version)
{
    Seal made{version, 0, 0};
    {
        const MappedFile file(path);
        made.length = file.size();
        made.checksum = checksumOf(file, made.length);
    }
    const std::string text = sealText(made);
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0)
        failToWrite(path, errno);
    const bool isWritten =
        ::pwrite(file, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
    const int error = errno;
    ::close(file);
    if (!isWritten)
        failToWrite(path, error);
}

} // namespace

bool isSealed(const fs::path& path)
{
    std::error_code error;
    return fs::is_regular_file(path, error) && headOf(path).starts_with(kSealWord);
}

void requireSeal(const fs::path& path, int newest)
{
    std::error_code error;
    if (!fs::exists(path, error))
        throw InputError(path.string() + " does not exist. A study (.counterpart) was expected.");
    const std::string head = headOf(path);
    if (!head.starts_with(kSealWord))
        throw InputError(path.string() + " is no study of Counterpart: its first bytes are not \"" +
                         kSealWord + "\".");
    const Seal seal = parseSeal(path, head, newest);
    if (seal.version > newest)
        throw InputError(path.string() + " is a study of version " + std::to_string(seal.version) +
                         ", made by a newer Counterpart; this one reads versions up to " +
                         std::to_string(newest) + ". Open it with a newer Counterpart.");
    const MappedFile file(path);
    const std::uint64_t found = file.size();
    if (seal.length != found)
        throw InputError(path.string() + " was cut short or damaged: it has " +
                         std::to_string(found) + " bytes; expected " + std::to_string(seal.length) +
                         '.');
    if (head != sealText(seal) || checksumOf(file, found) != seal.checksum)
        throw InputError(path.string() + " is damaged, or was changed by another program: its "
                                         "checksum is not the one it was saved with.");
}

void replaceSealed(const fs::path& path, int version,
                   const std::function<void(const fs::path& temporary)>& write)
{
    replaceFile(path, [&](const fs::path& temporary) {
        write(temporary);
        seal(temporary, version);
    });
}

} // namespace counterpart::core
