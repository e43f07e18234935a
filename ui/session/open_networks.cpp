#include "session/open_networks.h"

#include "core/io/fingerprint.h"
#include "core/io/named_networks.h"
#include "core/io/study_file.h"
#include "session/attached.h"
#include "session/study_parts.h"
#include "session/study_tie.h"

#include <QSettings>

namespace counterpart::session {

namespace fs = std::filesystem;

namespace {

const QString kMoved = QStringLiteral("files/moved");

bool isThere(const fs::path& path)
{
    std::error_code error;
    return fs::is_regular_file(path, error);
}

/// The file where it is now, described as the study knows it.
core::StudyInput placed(const core::StudyInput& input)
{
    core::StudyInput now = input;
    const fs::path path = rememberedPlace(input.network->path);
    if (path != input.network->path) {
        core::Network network = *input.network;
        network.path = path;
        now.network = std::make_shared<const core::Network>(std::move(network));
    }
    return now;
}

/// A kept text begins with its key and a line break.
std::shared_ptr<ResultDrawer> drawerOf(const core::Study& study)
{
    auto drawer = std::make_shared<ResultDrawer>();
    for (const auto& [name, text] : study.reports) {
        const std::size_t end = text.find('\n');
        if (name.starts_with(core::kKeptReport) && end != std::string::npos)
            drawer->keep(text.substr(0, end), text.substr(end + 1));
    }
    return drawer;
}

OpenedNetworks openStudy(const fs::path& path, const core::Progress& progress)
{
    const auto study = std::make_shared<const core::Study>(core::readStudy(path, progress));
    const std::shared_ptr<ResultDrawer> drawer = drawerOf(*study);
    OpenedNetworks opened{path, {}, {}, study->view};
    for (std::size_t i = 0; i < study->inputs.size(); ++i) {
        StudyTie tie{placed(study->inputs[i]), study, {static_cast<int>(i)}, drawer};
        tie.isMissing = !isThere(tie.input.network->path);
        tie.isStale =
            !tie.isMissing && !core::isUnchanged(tie.input.network->path, tie.input.fingerprint);
        // Of a changed file nothing is shown beside results of what it was.
        const bool isKept = tie.isMissing || (tie.isStale && tie.input.kept);
        const NetworkPtr shown = isKept ? tie.input.kept : tie.input.network;
        opened.networks.push_back(attach(shown, std::move(tie)));
    }
    return opened;
}

} // namespace

OpenedNetworks openNetworks(const QString& argument, const core::Progress& progress)
{
    const std::string text = argument.toStdString();
    if (core::isStudy(text))
        return openStudy(text, progress);
    core::NamedNetworks named = core::describeNamed(text);
    OpenedNetworks opened{named.networks.front().path, {}, named.layer, {}};
    const core::Fingerprint fingerprint = core::fingerprintOf(opened.file);
    const auto drawer = std::make_shared<ResultDrawer>();
    for (core::Network& network : named.networks) {
        const auto shared = std::make_shared<const core::Network>(std::move(network));
        opened.networks.push_back(
            attach(shared, StudyTie{{shared, fingerprint, nullptr}, nullptr, {}, drawer}));
    }
    return opened;
}

void rememberPlace(const fs::path& missing, const fs::path& found)
{
    QSettings settings;
    QVariantMap moved = settings.value(kMoved).toMap();
    moved[QString::fromStdString(missing.string())] =
        QString::fromStdString(fs::absolute(found).string());
    settings.setValue(kMoved, moved);
}

fs::path rememberedPlace(const fs::path& missing)
{
    if (isThere(missing))
        return missing;
    const QVariantMap moved = QSettings().value(kMoved).toMap();
    const auto found = moved.find(QString::fromStdString(missing.string()));
    if (found == moved.end())
        return missing;
    const fs::path place = found->toString().toStdString();
    return isThere(place) ? place : missing;
}

fs::path afterSameMove(const fs::path& missing, const fs::path& found, const fs::path& other)
{
    fs::path from = missing;
    fs::path to = found;
    while (from.has_relative_path() && to.has_relative_path() && from.filename() == to.filename()) {
        from = from.parent_path();
        to = to.parent_path();
    }
    if (from == missing) { // renamed: its neighbours may still have moved with it
        from = missing.parent_path();
        to = found.parent_path();
    }
    const fs::path rest = other.lexically_relative(from);
    if (rest.empty() || *rest.begin() == "..")
        return {};
    const fs::path there = (to / rest).lexically_normal();
    return isThere(there) ? there : fs::path();
}

} // namespace counterpart::session
