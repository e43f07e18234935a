#include "app/application.h"
#include "app/batch_figures.h"
#include "app/start_times.h"
#include "cli/usage_message.h"
#include "core/analysis/pass_settings.h"
#include "core/base/error.h"
#include "core/base/version.h"
#include "paint/painter_device.h"
#include "ui/commands/study_commands.h"
#include "ui/figures/figure_catalogue.h"

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QDir>
#include <QGuiApplication>
#include <QIcon>
#include <QStandardPaths>

#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace counterpart;

struct Arguments
{
    std::vector<std::string> files;
    std::vector<std::string> figures;
    std::vector<std::string> formats{"svg", "pdf", "png"};
    std::string folder = ".";
    int dpi = 300;
    double widthMm = 0;
    int columns = 2;
    std::string background = "white";
    std::string text = "text";
    std::string reference;
    std::vector<std::string> leftOut;
    std::vector<std::string> settings;
};

QStringList toList(const std::vector<std::string>& texts)
{
    QStringList list;
    for (const std::string& text : texts)
        list += QString::fromStdString(text);
    return list;
}

std::string figureNames()
{
    std::string names;
    for (const ui::FigureEntry& figure : ui::figureCatalogue())
        names += (names.empty() ? "" : ", ") + figure.name;
    return names;
}

/// A window needs a display, of which Qt would speak at length before it aborts.
void requireDisplay()
{
#ifdef Q_OS_LINUX
    for (const char* name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return;
    }
    throw core::Error(core::ErrorKind::Runtime,
                      "There is no display to open a window on; draw figures without one by "
                      "--figures, or use counterpart-cli.");
#endif
}

/// What is said of figures that are drawn without a window.
void addFigureOptions(CLI::App& parser, Arguments& arguments)
{
    const auto addList = [&](const char* name, std::vector<std::string>& list,
                             const std::string& help) {
        return parser.add_option(name, list, help)->delimiter(',')->allow_extra_args(false);
    };
    auto* figures =
        addList("--figures", arguments.figures,
                "draw figures of two files without a window: all, or names with commas between "
                "them; names joined by + become panels of one figure "
                "(a1-correlation-matrices+a3-matching-curves); there are\n" +
                    figureNames());
    addList("--format", arguments.formats,
            "svg, pdf, png or tiff, with commas between them (default: svg,pdf,png); of the data "
            "behind the figures csv, json, h5, and graphml of graphs")
        ->needs(figures);
    parser.add_option("--out", arguments.folder, "folder of the figures (default: this one)")
        ->needs(figures);
    parser
        .add_option("--dpi", arguments.dpi,
                    "resolution of PNG and TIFF and of images inside SVG and PDF (default: 300)")
        ->check(CLI::Range(36, 2400))
        ->needs(figures);
    parser
        .add_option("--width", arguments.widthMm,
                    "width of the figures in mm, for example 89 or 183 (default: as they prefer)")
        ->check(CLI::Range(10.0, 2000.0))
        ->needs(figures);
    parser.add_option("--columns", arguments.columns, "columns of panels (default: 2)")
        ->check(CLI::Range(1, 12))
        ->needs(figures);
    parser
        .add_option("--background", arguments.background,
                    "white, none, or a colour as #rrggbb (default: white)")
        ->needs(figures);
    parser.add_option("--text", arguments.text, "text or outlines, in SVG and PDF (default: text)")
        ->needs(figures);
    parser
        .add_option("--reference", arguments.reference,
                    "one of the networks, by model or file: its units order those of the two that "
                    "are compared, in all figures")
        ->type_name("NET")
        ->needs(figures);
    parser
        .add_option("--set", arguments.settings,
                    "how the files are read: moments.nonfinite=refuse or drop (samples that are "
                    "not finite), moments.order=as-stored or by-id (inputs in another order); the "
                    "first is the default; repeatable")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false)
        ->needs(figures);
    addList("--leave-out", arguments.leftOut,
            "parts of figures that are not drawn: title, axes, colour-bar, legend, letters")
        ->needs(figures);
}

/// Parses the command line; returns an exit status where the program has nothing more to do.
std::optional<int> parse(int argc, char** argv, Arguments& arguments)
{
    CLI::App parser("Shows which neurons of two networks are counterparts.", "counterpart");
    parser.set_version_flag("--version", std::string("counterpart ") + core::version());
    parser.add_option(
        "files", arguments.files,
        "activations to open: FILE, or FILE::LAYER to begin with a layer; or a study; or a "
        "figure, whose view is shown");
    addFigureOptions(parser, arguments);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return parser.exit(error);
        std::fprintf(stderr, "counterpart: %s\nRun with --help for more information.\n",
                     cli::usageMessage(error).c_str());
        return static_cast<int>(core::ErrorKind::Usage);
    }
    return std::nullopt;
}

int drawFigures(int& argc, char** argv, const Arguments& arguments)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    paint::loadFigureFont();
    app::writeFigures(
        {toList(arguments.figures), toList(arguments.formats),
         QString::fromStdString(arguments.folder), toList(arguments.files), arguments.dpi,
         arguments.widthMm, arguments.columns, QString::fromStdString(arguments.background),
         QString::fromStdString(arguments.text), QString::fromStdString(arguments.reference),
         toList(arguments.leftOut), toList(arguments.settings)});
    return 0;
}

QIcon programIcon()
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64, 128, 256})
        icon.addFile(QStringLiteral(":/icons/counterpart-%1.png").arg(size));
    return icon;
}

int showWindow(int& argc, char** argv, const Arguments& arguments)
{
    requireDisplay();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("counterpart"));
    QApplication::setOrganizationName(QStringLiteral("counterpart"));
    QApplication::setApplicationDisplayName(QStringLiteral("Counterpart"));
    QApplication::setApplicationVersion(QString::fromLatin1(core::version()));
    QApplication::setDesktopFileName(QStringLiteral("counterpart"));
    QApplication::setWindowIcon(programIcon());
    app::Application counterpart;
    std::optional<app::StartTimes> startTimes;
    if (qEnvironmentVariableIsSet("COUNTERPART_START_TIMES"))
        startTimes.emplace(counterpart.window());
    counterpart.window().show();
    counterpart.study().keepUnsavedIn(
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
        QStringLiteral("/recovery"));
    if (!arguments.files.empty())
        counterpart.window().openFiles(toList(arguments.files));
    else if (!ui::offerRecovery(counterpart.study(), &counterpart.window()))
        counterpart.window().greet();
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    Arguments arguments;
    if (const std::optional<int> status = parse(argc, argv, arguments))
        return *status;
    try {
        // Qt is given the program's name alone: every argument was parsed above.
        int qtArgc = 1;
        return arguments.figures.empty() ? showWindow(qtArgc, argv, arguments)
                                         : drawFigures(qtArgc, argv, arguments);
    } catch (const core::Error& error) {
        const std::string remedy =
            arguments.figures.empty() ? std::string{} : core::remedyText(error);
        std::fprintf(stderr, "counterpart: %s%s\n", error.what(), remedy.c_str());
        return static_cast<int>(error.kind());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "counterpart: %s\n", error.what());
        return static_cast<int>(core::ErrorKind::Runtime);
    }
}
