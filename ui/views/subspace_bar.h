#pragma once

#include "core/analysis/subspace_match.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QSlider;

namespace counterpart::ui {

/// The controls of the workspace of subspaces, and what the match is worth in words.
class SubspaceBar : public QWidget
{
    Q_OBJECT

public:
    explicit SubspaceBar(QWidget* parent = nullptr);

    core::ZeroUnits zeros() const;
    bool isCentred() const;
    /// The steps that the slider has; keeps the epsilon.
    void setEpsilons(const std::vector<double>& epsilons);
    int step() const;
    void setStep(int step);
    void setSummary(const QString& text);

signals:
    /// How units are taken was changed.
    void settingsChanged();
    void stepChanged(int step);

private:
    void addEpsilon(QHBoxLayout* layout);
    void addUnits(QHBoxLayout* layout);

    std::vector<double> m_epsilons;
    QSlider* m_slider;
    QDoubleSpinBox* m_epsilon;
    QComboBox* m_zeros;
    QCheckBox* m_centred;
    QLabel* m_summary;
};

} // namespace counterpart::ui
