#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/progress_bar.h"
#include "cli/usage_message.h"

#include "core/analysis/pass_settings.h"
#include "core/base/error.h"
#include "core/base/version.h"

#include <iostream>
#include <new>
#include <string>

using namespace counterpart;

namespace {

constexpr int kCancelled = 130;

int fail(core::ErrorKind kind, const std::string& message)
{
    std::cerr << "counterpart-cli: " << message << '\n';
    return static_cast<int>(kind);
}

/// The only place of this program where an error ends. Returns the exit status.
int run(const cli::Action& action)
{
    try {
        const cli::Interrupt interrupt;
        cli::ProgressBar bar;
        action(core::Progress(interrupt.token(), bar.sink()));
        return 0;
    } catch (const core::Cancelled&) {
        std::cerr << "counterpart-cli: cancelled\n";
        return kCancelled;
    } catch (const core::Error& error) {
        return fail(error.kind(), error.what() + core::remedyText(error));
    } catch (const std::bad_alloc&) {
        return fail(core::ErrorKind::Runtime, "out of memory");
    } catch (const std::exception& error) {
        return fail(core::ErrorKind::Runtime, error.what());
    }
}

std::string commandNames(const CLI::App& app)
{
    std::string names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        names += (names.empty() ? "" : ", ") + command->get_name();
    return names;
}

/// Whether the first argument is neither an option nor a command.
bool isUnknownCommand(const CLI::App& app, int argc, char** argv)
{
    const auto isMeant = [&](const CLI::App* command) { return command->get_name() == argv[1]; };
    return argc > 1 && argv[1][0] != '-' && app.get_subcommands(isMeant).empty();
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app{"Compares the units of neural networks. Results go to standard output.",
                 "counterpart-cli"};
    app.set_version_flag("--version", std::string("counterpart-cli ") + core::version());
    app.require_subcommand(1);
    cli::Action action;
    cli::addInfoCommand(app, action);
    cli::addAnalyzeCommand(app, action);
    cli::addProjectCommand(app, action);
    cli::addSimilarityCommand(app, action);
    cli::addGroupCommand(app, action);
    cli::addDynamicsCommand(app, action);
    cli::addExportCommand(app, action);
    if (isUnknownCommand(app, argc, argv))
        return fail(core::ErrorKind::Usage, "there is no command \"" + std::string(argv[1]) +
                                                "\"; expected one of: " + commandNames(app));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return app.exit(error);
        return fail(core::ErrorKind::Usage,
                    cli::usageMessage(error) + "\nRun with --help for more information.");
    }
    return run(action);
}
