#include "ui/views/subspace_bar.h"

#include "ui/views/view_parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

namespace {

constexpr int kSliderWidth = 110;

} // namespace

SubspaceBar::SubspaceBar(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 4);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    column->addLayout(row);
    addEpsilon(row);
    addUnits(row);
    m_summary = new QLabel(this);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_summary);
}

void SubspaceBar::addEpsilon(QHBoxLayout* layout)
{
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setMinimumWidth(kSliderWidth);
    m_slider->setEnabled(false);
    m_epsilon = new QDoubleSpinBox(this);
    m_epsilon->setRange(0, 1);
    m_epsilon->setDecimals(3);
    m_epsilon->setSingleStep(0.01);
    m_epsilon->setKeyboardTracking(false);
    m_epsilon->setAccessibleName(tr("Epsilon"));
    m_epsilon->setToolTip(tr("How far a unit may be from the span of the other network's units, as "
                             "a share of its norm."));
    m_epsilon->setEnabled(false);
    addLabelled(layout, tr("&ε"), m_slider, tr("Epsilon, slider"), 1);
    layout->addWidget(m_epsilon);
    connect(m_slider, &QSlider::valueChanged, this, [this](int step) {
        setStep(step);
        emit stepChanged(step);
    });
    connect(m_epsilon, &QDoubleSpinBox::valueChanged, this, [this](double epsilon) {
        const auto nearest = std::ranges::min_element(
            m_epsilons, {}, [&](double value) { return std::abs(value - epsilon); });
        const int step = static_cast<int>(nearest - m_epsilons.begin());
        setStep(step);
        emit stepChanged(step);
    });
}

void SubspaceBar::addUnits(QHBoxLayout* layout)
{
    m_zeros = new QComboBox(this);
    m_zeros->addItems({tr("left out"), tr("never matched"), tr("always matched")});
    m_zeros->setToolTip(tr("Units whose activations are all 0.\n"
                           "Left out: counted nowhere.\n"
                           "Never matched: counted among all units, as the authors' program does.\n"
                           "Always matched: as the definition says."));
    m_centred = new QCheckBox(tr("&Centred"), this);
    m_centred->setToolTip(tr("Takes the mean off every unit first. Not as published: there, layers "
                             "whose units are all positive share the constant direction."));
    addLabelled(layout, tr("&Zero units"), m_zeros, tr("Zero units"));
    layout->addWidget(m_centred);
    connect(m_zeros, &QComboBox::currentIndexChanged, this, &SubspaceBar::settingsChanged);
    connect(m_centred, &QCheckBox::toggled, this, &SubspaceBar::settingsChanged);
}

core::ZeroUnits SubspaceBar::zeros() const
{
    return static_cast<core::ZeroUnits>(m_zeros->currentIndex());
}

bool SubspaceBar::isCentred() const
{
    return m_centred->isChecked();
}

void SubspaceBar::setEpsilons(const std::vector<double>& epsilons)
{
    m_epsilons = epsilons;
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(0, std::max(0, static_cast<int>(epsilons.size()) - 1));
    m_slider->setPageStep(std::max(1, static_cast<int>(epsilons.size()) / 10));
    m_epsilon->setSingleStep(epsilons.size() > 1 ? epsilons[1] - epsilons[0] : 0.01);
    m_slider->setEnabled(!epsilons.empty());
    m_epsilon->setEnabled(!epsilons.empty());
}

int SubspaceBar::step() const
{
    return m_slider->value();
}

void SubspaceBar::setStep(int step)
{
    if (step < 0 || step >= static_cast<int>(m_epsilons.size()))
        return;
    const QSignalBlocker blockers[]{QSignalBlocker(m_slider), QSignalBlocker(m_epsilon)};
    m_slider->setValue(step);
    m_epsilon->setValue(m_epsilons[static_cast<std::size_t>(step)]);
}

void SubspaceBar::setSummary(const QString& text)
{
    m_summary->setText(text);
}

} // namespace counterpart::ui
