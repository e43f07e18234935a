#include "ui/commands/shown_origin.h"

#include "session/matrix_settings.h"
#include "session/session.h"
#include "ui/views/control_state.h"
#include "ui/views/matching_view.h"
#include "ui/views/workspaces.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace counterpart::ui {

namespace {

/// What the view with the figure is set to, with its tab in front, or of its first one if there are
/// several; the shown view before others. Empty for what the inspector shows.
std::string controlsOf(const Workspaces& workspaces, const QString& figure)
{
    const QString name = figure.section(QLatin1Char('+'), 0, 0);
    for (const LinkedView* view : workspaces.views()) {
        for (const ShownFigure& shown : view->readyFigures()) {
            if (shown.name != name)
                continue;
            QJsonObject controls = controlState(*view);
            const QJsonObject tabs = view->tabsOf(name);
            for (auto tab = tabs.begin(); tab != tabs.end(); ++tab)
                controls[tab.key()] = tab.value();
            return QJsonDocument(controls).toJson(QJsonDocument::Compact).toStdString();
        }
    }
    return {};
}

} // namespace

FigureOrigin shownOrigin(const ViewContext& context, const Workspaces& workspaces,
                         const QString& figure)
{
    const session::Session& session = context.session;
    FigureOrigin origin;
    FigureSettings& settings = origin.settings;
    settings.figure = figure.toStdString();
    settings.options = session.options();
    settings.information = session.informationOptions();
    settings.measure = session.measure();
    settings.matchKind = session.matchKind();
    settings.look = context.matrices.look();
    settings.controls = controlsOf(workspaces, figure);
    for (const LinkedView* view : workspaces.views())
        if (const auto* matching = qobject_cast<const MatchingView*>(view))
            settings.threshold = matching->threshold();

    const session::LayerPair pair = session.pair().value_or(session::LayerPair{});
    const auto& networks = session.networks();
    const auto add = [&](core::NetId net) {
        const session::NetworkPtr& network = networks.at(static_cast<std::size_t>(net.value));
        auto found = std::ranges::find(origin.networks, network);
        if (found == origin.networks.end())
            found = origin.networks.insert(origin.networks.end(), network);
        return static_cast<std::size_t>(found - origin.networks.begin());
    };
    origin.compared = {add(pair.a.net), add(pair.b.net)};
    origin.layers = {pair.a.layer, pair.b.layer};
    for (std::size_t i = 0; i < networks.size(); ++i)
        add(core::NetId{static_cast<int>(i)});
    if (settings.look.reference)
        settings.look.reference = core::NetId{static_cast<int>(add(*settings.look.reference))};
    return origin;
}

} // namespace counterpart::ui
