#include "cli/command.h"
#include "cli/output.h"
#include "cli/study_inputs.h"
#include "cli/study_tables.h"
#include "cli/text_table.h"

#include "core/base/error.h"
#include "core/io/study_file.h"

#include <algorithm>
#include <memory>

namespace counterpart::cli {

using core::ResultTable;

namespace {

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
std::vector<ResultTable> tablesOfPairs(const StudyTable& what, const Arguments& arguments,
                                       const core::Progress& progress)
{
    const StudyInputs inputs(arguments.study);
    const auto pairs = inputs.pairs(arguments.layers);
    std::vector<ResultTable> tables;
    const auto count = static_cast<double>(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto done = static_cast<double>(i);
        const core::StudyPair& pair = inputs.known(pairs[i]);
        for (ResultTable& table :
             what.ofPair(pair, progress.part(done / count, (done + 1) / count))) {
            table.name = groupOf(pair) + '/' + table.name;
            tables.push_back(std::move(table));
        }
    }
    return tables;
}

/// Tables of several pairs become one with the layers' names in front; matrices cannot.
std::string csvOf(const std::vector<ResultTable>& tables, const std::string& what)
{
    if (tables.size() == 1)
        return csvText(tables.front());
    ResultTable all;
    for (const ResultTable& table : tables) {
        if (table.matrix)
            throw core::UsageError("--format csv: " + what + " of " +
                                   std::to_string(tables.size()) +
                                   " pairs of layers are several matrices; expected h5 or json, or "
                                   "one pair by --layer or --pair");
        all.columns = {"layers"};
        all.columns.insert(all.columns.end(), table.columns.begin(), table.columns.end());
        for (const auto& row : table.rows) {
            all.rows.push_back({table.name.substr(0, table.name.find('/'))});
            all.rows.back().insert(all.rows.back().end(), row.begin(), row.end());
        }
    }
    return csvText(all);
}

void exportStudy(const Arguments& arguments, const core::Progress& progress)
{
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
    const std::vector<ResultTable> tables =
        what.ofStudy ? what.ofStudy(core::readStudyWords(arguments.study, progress))
                     : tablesOfPairs(what, arguments, progress);
    if (*format == core::TableFormat::Hdf5) {
        core::writeHdf5(arguments.out, tables);
        return;
    }
    const std::string text =
        *format == core::TableFormat::Csv ? csvOf(tables, arguments.what) : core::jsonText(tables);
    if (toFile)
        writeToFile(arguments.out, text);
    else
        writeToStandardOutput(text);
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
