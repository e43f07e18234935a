#include "cli/command.h"
#include "cli/output.h"
#include "cli/study_inputs.h"
#include "cli/study_tables.h"
#include "cli/text_table.h"

#include "core/base/error.h"
#include "core/io/study_file.h"
#include "core/io/table_file.h"

#include <algorithm>
#include <iostream>
#include <memory>
#include <system_error>

namespace counterpart::cli {

using core::DataTable;

namespace {

constexpr double kMade = 0.8; ///< of the work, before it is written

struct Arguments
{
    std::string study;
    std::string what;
    std::string format = "csv";
    std::string out; ///< "-": standard output
    LayerChoice layers;
};

std::string listText()
{
    std::vector<TextRow> rows;
    for (const StudyTable& table : studyTables())
        rows.push_back({table.name, table.description});
    return formatTable(rows, 2);
}

std::string groupOf(const core::StudyPair& pair)
{
    std::string name = pair.analysis->layer.a + '~' + pair.analysis->layer.b;
    std::ranges::replace(name, '/', '|');
    return name;
}

/// The tables of all chosen pairs of layers, each in a group of its own.
std::vector<DataTable> tablesOfPairs(const StudyTable& what, const Arguments& arguments,
                                     const core::Progress& progress)
{
    const StudyInputs inputs(arguments.study);
    const auto pairs = inputs.pairs(arguments.layers);
    std::vector<DataTable> tables;
    const auto count = static_cast<double>(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto done = static_cast<double>(i);
        const core::StudyPair& pair = inputs.known(pairs[i]);
        for (DataTable& table :
             what.ofPair(pair, progress.part(done / count, (done + 1) / count))) {
            table.name = groupOf(pair) + '/' + table.name;
            tables.push_back(std::move(table));
        }
    }
    return tables;
}

struct ColumnAppender
{
    core::TableColumn& column;
    template <class T>
    void operator()(const std::vector<T>& values) const
    {
        auto& held = std::get<std::vector<T>>(column.values);
        held.insert(held.end(), values.begin(), values.end());
    }
};

/// Tables of several pairs become one with the layers' names in front; matrices cannot.
DataTable merged(const std::vector<DataTable>& tables, const std::string& what)
{
    DataTable all{what, {core::textColumn("layers")}};
    for (const DataTable& table : tables) {
        if (table.matrix)
            throw core::UsageError("--format csv: " + what + " of " +
                                   std::to_string(tables.size()) +
                                   " pairs of layers are several matrices; expected h5 or json, or "
                                   "one pair by --layer or --pair");
        const std::string layers = table.name.substr(0, table.name.find('/'));
        ColumnAppender{all.columns.front()}(core::TableColumn::Texts(table.rows(), layers));
        const bool isFirst = &table == &tables.front();
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            if (isFirst)
                all.columns.push_back(table.columns[column]);
            else
                std::visit(ColumnAppender{all.columns[column + 1]}, table.columns[column].values);
        }
    }
    return all;
}

/// HDF5 only to a file.
void write(const std::string& out, core::TableFormat format, const std::vector<DataTable>& tables,
           const core::Progress& progress)
{
    if (out != "-") {
        core::writeTables(out, format, tables, nullptr, progress);
        return;
    }
    try {
        if (format == core::TableFormat::Csv)
            core::writeCsv(std::cout, tables, progress);
        else
            core::writeJson(std::cout, tables, nullptr, progress);
    } catch (const std::system_error&) {
        std::cout.setstate(std::ios::failbit); // as the next line says
    }
    writeToStandardOutput({});
}

void requireStudy(const std::string& path)
{
    std::error_code absent;
    if (!std::filesystem::exists(path, absent))
        throw core::InputError(path + " does not exist. A study (.counterpart) was expected.");
    if (!core::isStudy(path))
        throw core::UsageError("STUDY: " + path +
                               " is no study; expected one made by analyze "
                               "--out or saved in the window");
}

void exportStudy(const Arguments& arguments, const core::Progress& progress)
{
    requireStudy(arguments.study);
    if (arguments.what == "list") {
        writeToStandardOutput(listText());
        return;
    }
    const StudyTable& what = studyTableNamed(arguments.what);
    const auto format = core::tableFormatFromString(arguments.format);
    const bool toFile = arguments.out != "-";
    if (!format)
        throw core::UsageError("--format: there is no \"" + arguments.format +
                               "\"; expected csv, h5 or json");
    if (!toFile && *format == core::TableFormat::Hdf5)
        throw core::UsageError("--out -: HDF5 is not text; expected a file");
    std::error_code absent;
    if (std::filesystem::equivalent(arguments.out, arguments.study, absent))
        throw core::UsageError("--out: " + arguments.out + " is the study");
    if (toFile)
        requireWritable(arguments.out);
    std::vector<DataTable> tables =
        what.ofStudy ? what.ofStudy(core::readStudyWords(arguments.study, progress.part(0, kMade)))
                     : tablesOfPairs(what, arguments, progress.part(0, kMade));
    if (*format == core::TableFormat::Csv && tables.size() > 1)
        tables = {merged(tables, arguments.what)};
    write(arguments.out, *format, tables, progress.part(kMade, 1));
}

} // namespace

void addExportCommand(CLI::App& app, Action& action)
{
    const auto arguments = std::make_shared<Arguments>();
    CLI::App& command = *app.add_subcommand(
        "export", "Write results of a study as tables, without the activations");
    command.add_option("STUDY", arguments->study, "A study (.counterpart)")->required();
    command.add_option("--what", arguments->what, "What to write; list prints what there is")
        ->required();
    command.add_option("--format", arguments->format, "csv, h5 or json; default csv");
    auto* out = command.add_option("--out", arguments->out, "A file, or standard output (-)");
    out->type_name("PATH|-");
    command
        .add_option("--layer", arguments->layers.layers,
                    "Of this layer of both networks; repeatable; default: all pairs")
        ->type_name("NAME")
        ->expected(1)
        ->take_all();
    command.add_option("--pair", arguments->layers.pairs, "Of this layer of each; repeatable")
        ->type_name("LAYER_A:LAYER_B")
        ->expected(1)
        ->take_all();
    command.callback([&action, arguments] {
        if (arguments->out.empty())
            arguments->out = "-";
        action = [arguments](const core::Progress& progress) { exportStudy(*arguments, progress); };
    });
}

} // namespace counterpart::cli
