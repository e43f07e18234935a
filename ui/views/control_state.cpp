#include "ui/views/control_state.h"

#include "plots/zoomed_plot.h"
#include "ui/views/plot_widget.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonArray>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>

namespace counterpart::ui {

namespace {

/// Calls visit(widget, name) for the named children of that class.
template <class Widget, class Visit>
void visitNamed(const QWidget& view, Visit visit)
{
    for (Widget* widget : view.findChildren<Widget*>()) {
        const QString name = widget->accessibleName();
        if (!name.isEmpty() && widget->isEnabled())
            visit(*widget, name);
    }
}

/// Calls visit(plot, widget, key) for the plots of which a part can be shown.
template <class Visit>
void visitZoomed(const QWidget& view, Visit visit)
{
    visitNamed<PlotWidget>(view, [&](PlotWidget& widget, const QString& name) {
        if (auto* plot = dynamic_cast<plots::ZoomedPlot*>(&widget.plot()))
            visit(*plot, widget, QStringLiteral("zoom of %1").arg(name));
    });
}

void saveZoom(const QWidget& view, QJsonObject& state)
{
    visitZoomed(view, [&](const plots::ZoomedPlot& plot, const PlotWidget&, const QString& key) {
        QJsonArray numbers;
        for (const double number : plot.zoomState())
            numbers.append(number);
        if (!numbers.isEmpty() || !state.contains(key)) // empty: all of it is shown
            state[key] = numbers;
    });
}

void restoreZoom(const QWidget& view, const QJsonObject& state)
{
    visitZoomed(view, [&](plots::ZoomedPlot& plot, PlotWidget& widget, const QString& key) {
        if (!state.contains(key))
            return;
        std::vector<double> numbers;
        for (const QJsonValue number : state[key].toArray())
            numbers.push_back(number.toDouble());
        if (numbers == plot.zoomState())
            return;
        plot.setZoomState(numbers);
        widget.update();
    });
}

QString splitterName(int place)
{
    return QStringLiteral("splitter %1").arg(place);
}

void saveSplitters(const QWidget& view, QJsonObject& state)
{
    int place = 0;
    for (const QSplitter* splitter : view.findChildren<QSplitter*>()) {
        QJsonArray sizes;
        for (const int size : splitter->sizes())
            sizes.append(size);
        state[splitterName(place++)] = sizes;
    }
}

void restoreSplitters(QWidget& view, const QJsonObject& state)
{
    int place = 0;
    for (QSplitter* splitter : view.findChildren<QSplitter*>()) {
        const QJsonArray saved = state[splitterName(place++)].toArray();
        QList<int> sizes;
        for (const QJsonValue size : saved)
            sizes += qMax(size.toInt(), 1);
        if (sizes.size() == splitter->count())
            splitter->setSizes(sizes);
    }
}

} // namespace

QJsonObject controlState(const QWidget& view)
{
    QJsonObject state;
    visitNamed<QComboBox>(
        view, [&](const QComboBox& box, const QString& name) { state[name] = box.currentText(); });
    visitNamed<QSpinBox>(
        view, [&](const QSpinBox& box, const QString& name) { state[name] = box.value(); });
    visitNamed<QDoubleSpinBox>(
        view, [&](const QDoubleSpinBox& box, const QString& name) { state[name] = box.value(); });
    visitNamed<QSlider>(
        view, [&](const QSlider& slider, const QString& name) { state[name] = slider.value(); });
    visitNamed<QCheckBox>(
        view, [&](const QCheckBox& box, const QString& name) { state[name] = box.isChecked(); });
    visitNamed<QTabWidget>(view, [&](const QTabWidget& tabs, const QString& name) {
        state[name] = tabs.currentIndex();
    });
    saveSplitters(view, state);
    saveZoom(view, state);
    return state;
}

void restoreControls(QWidget& view, const QJsonObject& state)
{
    visitNamed<QTabWidget>(view, [&](QTabWidget& tabs, const QString& name) {
        tabs.setCurrentIndex(state[name].toInt(tabs.currentIndex()));
    });
    visitNamed<QComboBox>(view, [&](QComboBox& box, const QString& name) {
        const int item = box.findText(state[name].toString());
        if (item < 0 || item == box.currentIndex())
            return;
        box.setCurrentIndex(item);
        emit box.activated(item); // views that listen to the user alone hear it too
    });
    visitNamed<QCheckBox>(view, [&](QCheckBox& box, const QString& name) {
        if (state[name].toBool(box.isChecked()) != box.isChecked())
            box.click();
    });
    visitNamed<QSpinBox>(view, [&](QSpinBox& box, const QString& name) {
        box.setValue(state[name].toInt(box.value()));
    });
    visitNamed<QDoubleSpinBox>(view, [&](QDoubleSpinBox& box, const QString& name) {
        box.setValue(state[name].toDouble(box.value()));
    });
    visitNamed<QSlider>(view, [&](QSlider& slider, const QString& name) {
        slider.setValue(state[name].toInt(slider.value()));
    });
    restoreSplitters(view, state);
    restoreZoom(view, state);
}

} // namespace counterpart::ui
