#include "ui/commands/information_dialog.h"

#include "session/session.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>

namespace counterpart::ui {

InformationDialog::InformationDialog(const core::MutualInformationOptions& options, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("How mutual information is counted"));
    m_rows = new QSpinBox(this);
    m_rows->setRange(0, 2'000'000'000);
    m_rows->setSpecialValueText(tr("all"));
    m_rows->setSingleStep(1000);
    m_rows->setValue(static_cast<int>(options.rows));
    m_rows->setAccessibleName(tr("At most this many samples"));
    m_binning = new QComboBox(this);
    m_binning->addItems({tr("zeros, and the others by 5 % of all samples each"),
                         tr("20 between percentiles, zeros not apart")});
    m_binning->setCurrentIndex(static_cast<int>(options.binning));
    m_binning->setAccessibleName(tr("Bins"));
    m_correction = new QComboBox(this);
    m_correction->addItems({tr("taken off"), tr("left in")});
    m_correction->setCurrentIndex(options.isCorrected ? 0 : 1);
    m_correction->setAccessibleName(tr("Bias of few samples"));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout(this);
    form->addRow(tr("At most this many &samples"), m_rows);
    form->addRow(tr("&Bins"), m_binning);
    form->addRow(tr("Bias of &few samples"), m_correction);
    form->addRow(buttons);
}

core::MutualInformationOptions
InformationDialog::applied(core::MutualInformationOptions options) const
{
    options.rows = m_rows->value();
    options.binning = static_cast<core::Binning>(m_binning->currentIndex());
    options.isCorrected = m_correction->currentIndex() == 0;
    return options;
}

InformationCommand::InformationCommand(const ViewContext& context, QWidget* window)
    : Command(tr("How mutual information is &counted…"), {}, window),
      m_context(context),
      m_window(window)
{
}

void InformationCommand::run()
{
    InformationDialog dialog(m_context.session.informationOptions(), m_window);
    if (dialog.exec() == QDialog::Accepted)
        m_context.session.setInformationOptions(
            dialog.applied(m_context.session.informationOptions()));
}

} // namespace counterpart::ui
