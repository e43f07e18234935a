#pragma once

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QPushButton;
class QSlider;
class QSpinBox;

namespace counterpart::ui {

/// How clusters are found.
enum class ClusterMethod {
    Spectral,
    MappingTree,    ///< core::HierarchySource::Mapping
    BetweenTree,    ///< core::HierarchySource::Between
    CorrelationTree ///< core::HierarchySource::Correlations
};

struct ClusterSettings
{
    ClusterMethod method = ClusterMethod::Spectral;
    double tau = 0;       ///< core::SpectralOptions
    bool isSplit = false; ///< whether large spectral clusters are split

    bool isTree() const { return method != ClusterMethod::Spectral; }
};

/// The controls of the workspace of clusters.
class ClusterBar : public QWidget
{
    Q_OBJECT

public:
    explicit ClusterBar(QWidget* parent = nullptr);

    ClusterSettings settings() const;
    int clusters() const;
    /// Shows a number of clusters that nobody chose here, of at most `most`.
    void showClusters(int clusters, int most);
    void setSaveEnabled(bool isEnabled);

signals:
    void settingsChanged();
    void clustersChosen(int clusters);
    void suggestionWanted();
    void saveWanted();

private:
    void addMethod(QHBoxLayout* layout);
    void addCount(QHBoxLayout* layout);
    void addGraph(QHBoxLayout* layout);
    void take(int clusters);

    QComboBox* m_method;
    QSlider* m_slider;
    QSpinBox* m_count;
    QWidget* m_graph; ///< holds what concerns spectral clusters alone
    QDoubleSpinBox* m_tau;
    QCheckBox* m_split;
    QPushButton* m_save;
};

} // namespace counterpart::ui
