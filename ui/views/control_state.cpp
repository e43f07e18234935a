#include "ui/views/control_state.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonArray>
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
    visitNamed<QCheckBox>(
        view, [&](const QCheckBox& box, const QString& name) { state[name] = box.isChecked(); });
    visitNamed<QTabWidget>(view, [&](const QTabWidget& tabs, const QString& name) {
        state[name] = tabs.currentIndex();
    });
    saveSplitters(view, state);
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
    restoreSplitters(view, state);
}

} // namespace counterpart::ui
