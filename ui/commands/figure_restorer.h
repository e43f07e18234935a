#pragma once

#include "ui/figures/figure_origin.h"
#include "ui/views/view_context.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

class QWidget;

namespace counterpart::ui {

class LinkedView;
class Workspaces;

/// Opens the view that an exported figure came from: reads the provenance in the picture in a job,
/// opens the inputs that are not open (asks where the first missing one is, and looks for others
/// beside it), and sets layers, options, look and workspace.
class FigureRestorer : public QObject
{
    Q_OBJECT

public:
    /// Says where a missing file is; empty: not known.
    using Locate = std::function<QString(const QString& missing)>;

    FigureRestorer(const ViewContext& context, Workspaces& workspaces, QWidget* window);

    /// Instead of asking by a dialog.
    void setLocate(Locate locate) { m_locate = std::move(locate); }
    /// The last of several wins.
    void open(const QString& picture);

signals:
    void failed(const QString& message);
    /// The view is as it was; what has changed since, or nothing.
    void restored(const QString& remark);

private:
    struct Found
    {
        QString picture;
        FigureRequest request;
        QStringList paths;   ///< of the inputs
        QStringList located; ///< those of them that the user gave
        QStringList remark;  ///< sentences on inputs that are not what they were
        QString workspace;   ///< that shows the figure
    };
    static Found find(const QString& picture);
    bool locateMissing(Found& found);
    void openInputs(Found found);
    void apply();
    void giveUp(const QString& message);
    void show(const core::SidePair<core::LayerRef>& layers);
    /// The choice that the figure needs was made, and nothing came of it, or the user made another.
    void follow();
    void finish();
    void restoreView(LinkedView& view, QJsonObject controls, const QStringList& panels);
    std::optional<core::NetId> networkOf(std::size_t input) const;
    std::optional<core::LayerRef> layerOf(core::Side side) const;
    /// Why a layer cannot be read by the axes that the figure remembers, or empty.
    QString misfitOf(const core::SidePair<core::LayerRef>& layers) const;
    /// Of the inputs that are open as another content than the figure was made from.
    QStringList remarkOnInputs() const;
    session::MatrixLook lookOf(const FigureSettings& settings) const;

    ViewContext m_context;
    Workspaces& m_workspaces;
    QWidget* m_window;
    Locate m_locate;
    std::optional<Found> m_opening;              ///< waits for its inputs
    std::optional<Found> m_applied;              ///< waits for its result
    std::optional<session::LayerPair> m_awaited; ///< whose result it waits for
};

} // namespace counterpart::ui
