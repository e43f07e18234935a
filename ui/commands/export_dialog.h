#pragma once

#include "ui/figures/figure_writer.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace counterpart::ui {

/// Which figure, its format, size and place.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// A figure that can be exported.
    struct Offer
    {
        QString name;  ///< of the file, without folder and ending
        QString title; ///< for people
        plots::Size preferred;
    };

    /// At least one figure; the first is chosen to begin with. `folder` is where to write.
    ExportDialog(std::vector<Offer> figures, const QString& folder, QWidget* parent = nullptr);

    /// The place of the chosen figure in the list.
    std::size_t figure() const;
    FigureSpec spec() const;
    QString path() const;

private:
    void buildForm();
    const Offer& offer() const { return m_figures[figure()]; }
    void setFileName(const QString& name);
    void figureChanged();
    void formatChanged();
    void widthChanged();
    void sizeChanged();
    void browse();
    void confirm();

    std::vector<Offer> m_figures;
    QComboBox* m_figure;
    QComboBox* m_format;
    QComboBox* m_preset;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QSpinBox* m_dpi;
    QLabel* m_pixels;
    QPushButton* m_save;
    QCheckBox* m_transparent;
    QLineEdit* m_path;
};

} // namespace counterpart::ui
