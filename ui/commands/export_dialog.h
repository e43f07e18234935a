#pragma once

#include "plots/geometry.h"
#include "ui/commands/export_choices.h"
#include "ui/commands/figure_preview.h"

#include <QDialog>

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace counterpart::ui {

class PanelList;

/// Which figures, their format, size, look and place, with a preview.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// A figure that can be exported.
    struct Offer
    {
        QString name;  ///< of the file, without folder and ending
        QString title; ///< for people
    };

    /// What the dialog asks of whoever has the plots: places in the list of offers, and columns.
    struct Drawing
    {
        std::function<plots::Size(const std::vector<std::size_t>& figures, int columns)> preferred;
        std::function<FigurePage(const std::vector<std::size_t>& figures, int columns,
                                 const FigureSpec& spec)>
            paint;
    };

    /// At least one figure; the first is chosen to begin with. `folder` is where to write.
    ExportDialog(std::vector<Offer> offers, Drawing drawing, const QString& folder,
                 const QVariantMap& choices, session::JobRunner& jobs, QWidget* parent = nullptr);

    /// The chosen figures' places in the list, in order; several where panels are composed.
    std::vector<std::size_t> figures() const;
    int columns() const;
    FigureSpec spec() const;
    /// In the folder unless it says otherwise, and with an ending that says the format.
    QString path() const;
    /// To be remembered.
    QVariantMap choices() const;

private:
    void makeControls(FigureFormat format);
    void makePanelControls();
    void makePageControls();
    void layOutControls();
    void addRows(QFormLayout* form);
    void addLookRows(QFormLayout* form);
    QDialogButtonBox* makeButtons();
    QHBoxLayout* makeSizeRow();
    QHBoxLayout* makePartsRow();
    void connectControls();
    void showChoices(const ExportChoices& choices);

    FigureFormat format() const;
    LengthUnit unit() const;
    QString title() const;
    QString problem() const;
    void setPath(const QString& path);
    void setFileName();
    void readPath();
    void updateSave();
    void chooseFigures();
    void chooseFormat();
    void choosePreset();
    void chooseUnit();
    void chooseColour();
    void setWidthMm(double width);
    void fitHeight();
    void sizeChanged();
    void updatePreview();
    void browse();
    void confirm();

    std::vector<Offer> m_offers;
    Drawing m_drawing;
    QString m_folder;
    QSizeF m_sizeMm{183, 120};
    plots::Colour m_colour;
    QComboBox* m_figure;
    QCheckBox* m_several;
    PanelList* m_panels;
    QSpinBox* m_columns;
    QComboBox* m_format;
    QComboBox* m_preset;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QComboBox* m_unit;
    QSpinBox* m_dpi;
    QLabel* m_pixels;
    QComboBox* m_background;
    QPushButton* m_colourButton;
    QComboBox* m_text;
    std::array<QCheckBox*, 5> m_parts{};
    QComboBox* m_vision;
    FigurePreview* m_preview;
    QPushButton* m_save = nullptr;
    QLineEdit* m_path;
    QLabel* m_problem;      ///< why nothing can be saved
    bool m_isNamed = false; ///< by hand: what is chosen names the file no more
};

} // namespace counterpart::ui
