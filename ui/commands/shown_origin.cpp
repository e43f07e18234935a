#include "ui/commands/shown_origin.h"

#include "session/matrix_settings.h"
#include "session/session.h"
#include "ui/views/matching_view.h"
#include "ui/views/workspaces.h"

#include <algorithm>

namespace counterpart::ui {

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
