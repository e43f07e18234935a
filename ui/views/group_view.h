#pragma once

#include "models/group_model.h"
#include "session/requested_result.h"
#include "ui/figures/group_figure.h"
#include "ui/views/linked_view.h"

#include <QSortFilterProxyModel>
#include <QStringList>

#include <optional>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QSpinBox;
class QTableView;
class QTabWidget;

namespace counterpart::ui {

class WidthPage;

/// The workspace of all open networks: their distances at a layer in the order of a tree, with bars
/// of what they were trained by; distances within and between groups at every layer; a map of
/// them as points, in two and in three dimensions; and distances against their width. A cell opens
/// that pair of networks.
///
/// All measures and layers come from one comparison, which a button starts; what is chosen then is
/// answered at once.
class GroupView : public LinkedView
{
    Q_OBJECT

public:
    explicit GroupView(const ViewContext& context, QWidget* parent = nullptr);
    ~GroupView() override;

    /// What is shown, or nullptr.
    const core::NetworkGroup* group() const;

protected:
    void refresh(int changes) override;

private:
    QWidget* makeBar();
    void addChoices(QHBoxLayout* layout);
    QWidget* makeBody();
    QWidget* makeCharts();
    void makeTable();

    GroupRequest request() const;
    bool isAnswered() const;
    void compare();
    void follow();
    void forget();
    void showGroup();
    void showPicture();
    void showTable();
    void askWidth();
    void markPair();
    void clear(const QString& message);
    int preferredLayer(const QStringList& layers) const;
    void followLayer();
    const NetworkLabels& labels() const;
    /// How much was compared, and whether layers differ in width, on which measures depend.
    QString noteOn(const std::vector<session::NetworkPtr>& networks,
                   const std::string& layer) const;
    core::Measure measure() const;
    void openCell(const session::Units& cell);
    void compareWith(const session::Units& network);
    void setPair(core::NetId a, core::NetId b);

    session::RequestedResult<core::NetworkGroup, GroupRequest> m_group;
    std::shared_ptr<const core::NetworkGroup> m_shown;
    std::optional<GroupPicture> m_picture;
    QString m_chosenLayer; ///< by the user; empty while it is that of A
    std::vector<NetworkLabels> m_attributes;
    core::NetId m_tableReference; ///< to which the table gives distances
    models::GroupModel m_model;
    QSortFilterProxyModel m_sorted;

    // The plots belong to their widgets.
    plots::MapPlot* m_map;
    plots::XyPlot* m_layers;
    plots::XyPlot* m_plane;
    plots::CloudPlot* m_cloud;
    PlotWidget* m_mapWidget;
    PlotWidget* m_layersWidget;
    PlotWidget* m_planeWidget;
    PlotWidget* m_cloudWidget;
    QTabWidget* m_charts;
    QTableView* m_table;
    WidthPage* m_width;
    QComboBox* m_layer;
    QComboBox* m_measure;
    QComboBox* m_positions;
    QComboBox* m_attribute;
    QComboBox* m_range;
    QSpinBox* m_clusters;
    QPushButton* m_compare;
    QLabel* m_note;
    QLabel* m_warnings;
};

} // namespace counterpart::ui
