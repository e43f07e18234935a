#include "ui/commands/reading_dialog.h"

#include "models/position_names.h"
#include "session/session.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>

namespace counterpart::ui {

ReadingDialog::ReadingDialog(const core::PassOptions& options, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("How samples are taken"));
    m_positions = new QComboBox(this);
    for (const core::Positions positions : models::kPositions)
        m_positions->addItem(models::positionsMeaning(positions), static_cast<int>(positions));
    m_positions->setCurrentIndex(m_positions->findData(static_cast<int>(options.policy.positions)));
    m_maxSamples = new QSpinBox(this);
    m_maxSamples->setRange(0, 2'000'000'000);
    m_maxSamples->setSpecialValueText(tr("all"));
    m_maxSamples->setSingleStep(1000);
    m_maxSamples->setValue(static_cast<int>(options.policy.maxSamples));
    m_maxSamples->setToolTip(tr("At most this many samples, the same ones of both networks"));
    m_seed = new QSpinBox(this);
    m_seed->setRange(0, 2'000'000'000);
    m_seed->setValue(static_cast<int>(options.policy.seed));
    m_inputOrder = new QComboBox(this);
    m_inputOrder->addItems({tr("as they stand in the files"), tr("by their ids")});
    m_inputOrder->setCurrentIndex(static_cast<int>(options.inputOrder));
    m_nonFinite = new QComboBox(this);
    m_nonFinite->addItems(
        {tr("refuse the layer, saying where"), tr("drop those samples from both networks")});
    m_nonFinite->setCurrentIndex(static_cast<int>(options.nonFinite));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout(this);
    form->addRow(tr("&Positions"), m_positions);
    form->addRow(tr("At most this many &samples"), m_maxSamples);
    form->addRow(tr("See&d of the draw"), m_seed);
    form->addRow(tr("Inputs are pa&ired"), m_inputOrder);
    form->addRow(tr("&NaN and infinity"), m_nonFinite);
    form->addRow(buttons);
}

core::PassOptions ReadingDialog::applied(core::PassOptions options) const
{
    options.policy.positions = static_cast<core::Positions>(m_positions->currentData().toInt());
    options.policy.maxSamples = m_maxSamples->value();
    options.policy.seed = static_cast<std::uint64_t>(m_seed->value());
    options.inputOrder = static_cast<core::InputOrder>(m_inputOrder->currentIndex());
    options.nonFinite = static_cast<core::NonFinite>(m_nonFinite->currentIndex());
    return options;
}

ReadingCommand::ReadingCommand(const ViewContext& context, QWidget* window)
    : Command(tr("How &samples are taken…"), QKeySequence(Qt::CTRL | Qt::Key_R), window),
      m_context(context),
      m_window(window)
{
}

void ReadingCommand::run()
{
    core::AnalysisOptions options = m_context.session.options();
    ReadingDialog dialog(options.pass, m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    options.pass = dialog.applied(options.pass);
    m_context.session.setOptions(options);
}

} // namespace counterpart::ui
