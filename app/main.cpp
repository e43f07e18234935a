#include "app/application.h"
#include "app/batch_figures.h"
#include "app/start_times.h"
#include "core/base/error.h"
#include "core/base/version.h"
#include "paint/painter_device.h"
#include "ui/figures/figure_catalogue.h"

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QDir>
#include <QGuiApplication>
#include <QIcon>

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

/// Parses the command line; returns an exit status where the program has nothing more to do.
std::optional<int> parse(int argc, char** argv, Arguments& arguments)
{
    CLI::App parser("Shows which neurons of two networks are counterparts.", "counterpart");
    parser.set_version_flag("--version", std::string("counterpart ") + core::version());
    parser.add_option("files", arguments.files,
                      "activations to open: FILE, or FILE::LAYER to begin with a layer");
    auto* figures = parser
                        .add_option("--figures", arguments.figures,
                                    "draw figures of two files without a window: all, or names "
                                    "with commas between them of\n" +
                                        figureNames())
                        ->delimiter(',')
                        ->allow_extra_args(false);
    parser
        .add_option("--format", arguments.formats,
                    "svg, pdf or png, with commas between them (default: all three)")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->needs(figures);
    parser.add_option("--out", arguments.folder, "folder of the figures (default: this one)")
        ->needs(figures);
    parser
        .add_option("--dpi", arguments.dpi,
                    "resolution of PNG and of images inside SVG and PDF (default: 300)")
        ->check(CLI::Range(36, 2400))
        ->needs(figures);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int status = parser.exit(error);
        return status == 0 ? 0 : static_cast<int>(core::ErrorKind::Usage);
    }
    return std::nullopt;
}

int drawFigures(int& argc, char** argv, const Arguments& arguments)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    paint::loadFigureFont();
    app::writeFigures({toList(arguments.figures), toList(arguments.formats),
                       QString::fromStdString(arguments.folder), toList(arguments.files),
                       arguments.dpi});
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
    if (!arguments.files.empty())
        counterpart.session().openFiles(toList(arguments.files));
    else
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
        std::fprintf(stderr, "counterpart: %s\n", error.what());
        return static_cast<int>(error.kind());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "counterpart: %s\n", error.what());
        return static_cast<int>(core::ErrorKind::Runtime);
    }
}
