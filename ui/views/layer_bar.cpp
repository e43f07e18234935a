#include "ui/views/layer_bar.h"

#include "models/position_names.h"
#include "session/matrix_settings.h"
#include "session/reference_aligner.h"
#include "session/session.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPoint>
#include <QSignalBlocker>
#include <QToolButton>

namespace counterpart::ui {

using core::Side;
using session::MatchKind;

namespace {

/// What a row of a layer chooser stands for, as item data.
QVariant toVariant(core::LayerRef ref)
{
    return QPoint(ref.net.value, ref.layer.value);
}

core::LayerRef fromVariant(const QVariant& data)
{
    const QPoint point = data.toPoint();
    return {core::NetId{point.x()}, core::LayerIndex{point.y()}};
}

} // namespace

LayerBar::LayerBar(const ViewContext& context, QWidget* parent)
    : QToolBar(tr("Layers and measure"), parent),
      m_context(context)
{
    setObjectName(QStringLiteral("layerBar"));
    setMovable(false);
    m_layer.a = addChoice(tr("Layer &A"), tr("Layer A"), tr("Network and layer on the rows"));
    auto* swap = new QToolButton(this);
    swap->setText(QStringLiteral("⇄"));
    swap->setToolTip(tr("Swap A and B"));
    swap->setAccessibleName(tr("Swap A and B"));
    addWidget(swap);
    connect(swap, &QToolButton::clicked, &context.session, &session::Session::swapSides);
    m_layer.b = addChoice(tr("Layer &B"), tr("Layer B"), tr("Network and layer on the columns"));
    m_positions =
        addChoice(tr("&Positions"), tr("Positions"),
                  tr("How the positions of a convolutional map or a sequence become samples"));
    for (const core::Positions positions : models::kPositions)
        m_positions->addItem(models::positionsName(positions), static_cast<int>(positions));
    m_measure =
        addChoice(tr("&Measure"), tr("Measure"),
                  tr("Correlation, signed as published; its magnitude; or mutual information "
                     "of ranks, which is counted in a job"));
    m_measure->addItems({tr("correlation"), tr("|correlation|"), tr("mutual information")});
    m_match = addChoice(tr("Ma&tch"), tr("Match"), tr("Which partner follows a unit you click"));
    m_match->addItems({tr("one-to-one"), tr("semi-matching")});

    addReference();

    for (const Side side : {Side::A, Side::B})
        connect(m_layer[side], &QComboBox::activated, this, [this, side] { layerChosen(side); });
    connect(m_positions, &QComboBox::activated, this, &LayerBar::optionsChosen);
    connect(m_measure, &QComboBox::activated, this, [this](int index) {
        m_context.session.setMeasure(static_cast<session::Measure>(index));
    });
    connect(m_match, &QComboBox::activated, this, [this](int index) {
        m_context.session.setMatchKind(index == 0 ? MatchKind::OneToOne : MatchKind::Semi);
    });
    connect(&context.session, &session::Session::networksChanged, this, &LayerBar::fillLayers);
    connect(&context.session, &session::Session::pairChanged, this, &LayerBar::showPair);
    connect(&context.session, &session::Session::optionsChanged, this, &LayerBar::showOptions);
    connect(&context.session, &session::Session::networksChanged, this, &LayerBar::fillReferences);
    connect(&context.matrices, &session::MatrixSettings::lookChanged, this,
            &LayerBar::showReference);
    for (const auto signal : {&session::AnalysisController::referenceChanged,
                              &session::AnalysisController::currentChanged})
        connect(&context.controller, signal, this, &LayerBar::showReference);
    fillLayers();
    fillReferences();
    showOptions();
}

void LayerBar::addReference()
{
    auto* group = new QWidget(this);
    auto* label = new QLabel(tr("&Reference"), group);
    m_reference = new QComboBox(group);
    m_reference->setAccessibleName(tr("Reference network"));
    m_reference->setToolTip(tr("The units of every other network are matched to those of this one, "
                               "and stand in its order in whatever pair they are shown."));
    m_reference->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    label->setBuddy(m_reference);
    m_alignment = new QLabel(group);
    auto* layout = new QHBoxLayout(group);
    layout->setContentsMargins(8, 0, 4, 0);
    layout->addWidget(label);
    layout->addWidget(m_reference);
    layout->addWidget(m_alignment);
    m_referenceAction = addWidget(group);
    connect(m_reference, &QComboBox::activated, this, [this](int index) {
        session::MatrixSettings& matrices = m_context.matrices;
        matrices.setLook(index == 0
                             ? session::withoutReference(matrices.look())
                             : session::byReference(matrices.look(), core::NetId{index - 1}));
    });
}

QComboBox* LayerBar::addChoice(const QString& label, const QString& name, const QString& toolTip)
{
    auto* text = new QLabel(label, this);
    text->setContentsMargins(8, 0, 4, 0);
    auto* box = new QComboBox(this);
    box->setAccessibleName(name);
    box->setToolTip(toolTip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    text->setBuddy(box);
    addWidget(text);
    addWidget(box);
    return box;
}

void LayerBar::fillLayers()
{
    for (const Side side : {Side::A, Side::B}) {
        QComboBox* box = m_layer[side];
        const QSignalBlocker blocker(box);
        box->clear();
        const auto& networks = m_context.session.networks();
        for (std::size_t net = 0; net < networks.size(); ++net) {
            for (std::size_t layer = 0; layer < networks[net]->layers.size(); ++layer) {
                const core::LayerRef ref{core::NetId{int(net)}, core::LayerIndex{int(layer)}};
                box->addItem(m_context.session.layerTitle(ref), toVariant(ref));
            }
            if (net + 1 < networks.size())
                box->insertSeparator(box->count());
        }
    }
    showPair();
}

void LayerBar::fillReferences()
{
    const QSignalBlocker blocker(m_reference);
    m_reference->clear();
    m_reference->addItem(tr("none"));
    for (const session::NetworkPtr& network : m_context.session.networks())
        m_reference->addItem(QString::fromStdString(network->name));
    m_referenceAction->setVisible(m_context.session.networks().size() > 2);
    showReference();
}

void LayerBar::showReference()
{
    const auto& net = m_context.matrices.look().reference;
    m_reference->setCurrentIndex(net ? net->value + 1 : 0);
    const session::ReferenceAligner& aligner = m_context.controller.aligner();
    m_alignment->setText(aligner.isRunning()           ? tr("aligning…")
                         : aligner.failure().isEmpty() ? QString()
                                                       : tr("not aligned"));
    m_alignment->setToolTip(aligner.failure());
}

void LayerBar::showPair()
{
    const auto& pair = m_context.session.pair();
    for (const Side side : {Side::A, Side::B}) {
        const QSignalBlocker blocker(m_layer[side]);
        m_layer[side]->setEnabled(pair.has_value());
        m_layer[side]->setCurrentIndex(pair ? m_layer[side]->findData(toVariant((*pair)[side]))
                                            : -1);
    }
}

void LayerBar::showOptions()
{
    const core::AnalysisOptions& options = m_context.session.options();
    m_positions->setCurrentIndex(
        m_positions->findData(static_cast<int>(options.pass.policy.positions)));
    m_measure->setCurrentIndex(static_cast<int>(m_context.session.measure()));
}

void LayerBar::layerChosen(Side side)
{
    m_context.session.setLayer(side, fromVariant(m_layer[side]->currentData()));
}

void LayerBar::optionsChosen()
{
    core::AnalysisOptions options = m_context.session.options();
    options.pass.policy.positions =
        static_cast<core::Positions>(m_positions->currentData().toInt());
    m_context.session.setOptions(options);
}

} // namespace counterpart::ui
