#include "ui/views/correlation_view.h"

#include "plots/plot_grid.h"
#include "session/analysis_controller.h"
#include "session/job_runner.h"
#include "session/matrix_settings.h"
#include "session/selection.h"
#include "ui/views/plot_widget.h"
#include "ui/views/unit_walk.h"
#include "ui/views/view_parts.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalBlocker>

#include <algorithm>

namespace counterpart::ui {

using session::LimitsKind;
using session::MapChoice;

namespace {

constexpr double kHighestLimit = 3.1; // mutual information of 21 bins: log(21) nats

QComboBox* makeChoice(QWidget* parent, const QString& name, const QStringList& entries,
                      const QString& toolTip)
{
    auto* box = new QComboBox(parent);
    box->addItems(entries);
    box->setAccessibleName(name);
    box->setToolTip(toolTip);
    return box;
}

QDoubleSpinBox* makeLimit(QWidget* parent, const QString& name)
{
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(-1, kHighestLimit);
    box->setSingleStep(0.05);
    box->setDecimals(2);
    box->setAccessibleName(name);
    box->setKeyboardTracking(false);
    return box;
}

} // namespace

CorrelationView::CorrelationView(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent)
{
    auto grid = std::make_unique<plots::PlotGrid>(2);
    for (plots::MatrixPlot*& plot : m_plots) {
        plot = &grid->add(std::make_unique<plots::MatrixPlot>());
        plot->setColourBarShown(true);
    }
    m_widget = new PlotWidget(std::move(grid), this);
    m_widget->setAccessibleName(tr("Correlation matrices"));
    m_widget->setAccessibleDescription(tr("The match table lists the same values unit by unit."));
    link(*m_widget);
    addFigure(QStringLiteral("a1-correlation-matrices"), *m_widget);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_widget, 1);
}

QWidget* CorrelationView::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    addLookControls(layout);
    m_search = new QLineEdit(bar);
    m_search->setPlaceholderText(tr("Find units, e.g. 17 or 4 12 30"));
    m_search->setAccessibleName(tr("Find units"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(210);
    connect(m_search, &QLineEdit::textChanged, this, &CorrelationView::search);
    layout->addStretch(1);
    layout->addWidget(m_search);
    showLook();
    return bar;
}

void CorrelationView::addLookControls(QHBoxLayout* layout)
{
    QWidget* bar = layout->parentWidget();
    m_order = makeChoice(bar, tr("Order"),
                         {tr("as numbered"), tr("by match"), tr("by cycles"), tr("by best value"),
                          tr("by reference")},
                         tr("Order of the units. The third matrix always shows them as numbered."));
    m_map =
        makeChoice(bar, tr("Colours"), {tr("gray"), tr("viridis"), tr("cividis"), tr("blue–red")},
                   tr("Gray is as published; blue–red has its middle at 0."));
    m_limits =
        makeChoice(bar, tr("Limits"), {tr("full range"), tr("min–max"), tr("1–99 %"), tr("manual")},
                   tr("Which values get the first and the last colour, in all four matrices."));
    m_low = makeLimit(bar, tr("Lowest value"));
    m_high = makeLimit(bar, tr("Highest value"));
    const auto add = [&](const QString& text, QWidget* control) {
        auto* label = new QLabel(text, bar);
        label->setBuddy(control);
        layout->addWidget(label);
        layout->addWidget(control);
    };
    add(tr("&Order"), m_order);
    add(tr("&Colours"), m_map);
    add(tr("&Limits"), m_limits);
    layout->addWidget(m_low);
    layout->addWidget(m_high);
    for (QComboBox* box : {m_order, m_map, m_limits})
        connect(box, &QComboBox::currentIndexChanged, this, &CorrelationView::lookEdited);
    for (QDoubleSpinBox* box : {m_low, m_high})
        connect(box, &QDoubleSpinBox::valueChanged, this, &CorrelationView::lookEdited);
}

void CorrelationView::showLook()
{
    const session::MatrixLook& look = context().matrices.look();
    const QSignalBlocker blockers[]{QSignalBlocker(m_order), QSignalBlocker(m_map),
                                    QSignalBlocker(m_limits), QSignalBlocker(m_low),
                                    QSignalBlocker(m_high)};
    m_order->setCurrentIndex(static_cast<int>(look.order));
    setEntryEnabled(*m_order, static_cast<int>(core::OrderKind::Reference),
                    look.reference.has_value());
    m_map->setCurrentIndex(static_cast<int>(look.map));
    m_limits->setCurrentIndex(static_cast<int>(look.limits));
    m_low->setValue(look.manualLow);
    m_high->setValue(look.manualHigh);
    const bool isManual = look.limits == LimitsKind::Manual;
    m_low->setVisible(isManual);
    m_high->setVisible(isManual);
}

void CorrelationView::lookEdited()
{
    session::MatrixLook look = context().matrices.look();
    look.order = static_cast<core::OrderKind>(m_order->currentIndex());
    look.map = static_cast<MapChoice>(m_map->currentIndex());
    look.limits = static_cast<LimitsKind>(m_limits->currentIndex());
    look.manualLow = std::min(m_low->value(), m_high->value() - 0.01);
    look.manualHigh = m_high->value();
    context().matrices.setLook(look);
}

bool CorrelationView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

void CorrelationView::refresh(int changes)
{
    if (changes & LookChange)
        showLook();
    if (changes & (ResultChange | LookChange))
        buildPanels();
    if (changes & (HoverChange | CurrentChange | SelectedChange))
        m_widget->setHighlight(highlight());
}

void CorrelationView::buildPanels()
{
    const session::PairResult result = context().controller.current();
    if (!result)
        return;
    fill(
        *m_widget, session::JobKind::BuildMatrices, tr("Drawing the matrices"),
        [result, look = context().matrices.look()](const core::Progress& progress) {
            return makeCorrelationPanels(result, look, progress);
        },
        [this](CorrelationPanels panels) { showPanels(std::move(panels)); });
}

void CorrelationView::showPanels(CorrelationPanels panels)
{
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        m_plots[i]->setContent(std::move(panels.content[i]));
        m_plots[i]->setColours(panels.map, panels.limits);
    }
    m_widget->plot().setHighlight(highlight());
    m_widget->plotChanged();
    emit panelsShown();
}

void CorrelationView::search(const QString& text)
{
    const session::PairResult& result = context().controller.current();
    if (!result)
        return;
    session::Units units;
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    for (const QString& word : text.split(separators, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const int unit = word.toInt(&isNumber);
        for (const core::Side side : {core::Side::A, core::Side::B}) {
            const auto count = static_cast<int>(result.matching->units[side].size());
            if (isNumber && unit >= 0 && unit < count)
                units.push_back(
                    {result.pair[side].net, result.pair[side].layer, core::UnitIndex{unit}});
        }
    }
    context().selection.setSelected(units);
    const bool isFound = !units.empty();
    emit readout(
        text.isEmpty() ? QString()
        : isFound ? tr("Marked: %n unit(s) of these numbers in A and B", nullptr, int(units.size()))
                  : tr("Neither layer has a unit of that number"));
}

void CorrelationView::keyPressEvent(QKeyEvent* event)
{
    if (walkUnits(context(), event->key()))
        emit readout({});
    else
        LinkedView::keyPressEvent(event);
}

} // namespace counterpart::ui
