// The controls of the export dialog: what they are, how they lie, what they are connected to.
#include "ui/commands/export_dialog.h"

#include "ui/commands/panel_list.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace counterpart::ui {

namespace {

constexpr int kPathWidth = 320;
constexpr int kPanelsHeight = 120;

/// The presets' names, for translation.
[[maybe_unused]] constexpr std::array kPresetNames{
    QT_TRANSLATE_NOOP("counterpart::ui::ExportDialog", "two columns, 183 mm"),
    QT_TRANSLATE_NOOP("counterpart::ui::ExportDialog", "one column, 89 mm"),
    QT_TRANSLATE_NOOP("counterpart::ui::ExportDialog", "slide 16:9")};

QComboBox* makeCombo(const QStringList& texts, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->addItems(texts);
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

void ExportDialog::makeControls(FigureFormat format)
{
    makePanelControls();
    makePageControls();
    m_vision = makeCombo({tr("full colour vision"), tr("deuteranopia"), tr("protanopia"),
                          tr("tritanopia"), tr("greyscale")},
                         this);
    m_path = new QLineEdit(
        QDir(m_folder).filePath(m_offers.front().name + QLatin1Char('.') + suffix(format)), this);
    m_path->setMinimumWidth(kPathWidth);
    m_path->setAccessibleName(tr("File"));
    m_problem = new QLabel(this);
    m_problem->setAccessibleName(tr("Why it cannot be saved"));
    layOutControls();
}

void ExportDialog::makePanelControls()
{
    QStringList titles;
    for (const Offer& offer : m_offers)
        titles += offer.title;
    m_figure = makeCombo(titles, this);
    m_several = new QCheckBox(tr("se&veral panels"), this);
    m_panels = new PanelList(titles, this);
    m_panels->setAccessibleName(tr("Panels"));
    m_panels->setToolTip(tr("Drag them into order, or move them with Ctrl and the arrow keys."));
    m_panels->setMaximumHeight(kPanelsHeight);
    m_panels->hide();
    m_columns = new QSpinBox(this);
    m_columns->setRange(1, 12);
    m_columns->setPrefix(tr("columns: "));
    m_columns->setAccessibleName(tr("Columns"));
    m_columns->setEnabled(false);
}

void ExportDialog::makePageControls()
{
    QStringList formats;
    for (const FigureFormat known : kFigureFormats)
        formats += suffix(known).toUpper();
    m_format = makeCombo(formats, this);
    m_preset = new QComboBox(this);
    for (const PagePreset& preset : kPagePresets)
        m_preset->addItem(tr(preset.name));
    m_width = new QDoubleSpinBox(this);
    m_width->setAccessibleName(tr("Width"));
    m_height = new QDoubleSpinBox(this);
    m_height->setAccessibleName(tr("Height"));
    m_unit = makeCombo({tr("mm"), tr("inches"), tr("pixels")}, this);
    m_unit->setAccessibleName(tr("Unit of length"));
    m_dpi = new QSpinBox(this);
    m_dpi->setRange(36, 2400);
    m_dpi->setSuffix(tr(" dpi"));
    m_pixels = new QLabel(this);
    m_background = makeCombo({tr("white"), tr("none"), tr("a colour")}, this);
    m_colourButton = new QPushButton(tr("&Colour…"), this);
    m_text = makeCombo({tr("as text"), tr("as outlines")}, this);
}

void ExportDialog::layOutControls()
{
    auto* form = new QFormLayout;
    addRows(form);
    auto* left = new QVBoxLayout;
    left->addLayout(form);
    left->addStretch(1); // rows keep their heights
    left->addWidget(makeButtons());
    auto* right = new QVBoxLayout;
    right->addWidget(m_preview, 1);
    auto* seen = new QHBoxLayout;
    seen->addWidget(makeLabel(tr("See&n with"), m_vision));
    seen->addWidget(m_vision, 1);
    right->addLayout(seen);
    auto* layout = new QHBoxLayout(this);
    layout->addLayout(left);
    layout->addLayout(right, 1);
}

void ExportDialog::addRows(QFormLayout* form)
{
    auto* several = new QHBoxLayout;
    several->addWidget(m_several);
    several->addWidget(m_columns);
    several->addStretch(1);
    auto* resolution = new QHBoxLayout;
    resolution->addWidget(m_dpi);
    resolution->addWidget(m_pixels, 1);
    auto* browseButton = new QPushButton(tr("&Browse…"), this);
    auto* place = new QHBoxLayout;
    place->addWidget(m_path, 1);
    place->addWidget(browseButton);
    form->addRow(tr("Fi&gure"), m_figure);
    form->addRow(QString(), several);
    form->addRow(QString(), m_panels);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Preset"), m_preset);
    form->addRow(makeLabel(tr("&Size"), m_width), makeSizeRow());
    form->addRow(makeLabel(tr("&Resolution"), m_dpi), resolution);
    addLookRows(form);
    form->addRow(makeLabel(tr("F&ile"), m_path), place);
    form->addRow(QString(), m_problem);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
}

QDialogButtonBox* ExportDialog::makeButtons()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::confirm);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void ExportDialog::addLookRows(QFormLayout* form)
{
    auto* background = new QHBoxLayout;
    background->addWidget(m_background);
    background->addWidget(m_colourButton);
    background->addStretch(1);
    form->addRow(makeLabel(tr("Bac&kground"), m_background), background);
    form->addRow(tr("Te&xt"), m_text);
    QHBoxLayout* parts = makePartsRow();
    form->addRow(makeLabel(tr("Sho&w"), m_parts.front()), parts);
}

QHBoxLayout* ExportDialog::makeSizeRow()
{
    auto* size = new QHBoxLayout;
    size->addWidget(m_width);
    size->addWidget(new QLabel(QStringLiteral("×"), this));
    size->addWidget(m_height);
    size->addWidget(m_unit);
    size->addStretch(1);
    return size;
}

QHBoxLayout* ExportDialog::makePartsRow()
{
    const std::array names{tr("title"), tr("axes"), tr("colour bar"), tr("legend"), tr("letters")};
    auto* row = new QHBoxLayout;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        m_parts[i] = new QCheckBox(names[i], this);
        row->addWidget(m_parts[i]);
    }
    row->addStretch(1);
    return row;
}

