#include "ui/views/linked_units_panel.h"

#include "ui/figures/pair_titles.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace counterpart::ui {

using core::Side;

namespace {

constexpr int kPictureSide = 32; // logical pixels
constexpr int kShownRows = 7;    // lines of text at least

/// Of exactly that size, whole pixels enlarged.
QImage thumbnail(const std::shared_ptr<const core::Picture>& picture, double ratio)
{
    if (!picture || picture->isEmpty())
        return {};
    const QImage image(picture->rgb.data(), picture->width, picture->height, 3 * picture->width,
                       QImage::Format_RGB888);
    const int side = qRound(kPictureSide * ratio);
    QImage scaled =
        image.scaled(side, side, Qt::KeepAspectRatio,
                     image.width() > side ? Qt::SmoothTransformation : Qt::FastTransformation);
    scaled.setDevicePixelRatio(ratio);
    return scaled;
}

QString nameOf(const PairTitles& titles, Side side, core::UnitIndex unit)
{
    return QStringLiteral("%1 %2[%3]")
        .arg(side == Side::A ? QStringLiteral("A") : QStringLiteral("B"),
             QString::fromStdString(titles.layer[side]))
        .arg(unit.value);
}

} // namespace

LinkedUnitsPanel::LinkedUnitsPanel(QWidget* parent) : QWidget(parent)
{
    m_title = new QLabel(this);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_table = new QTableView(this);
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Units linked with the current one"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setIconSize({kPictureSide, kPictureSide});
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(models::LinkedUnitModel::UnitColumn,
                                                      QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    const auto choose = [this](const QModelIndex& index) {
        emit chosen(m_model.unitAt(index.row()));
    };
    connect(m_table, &QTableView::clicked, this, choose);
    connect(m_table, &QTableView::activated, this, choose);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    m_title->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_title);
    layout->addWidget(m_table, 1);
    setMinimumHeight(kShownRows * m_table->fontMetrics().height());
    showNothing();
}

void LinkedUnitsPanel::showNothing()
{
    m_title->setText(tr("Click a unit to see what predicts it, or what it predicts."));
    m_model.setRows({});
    m_table->hide();
}

void LinkedUnitsPanel::showUnit(const session::PairResult& result, const MappingSteps& steps,
                                std::size_t step, core::UnitRef unit,
                                const core::SidePair<UnitPictureList>& pictures)
{
    const core::MappingFit& fit = steps.fit(step);
    const Side from = steps.mapping.from;
    const bool isTarget = unit.layerRef() == result.pair[core::other(from)];
    const Side shown = isTarget ? from : core::other(from);
    const PairTitles titles = pairTitles(result);
    bool hasPictures = false;
    std::vector<models::LinkedUnitRow> rows;
    for (const LinkedUnit& linked : linkedUnits(result, steps.mapping, fit, unit)) {
        const auto index = static_cast<std::size_t>(linked.unit.unit.value);
        const core::UnitIndex a = shown == Side::A ? linked.unit.unit : unit.unit;
        const core::UnitIndex b = shown == Side::A ? unit.unit : linked.unit.unit;
        rows.push_back({linked.unit, nameOf(titles, shown, linked.unit.unit), linked.weight,
                        result.analysis->correlation.between(a.value, b.value),
                        index < pictures[shown].size()
                            ? thumbnail(pictures[shown][index], devicePixelRatioF())
                            : QImage()});
        hasPictures = hasPictures || !rows.back().picture.isNull();
    }
    const QString name = nameOf(titles, core::other(shown), unit.unit);
    if (isTarget)
        m_title->setText(
            tr("%1:  %2").arg(name, QString::fromStdString(targetNote(fit, unit.unit))));
    else
        m_title->setText(rows.size() == 1 ? tr("%1 predicts 1 unit").arg(name)
                                          : tr("%1 predicts %2 units").arg(name).arg(rows.size()));
    m_table->verticalHeader()->setDefaultSectionSize(
        hasPictures ? kPictureSide + 4 : m_table->fontMetrics().height() + 6);
    m_table->setVisible(!rows.empty());
    m_model.setRows(std::move(rows));
}

} // namespace counterpart::ui
