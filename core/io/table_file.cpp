#include "core/io/table_file.h"

#include "core/io/replaced_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace counterpart::core {

namespace {

constexpr std::array kFormats{TableFormat::Csv, TableFormat::Hdf5, TableFormat::Json};

} // namespace

const char* toString(TableFormat format)
{
    return format == TableFormat::Csv ? "csv" : format == TableFormat::Hdf5 ? "h5" : "json";
}

std::optional<TableFormat> tableFormatFromString(const std::string& name)
{
    const auto found = std::ranges::find_if(
        kFormats, [&](TableFormat format) { return name == toString(format); });
    return found == kFormats.end() ? std::nullopt : std::optional(*found);
}

void writeTables(const std::filesystem::path& path, TableFormat format,
                 std::span<const DataTable> tables, const Provenance* provenance,
                 const Progress& progress)
{
    replaceFile(path, [&](const std::filesystem::path& made) {
        if (format == TableFormat::Hdf5) {
            writeHdf5(made, tables, provenance, progress);
            return;
        }
        errno = 0;
        std::ofstream file(made, std::ios::binary | std::ios::trunc);
        if (!file)
            failToWrite(path, errno != 0 ? errno : EIO);
        try {
            if (format == TableFormat::Csv)
                writeCsv(file, tables, progress);
            else
                writeJson(file, tables, provenance, progress);
        } catch (const std::system_error& error) {
            failToWrite(path, error.code().value());
        }
        errno = 0;
        file.close();
        if (!file)
            failToWrite(path, errno != 0 ? errno : EIO);
    });
}

} // namespace counterpart::core
