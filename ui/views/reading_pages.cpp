#include "ui/views/reading_pages.h"

#include "ui/views/view_parts.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace counterpart::ui {

using State = session::DerivedResultBase::State;

namespace {

constexpr int kInvitationWidth = 560; // logical pixels: lines that are read with ease

} // namespace

ReadingPages::ReadingPages(const ViewContext& context, const Texts& texts, QWidget* parent)
    : QStackedWidget(parent),
      m_controller(context.controller),
      m_read(context.controller, context.jobs, texts.job,
             [](const session::PairResult& pair, int, const core::Progress& progress) {
                 return session::readPairMoments(pair, progress);
             }),
      m_needs(texts.needs)
{
    addWidget(makeInvitation(texts.button));
    connect(&m_read, &session::DerivedResultBase::changed, this, &ReadingPages::followReading);
}

QWidget* ReadingPages::makeInvitation(const QString& button)
{
    auto* page = new QWidget(this);
    m_reason = new QLabel(page);
    m_reason->setWordWrap(true);
    m_reason->setAlignment(Qt::AlignCenter);
    m_reason->setFixedWidth(kInvitationWidth);
    m_start = new QPushButton(button, page);
    connect(m_start, &QPushButton::clicked, this, &ReadingPages::start);
    auto* layout = new QVBoxLayout(page);
    layout->addStretch(2);
    layout->addWidget(m_reason, 0, Qt::AlignHCenter);
    layout->addSpacing(12);
    layout->addWidget(m_start, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return page;
}

void ReadingPages::setBody(QWidget* body)
{
    addWidget(body);
}

bool ReadingPages::isRead() const
{
    return m_read.state() == State::Ready;
}

void ReadingPages::follow()
{
    const session::PairResult& result = m_controller.current();
    if (result && (session::hasDoubleMoments(result) || session::arePairMomentsRead(result)))
        start();
    else
        followReading();
}

void ReadingPages::invite(const QString& reason, bool isRunning)
{
    setCurrentIndex(0);
    m_reason->setText(reason);
    m_start->setVisible(!isRunning);
}

void ReadingPages::start()
{
    m_read.request(0);
    followReading();
}

void ReadingPages::followReading()
{
    if (isRead()) {
        emit readDone();
        return;
    }
    invite(missingText(m_read, tr("Reading both layers…"),
                       tr("%1 the activations added up in double precision, and a reading with "
                          "shuffled inputs as a control: the layers are read twice more.")
                           .arg(m_needs)),
           m_read.state() == State::Running);
}

bool ReadingPages::showAnswer(const session::DerivedResultBase& answer, const QString& running)
{
    if (!isRead())
        return false;
    const State state = answer.state();
    if (state == State::Ready)
        setCurrentIndex(1);
    else if (state != State::Empty)
        invite(missingText(answer, running, {}), state == State::Running);
    return state == State::Ready;
}

} // namespace counterpart::ui
