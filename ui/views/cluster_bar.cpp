#include "ui/views/cluster_bar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>

namespace counterpart::ui {

namespace {

constexpr double kHighestTau = 0.99;
constexpr double kTauStep = 0.05;
constexpr int kSliderWidth = 70;

void addLabelled(QHBoxLayout* layout, const QString& text, QWidget* control)
{
    auto* label = new QLabel(text, layout->parentWidget());
    label->setBuddy(control);
    layout->addWidget(label);
    layout->addWidget(control);
}

} // namespace

ClusterBar::ClusterBar(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    addMethod(layout);
    addCount(layout);
    addGraph(layout);
    layout->addStretch(1);
    m_save = new QPushButton(tr("Save &labels…"), this);
    m_save->setToolTip(tr("Writes the cluster of every unit as CSV."));
    m_save->setEnabled(false);
    layout->addWidget(m_save);
    connect(m_save, &QPushButton::clicked, this, &ClusterBar::saveWanted);
}

void ClusterBar::addMethod(QHBoxLayout* layout)
{
    m_method = new QComboBox(this);
    m_method->addItems({tr("spectral"), tr("tree of the mapping"), tr("tree of links"),
                        tr("tree of correlations")});
    m_method->setAccessibleName(tr("Method of clustering"));
    m_method->setToolTip(tr("Spectral: cuts the graph of all correlations into k clusters.\n"
                            "Tree of the mapping: joins units by weights of the sparse mapping.\n"
                            "Tree of links: joins units by correlations between the networks.\n"
                            "Tree of correlations: joins them by all correlations."));
    addLabelled(layout, tr("&Method"), m_method);
    connect(m_method, &QComboBox::currentIndexChanged, this, [this] {
        m_graph->setVisible(!settings().isTree());
        emit settingsChanged();
    });
}

void ClusterBar::addCount(QHBoxLayout* layout)
{
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setMinimumWidth(kSliderWidth);
    m_slider->setAccessibleName(tr("Number of clusters, slider"));
    m_count = new QSpinBox(this);
    m_count->setAccessibleName(tr("Number of clusters"));
    m_count->setToolTip(tr("Number of clusters"));
    auto* suggested = new QPushButton(tr("Su&ggested"), this);
    suggested->setToolTip(tr("As many as the widest gap between eigenvalues suggests; in a tree "
                             "no fewer than are left when positive similarities alone join."));
    addLabelled(layout, tr("&number"), m_slider);
    layout->addWidget(m_count);
    layout->addWidget(suggested);
    showClusters(1, 1);
    connect(m_slider, &QSlider::valueChanged, this, &ClusterBar::take);
    connect(m_count, &QSpinBox::valueChanged, this, &ClusterBar::take);
    connect(suggested, &QPushButton::clicked, this, &ClusterBar::suggestionWanted);
}

void ClusterBar::addGraph(QHBoxLayout* layout)
{
    m_graph = new QWidget(this);
    auto* inner = new QHBoxLayout(m_graph);
    inner->setContentsMargins(0, 0, 0, 0);
    m_tau = new QDoubleSpinBox(m_graph);
    m_tau->setRange(0, kHighestTau);
    m_tau->setSingleStep(kTauStep);
    m_tau->setDecimals(2);
    m_tau->setKeyboardTracking(false);
    m_tau->setAccessibleName(tr("Lowest correlation of an edge"));
    m_tau->setToolTip(tr("Correlations up to this are no edges of the graph."));
    m_split = new QCheckBox(tr("S&plit large"), m_graph);
    m_split->setToolTip(
        tr("Splits every cluster of more than 2.5 % of the units, again and again."));
    addLabelled(inner, tr("r &above"), m_tau);
    inner->addWidget(m_split);
    layout->addWidget(m_graph);
    connect(m_tau, &QDoubleSpinBox::valueChanged, this, &ClusterBar::settingsChanged);
    connect(m_split, &QCheckBox::toggled, this, &ClusterBar::settingsChanged);
}

ClusterSettings ClusterBar::settings() const
{
    return {static_cast<ClusterMethod>(m_method->currentIndex()), m_tau->value(),
            m_split->isChecked()};
}

int ClusterBar::clusters() const
{
    return m_count->value();
}

void ClusterBar::showClusters(int clusters, int most)
{
    const QSignalBlocker blockers[]{QSignalBlocker(m_slider), QSignalBlocker(m_count)};
    m_slider->setRange(1, std::max(1, most));
    m_count->setRange(1, std::max(1, most));
    m_slider->setValue(clusters);
    m_count->setValue(clusters);
}

void ClusterBar::setSaveEnabled(bool isEnabled)
{
    m_save->setEnabled(isEnabled);
}

void ClusterBar::take(int clusters)
{
    showClusters(clusters, m_count->maximum());
    emit clustersChosen(clusters);
}

} // namespace counterpart::ui
