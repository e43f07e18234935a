#pragma once

#include "ui/figures/figure_writer.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace counterpart::ui {

/// Format, size and place of a figure.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `preferred` in logical pixels gives the proportions; `folder` is where to write.
    ExportDialog(const QString& name, plots::Size preferred, const QString& folder,
                 QWidget* parent = nullptr);

    FigureSpec spec() const;
    QString path() const;

private:
    void buildForm(const QString& folder);
    void formatChanged();
    void widthChanged();
    void sizeChanged();
    void browse();
    void confirm();

    QString m_name;
    double m_aspect;
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
