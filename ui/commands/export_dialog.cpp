#include "ui/commands/export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <array>

namespace counterpart::ui {

namespace {

struct Preset
{
    const char* name;
    double widthMm;
};
constexpr std::array kPresets{
    Preset{QT_TRANSLATE_NOOP("counterpart::ui::ExportDialog", "two columns, 180 mm"), 180},
    Preset{QT_TRANSLATE_NOOP("counterpart::ui::ExportDialog", "one column, 88 mm"), 88},
    Preset{QT_TRANSLATE_NOOP("counterpart::ui::ExportDialog", "slide, 254 mm"), 254}};

QDoubleSpinBox* makeLength(QWidget* parent, const QString& name)
{
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(10, 2000);
    box->setDecimals(0);
    box->setSuffix(QStringLiteral(" mm"));
    box->setAccessibleName(name);
    return box;
}

/// A label whose key goes to the first control of a row of several.
QLabel* makeLabel(const QString& text, QWidget* control)
{
    auto* label = new QLabel(text, control->parentWidget());
    label->setBuddy(control);
    return label;
}

} // namespace

ExportDialog::ExportDialog(std::vector<Offer> figures, const QString& folder, QWidget* parent)
    : QDialog(parent),
      m_figures(std::move(figures))
{
    setWindowTitle(tr("Export figure"));
    m_figure = new QComboBox(this);
    for (const Offer& figure : m_figures)
        m_figure->addItem(figure.title);
    m_format = new QComboBox(this);
    for (const FigureFormat format : kFigureFormats)
        m_format->addItem(suffix(format).toUpper());
    m_preset = new QComboBox(this);
    for (const Preset& preset : kPresets)
        m_preset->addItem(tr(preset.name), preset.widthMm);
    m_width = makeLength(this, tr("Width"));
    m_height = makeLength(this, tr("Height"));
    m_dpi = new QSpinBox(this);
    m_dpi->setRange(36, 2400);
    m_dpi->setValue(300);
    m_dpi->setSuffix(tr(" dpi"));
    m_pixels = new QLabel(this);
    m_transparent = new QCheckBox(tr("no background"), this);
    m_path = new QLineEdit(QDir(folder).filePath(offer().name + QStringLiteral(".svg")), this);
    m_path->setMinimumWidth(360);
    buildForm();
    m_width->setValue(kPresets[0].widthMm);
    widthChanged();
}

void ExportDialog::buildForm()
{
    auto* size = new QHBoxLayout;
    size->addWidget(m_width);
    size->addWidget(new QLabel(QStringLiteral("×"), this));
    size->addWidget(m_height);
    size->addStretch(1);
    auto* resolution = new QHBoxLayout;
    resolution->addWidget(m_dpi);
    resolution->addWidget(m_pixels, 1);
    auto* browseButton = new QPushButton(tr("&Browse…"), this);
    auto* place = new QHBoxLayout;
    place->addWidget(m_path, 1);
    place->addWidget(browseButton);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    auto* form = new QFormLayout(this);
    form->addRow(tr("Fi&gure"), m_figure);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Preset"), m_preset);
    form->addRow(makeLabel(tr("&Size"), m_width), size);
    form->addRow(makeLabel(tr("&Resolution"), m_dpi), resolution);
    form->addRow(QString(), m_transparent);
    form->addRow(makeLabel(tr("F&ile"), m_path), place);
    form->addRow(buttons);

    connect(m_figure, &QComboBox::currentIndexChanged, this, &ExportDialog::figureChanged);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
    connect(m_preset, &QComboBox::activated, this,
            [this] { m_width->setValue(m_preset->currentData().toDouble()); });
    connect(m_width, &QDoubleSpinBox::valueChanged, this, &ExportDialog::widthChanged);
    connect(m_height, &QDoubleSpinBox::valueChanged, this, &ExportDialog::sizeChanged);
    connect(m_dpi, &QSpinBox::valueChanged, this, &ExportDialog::sizeChanged);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::confirm);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

std::size_t ExportDialog::figure() const
{
    return static_cast<std::size_t>(m_figure->currentIndex());
}

FigureSpec ExportDialog::spec() const
{
    FigureSpec spec;
    spec.format = kFigureFormats.at(static_cast<std::size_t>(m_format->currentIndex()));
    spec.sizeMm = {m_width->value(), m_height->value()};
    spec.dpi = m_dpi->value();
    if (m_transparent->isChecked())
        spec.background = PageBackground::Transparent;
    spec.title = offer().title;
    return spec;
}

QString ExportDialog::path() const
{
    return m_path->text();
}

void ExportDialog::figureChanged()
{
    setFileName(offer().name);
    widthChanged();
}

void ExportDialog::formatChanged()
{
    setFileName(QFileInfo(m_path->text()).completeBaseName());
}

void ExportDialog::setFileName(const QString& name)
{
    const QString ending =
        suffix(kFigureFormats.at(static_cast<std::size_t>(m_format->currentIndex())));
    m_path->setText(QFileInfo(m_path->text()).dir().filePath(name + QLatin1Char('.') + ending));
}

void ExportDialog::widthChanged()
{
    const QSignalBlocker blocker(m_height);
    const plots::Size preferred = offer().preferred;
    m_height->setValue(m_width->value() * preferred.height / preferred.width);
    sizeChanged();
}

void ExportDialog::sizeChanged()
{
    const double dots = m_dpi->value() / kMmPerInch;
    const int width = qRound(m_width->value() * dots);
    const int height = qRound(m_height->value() * dots);
    const bool fits = std::max(width, height) <= kLargestPictureSide;
    m_save->setEnabled(fits);
    m_pixels->setText(fits ? tr("%1 × %2 pixels as PNG").arg(width).arg(height)
                           : tr("more than %1 pixels a side: choose a smaller size or resolution")
                                 .arg(kLargestPictureSide));
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
    const QString ending = QFileInfo(path).suffix().toLower();
    for (std::size_t i = 0; i < kFigureFormats.size(); ++i) {
        if (suffix(kFigureFormats[i]) == ending)
            m_format->setCurrentIndex(int(i));
    }
    m_path->setText(path);
}

} // namespace counterpart::ui
