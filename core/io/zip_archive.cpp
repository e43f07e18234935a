#include "core/io/zip_archive.h"

#include "core/base/error.h"

#include <zip.h>

#include <algorithm>

namespace counterpart::core {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

/// A member that is being expanded.
class Member
{
public:
    Member(zip_t& archive, const std::filesystem::path& path, const ZipEntry& entry)
        : m_where(path.string() + ": " + entry.name),
          m_file(zip_fopen_index(&archive, entry.index, 0))
    {
        if (!m_file)
            refuse(zip_get_error(&archive));
    }
    ~Member() { zip_fclose(m_file); }
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;

    /// Fills `target` from the front; fewer bytes only at the end of the member.
    std::size_t read(std::span<std::byte> target)
    {
        std::size_t done = 0;
        while (done < target.size()) {
            const zip_int64_t got = zip_fread(m_file, target.data() + done, target.size() - done);
            if (got < 0)
                refuse(zip_file_get_error(m_file));
            if (got == 0)
                break;
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

    [[noreturn]] void refuse(zip_error_t* error) const { refuse(zip_error_strerror(error)); }
    [[noreturn]] void refuse(const std::string& why) const
    {
        throw InputError(m_where + " cannot be read from its zip archive: " + why + ".");
    }

private:
    std::string m_where;
    zip_file_t* m_file;
};

} // namespace

void ZipArchive::Close::operator()(zip* archive) const
{
    zip_discard(archive);
}

ZipArchive::ZipArchive(std::filesystem::path path) : m_path(std::move(path))
{
    int code = 0;
    m_archive.reset(zip_open(m_path.c_str(), ZIP_RDONLY, &code));
    if (!m_archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        throw InputError(m_path.string() + " is a zip archive that cannot be read: " + why +
                         "; it may be cut short.");
    }
}

std::vector<ZipEntry> ZipArchive::entries() const
{
    std::vector<ZipEntry> entries;
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(m_archive.get(), 0));
    for (zip_uint64_t index = 0; index < count; ++index) {
        zip_stat_t stat;
        const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE;
        if (zip_stat_index(m_archive.get(), index, 0, &stat) != 0 ||
            (stat.valid & needed) != needed)
            throw InputError(m_path.string() +
                             " is a zip archive that cannot be read: its directory is damaged.");
        entries.push_back({index, stat.name, stat.size});
    }
    return entries;
}

std::vector<std::byte> ZipArchive::head(const ZipEntry& entry, std::size_t most) const
{
    std::vector<std::byte> bytes(
        static_cast<std::size_t>(std::min<std::uint64_t>(most, entry.bytes)));
    Member member(*m_archive, m_path, entry);
    if (member.read(bytes) < bytes.size())
        member.refuse("it is cut short");
    return bytes;
}

MappedFile ZipArchive::expand(const ZipEntry& entry) const
{
    MappedFile file = MappedFile::temporary(m_path);
    Member member(*m_archive, m_path, entry);
    std::vector<std::byte> piece(kPieceBytes);
    for (std::size_t length = piece.size(); length == piece.size();) {
        length = member.read(piece);
        file.append(std::span(piece).first(length));
    }
    if (file.size() != entry.bytes)
        member.refuse("it has " + std::to_string(file.size()) + " bytes, expected " +
                      std::to_string(entry.bytes));
    return file;
}

} // namespace counterpart::core