/// What was chosen last.
void ExportDialog::showChoices(const ExportChoices& choices)
{
    const FigureSpec& spec = choices.spec;
    m_format->setCurrentIndex(int(spec.format));
    m_dpi->setValue(spec.dpi);
    m_columns->setValue(choices.columns);
    m_background->setCurrentIndex(int(spec.background));
    m_colour = spec.colour;
    m_text->setCurrentIndex(spec.textAsOutlines ? 1 : 0);
    m_text->setEnabled(isVector(spec.format));
    const plots::FigureParts& parts = spec.parts;
    const std::array shown{parts.title, parts.axes, parts.colourBar, parts.legend, parts.letters};
    for (std::size_t i = 0; i < shown.size(); ++i)
        m_parts[i]->setChecked(shown[i]);
    m_unit->setCurrentIndex(int(choices.unit));
    for (std::size_t i = 0; i < kPagePresets.size(); ++i)
        if (kPagePresets[i].widthMm == spec.sizeMm.width())
            m_preset->setCurrentIndex(int(i));
    chooseUnit();
}

void ExportDialog::connectControls()
{
    connect(m_figure, &QComboBox::currentIndexChanged, this, &ExportDialog::chooseFigures);
    connect(m_several, &QCheckBox::toggled, this, &ExportDialog::chooseFigures);
    connect(m_panels, &PanelList::picksChanged, this, &ExportDialog::chooseFigures);
    connect(m_columns, &QSpinBox::valueChanged, this, &ExportDialog::fitHeight);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::readPath);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::chooseFormat);
    connect(m_preset, &QComboBox::activated, this, &ExportDialog::choosePreset);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &ExportDialog::chooseUnit);
    connect(m_width, &QDoubleSpinBox::valueChanged, this,
            [this](double width) { setWidthMm(toMm(width, unit(), m_dpi->value())); });
    connect(m_height, &QDoubleSpinBox::valueChanged, this, [this](double height) {
        m_sizeMm.setHeight(toMm(height, unit(), m_dpi->value()));
        sizeChanged();
    });
    connect(m_dpi, &QSpinBox::valueChanged, this, &ExportDialog::chooseUnit);
    connect(m_background, &QComboBox::currentIndexChanged, this, &ExportDialog::updatePreview);
    connect(m_colourButton, &QPushButton::clicked, this, &ExportDialog::chooseColour);
    connect(m_text, &QComboBox::currentIndexChanged, this, &ExportDialog::updatePreview);
    for (QCheckBox* part : m_parts)
        connect(part, &QCheckBox::toggled, this, &ExportDialog::updatePreview);
    connect(m_vision, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_preview->setVision(kColourVisions.at(static_cast<std::size_t>(index)));
    });
}

} // namespace counterpart::ui
