#pragma once

#include "core/similarity/measure.h"
#include "session/derived_result.h"
#include "ui/views/plot_widget.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

class QAbstractItemModel;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QTableView;

namespace counterpart::plots {
class GalleryPlot;
class MapPlot;
} // namespace counterpart::plots
namespace counterpart::session {
class Session;
}

namespace counterpart::ui {

/// A widget with a plot of that class, which belongs to it and is handed out as `plot`.
template <class PlotClass>
PlotWidget* makePlotWidget(PlotClass*& plot, const QString& name, const QString& description)
{
    auto made = std::make_unique<PlotClass>();
    plot = made.get();
    auto* widget = new PlotWidget(std::move(made));
    widget->setAccessibleName(name);
    widget->setAccessibleDescription(description);
    return widget;
}

/// A table of whole rows, one of which may be chosen; its columns are as wide as they need.
QTableView* makeRowTable(QAbstractItemModel& model, const QString& name);

/// The ways to take positions as samples; the mean over them is chosen. currentData() is the number
/// of the core::Positions.
QComboBox* makePositionsBox();

/// The measures of layers as wholes, what each misleads about in its tool tip. currentData() is the
/// number of the core::Measure.
QComboBox* makeMeasureBox(core::Measure chosen);

/// What a view says while there is no answer: what runs, why it came to nothing, or how to get it.
QString missingText(const session::DerivedResultBase& result, const QString& running,
                    const QString& invitation);

/// Shows the first warning of an analysis, and all as its tool tip; nothing where there is none.
void showWarnings(QLabel& label, const std::vector<std::string>& warnings);

/// An entry that cannot be chosen now; where it was, the first one is.
void setEntryEnabled(QComboBox& box, int entry, bool isEnabled);

/// Makes a gallery in a scroll area as wide as that and as high as its rows need.
void fitToScroll(PlotWidget& widget, const plots::GalleryPlot& gallery, const QScrollArea& scroll);

/// Frames the present pair of layers, where the map has a cell for it.
void framePair(plots::MapPlot& map, const session::Session& session);

/// Adds a control with a label in front, whose key leads to it.
void addLabelled(QHBoxLayout* layout, const QString& label, QWidget* control, const QString& name,
                 int stretch = 0);

} // namespace counterpart::ui
