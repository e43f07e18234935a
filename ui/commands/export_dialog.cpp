#include "ui/commands/export_dialog.h"

#include "ui/commands/panel_list.h"
#include "ui/figures/figure_names.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace counterpart::ui {

namespace {

constexpr double kLeastMm = 10;
constexpr double kMostMm = 2000;

} // namespace

ExportDialog::ExportDialog(std::vector<Offer> offers, Drawing drawing, const QString& folder,
                           const QVariantMap& choices, session::JobRunner& jobs, QWidget* parent)
    : QDialog(parent),
      m_offers(std::move(offers)),
      m_drawing(std::move(drawing)),
      m_folder(folder)
{
    setWindowTitle(tr("Export figure"));
    const ExportChoices remembered = choicesFrom(choices);
    m_preview = new FigurePreview(
        jobs,
        [this](const FigureSpec& page) { return m_drawing.paint(figures(), columns(), page); },
        this);
    makeControls(remembered.spec.format);
    showChoices(remembered);
    connectControls();
    setWidthMm(remembered.spec.sizeMm.width());
}

std::vector<std::size_t> ExportDialog::figures() const
{
    if (m_several->isChecked()) {
        const std::vector<std::size_t> picked = m_panels->picked();
        if (!picked.empty())
            return picked;
    }
    return {static_cast<std::size_t>(m_figure->currentIndex())};
}

int ExportDialog::columns() const
{
    return m_columns->value();
}

FigureFormat ExportDialog::format() const
{
    return kFigureFormats.at(static_cast<std::size_t>(m_format->currentIndex()));
}

LengthUnit ExportDialog::unit() const
{
    return kLengthUnits.at(static_cast<std::size_t>(m_unit->currentIndex()));
}

FigureSpec ExportDialog::spec() const
{
    FigureSpec spec;
    spec.format = format();
    spec.sizeMm = m_sizeMm;
    spec.dpi = m_dpi->value();
    spec.background = PageBackground(m_background->currentIndex());
    spec.colour = m_colour;
    spec.textAsOutlines = m_text->currentIndex() == 1;
    spec.parts = {m_parts[0]->isChecked(), m_parts[1]->isChecked(), m_parts[2]->isChecked(),
                  m_parts[3]->isChecked(), m_parts[4]->isChecked()};
    spec.title = title();
    return spec;
}

QString ExportDialog::path() const
{
    return withEnding(QDir(m_folder).filePath(m_path->text()), format());
}

QVariantMap ExportDialog::choices() const
{
    return toMap({spec(), unit(), columns()});
}

QString ExportDialog::title() const
{
    QStringList titles;
    for (const std::size_t figure : figures())
        titles += m_offers[figure].title;
    return titles.join(QStringLiteral("; "));
}

void ExportDialog::setPath(const QString& path)
{
    const QSignalBlocker blocker(m_path);
    m_path->setText(path);
    updateSave();
}

/// By the figures, unless it was named by hand.
void ExportDialog::setFileName()
{
    if (m_isNamed)
        return;
    QStringList names;
    for (const std::size_t figure : figures())
        names += m_offers[figure].name;
    const QDir folder(m_folder);
    const QString& now = m_path->text();
    setPath((now.isEmpty() ? folder : QFileInfo(folder.filePath(now)).dir())
                .filePath(fileNameOf(names) + QLatin1Char('.') + suffix(format())));
}

/// An ending that is typed chooses the format.
void ExportDialog::readPath()
{
    m_isNamed = !QFileInfo(m_path->text()).fileName().isEmpty();
    if (const std::optional<FigureFormat> typed = formatOf(m_path->text()))
        m_format->setCurrentIndex(
            int(std::ranges::find(kFigureFormats, *typed) - kFigureFormats.begin()));
    updateSave();
}

/// Why this cannot be saved, or nothing.
QString ExportDialog::problem() const
{
    const QFileInfo file(m_path->text());
    if (file.fileName().isEmpty())
        return tr("The file needs a name.");
    if (isForeignPicture(m_path->text()))
        return tr("Figures are not written as %1: choose svg, pdf, png or tiff.")
            .arg(file.suffix().toUpper());
    const double dots = m_dpi->value() / kMmPerInch;
    if (!isVector(format()) && std::max(qRound(m_sizeMm.width() * dots),
                                        qRound(m_sizeMm.height() * dots)) > kLargestPictureSide)
        return tr("More than %1 pixels a side: choose a smaller size or resolution.")
            .arg(kLargestPictureSide);
    return {};
}

