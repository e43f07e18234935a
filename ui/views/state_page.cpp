#include "ui/views/state_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace counterpart::ui {

using State = session::AnalysisController::State;

StatePage::StatePage(QWidget* parent) : QWidget(parent)
{
    m_title = new QLabel(this);
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.6);
    m_title->setFont(font);
    m_text = new QLabel(this);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(480);
    m_text->setMaximumWidth(720);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_open = new QPushButton(tr("&Open networks…"), this);
    m_example = new QPushButton(tr("Open the &example"), this);
    m_training = new QPushButton(tr("Open the example of &training"), this);
    m_retry = new QPushButton(tr("&Compute"), this);
    m_reorder = new QPushButton(tr("&Reorder by id"), this);
    m_reading = new QPushButton(tr("How samples are &taken…"), this);
    connect(m_open, &QPushButton::clicked, this, &StatePage::openWanted);
    connect(m_example, &QPushButton::clicked, this, &StatePage::exampleWanted);
    connect(m_training, &QPushButton::clicked, this, &StatePage::trainingExampleWanted);
    connect(m_retry, &QPushButton::clicked, this, &StatePage::retryWanted);
    connect(m_reorder, &QPushButton::clicked, this, &StatePage::reorderWanted);
    connect(m_reading, &QPushButton::clicked, this, &StatePage::readingWanted);

    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {m_reorder, m_reading, m_open, m_example, m_training, m_retry})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout;
    column->setSpacing(16);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addLayout(buttons);
    column->addStretch(3);
    auto* layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addLayout(column);
    layout->addStretch(1);
}

void StatePage::showState(const session::AnalysisController& controller, int networks)
{
    const State state = controller.state();
    const bool isEmpty = state == State::Empty;
    m_open->setVisible(isEmpty || state == State::Failed);
    m_example->setVisible(isEmpty);
    m_training->setVisible(isEmpty);
    m_retry->setVisible(state == State::Cancelled);
    m_reading->setVisible(state == State::Failed);
    m_reorder->setVisible(state == State::Failed &&
                          controller.remedy() == core::Remedy::ReorderInputs);
    switch (state) {
    case State::Empty:
        m_title->setText(networks == 1 ? tr("Open a second network")
                                       : tr("Which units are counterparts?"));
        m_text->setText(
            networks == 1 ? tr("One network is open. Drop the activations of a second one here, "
                               "recorded on the same inputs.")
                          : tr("Drop the activations of two networks here, recorded on the same "
                               "inputs: HDF5 files "
                               "(five lines of h5py write them, see Help) or NumPy arrays. Or "
                               "begin with a bundled example: four small networks trained on "
                               "patches of photographs, or recurrent ones of three widths, one of "
                               "them at five checkpoints of its training."));
        break;
    case State::Running:
        m_title->setText(tr("Comparing…"));
        m_text->setText(tr("The jobs panel shows how far it is."));
        break;
    case State::Cancelled:
        m_title->setText(tr("Cancelled"));
        m_text->setText(tr("This pair of layers has not been compared."));
        break;
    case State::Failed:
        m_title->setText(tr("These layers cannot be compared"));
        m_text->setText(controller.failure());
        break;
    case State::Ready:
        break;
    }
}

} // namespace counterpart::ui