void ExportDialog::updateSave()
{
    const QString why = problem();
    m_problem->setText(why);
    m_problem->setVisible(!why.isEmpty());
    m_save->setEnabled(why.isEmpty());
}

void ExportDialog::chooseFigures()
{
    const bool isComposed = m_several->isChecked();
    if (isComposed && m_panels->picked().empty())
        m_panels->pick(static_cast<std::size_t>(m_figure->currentIndex()));
    m_figure->setEnabled(!isComposed);
    m_panels->setVisible(isComposed);
    m_columns->setEnabled(isComposed);
    setFileName();
    fitHeight();
}

void ExportDialog::chooseFormat()
{
    const std::optional<FigureFormat> named = formatOf(m_path->text());
    if (isForeignPicture(m_path->text()) || (named && *named != format())) {
        const QFileInfo file(path());
        setPath(file.dir().filePath(file.completeBaseName() + QLatin1Char('.') + suffix(format())));
    }
    m_text->setEnabled(isVector(format()));
    sizeChanged();
}

void ExportDialog::choosePreset()
{
    const PagePreset& preset = kPagePresets.at(static_cast<std::size_t>(m_preset->currentIndex()));
    setWidthMm(preset.widthMm);
    if (preset.heightMm > 0) {
        m_sizeMm.setHeight(preset.heightMm);
        sizeChanged();
    }
}

void ExportDialog::chooseUnit()
{
    const double least = fromMm(kLeastMm, unit(), m_dpi->value());
    const double most = fromMm(kMostMm, unit(), m_dpi->value());
    for (QDoubleSpinBox* box : {m_width, m_height}) {
        const QSignalBlocker blocker(box);
        box->setDecimals(unit() == LengthUnit::Inches ? 2 : unit() == LengthUnit::Pixels ? 0 : 1);
        box->setSingleStep(unit() == LengthUnit::Inches ? 0.1 : 1);
        box->setRange(least, most);
    }
    sizeChanged();
}

void ExportDialog::chooseColour()
{
    const QColor now(m_colour.r, m_colour.g, m_colour.b);
    const QColor chosen = QColorDialog::getColor(now, this, tr("Background"));
    if (!chosen.isValid())
        return;
    m_colour = {std::uint8_t(chosen.red()), std::uint8_t(chosen.green()),
                std::uint8_t(chosen.blue()), 255};
    updatePreview();
}

void ExportDialog::setWidthMm(double width)
{
    m_sizeMm.setWidth(std::clamp(width, kLeastMm, kMostMm));
    fitHeight();
}

/// As high as the figure prefers at this width.
void ExportDialog::fitHeight()
{
    const plots::Size preferred = m_drawing.preferred(figures(), columns());
    m_sizeMm.setHeight(std::clamp(std::round(m_sizeMm.width() * preferred.height / preferred.width),
                                  kLeastMm, kMostMm));
    sizeChanged();
}

void ExportDialog::sizeChanged()
{
    const QSignalBlocker width(m_width);
    const QSignalBlocker height(m_height);
    m_width->setValue(fromMm(m_sizeMm.width(), unit(), m_dpi->value()));
    m_height->setValue(fromMm(m_sizeMm.height(), unit(), m_dpi->value()));
    const double dots = m_dpi->value() / kMmPerInch;
    const int across = qRound(m_sizeMm.width() * dots);
    const int down = qRound(m_sizeMm.height() * dots);
    m_pixels->setText(tr("%1 × %2 pixels as PNG or TIFF").arg(across).arg(down));
    updateSave();
    updatePreview();
}

void ExportDialog::updatePreview()
{
    m_colourButton->setEnabled(m_background->currentIndex() == int(PageBackground::Coloured));
    m_preview->setSpec(spec());
}

void ExportDialog::confirm()
{
    const QFileInfo file(path());
    const bool mayWrite =
        !file.exists() ||
        QMessageBox::question(this, tr("Export figure"),
                              tr("%1 exists already. Replace it?").arg(file.fileName())) ==
            QMessageBox::Yes;
    if (mayWrite)
        accept();
}

void ExportDialog::browse()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export figure"), m_path->text(), {},
                                                      nullptr, QFileDialog::DontConfirmOverwrite);
    if (path.isEmpty())
        return;
    m_path->setText(path);
}

} // namespace counterpart::ui
