#include "ui/views/guided_tour.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace counterpart::ui {

namespace {

constexpr int kNoteWidth = 340;
constexpr int kGap = 12;
constexpr int kDim = 110; ///< of 255
constexpr int kFrame = 3;

/// The first of the places beside `part` where a note of that size lies within `window`; the middle
/// of the part if there is none.
QPoint placeBeside(const QRect& part, const QSize& note, const QRect& window)
{
    const QPoint middle = part.center() - QRect({}, note).center();
    const std::array<QPoint, 4> places{QPoint{part.right() + kGap, middle.y()},
                                       QPoint{part.left() - kGap - note.width(), middle.y()},
                                       QPoint{middle.x(), part.bottom() + kGap},
                                       QPoint{middle.x(), part.top() - kGap - note.height()}};
    const auto within = [&](QPoint place) {
        place.setX(
            std::clamp(place.x(), kGap, std::max(kGap, window.width() - note.width() - kGap)));
        place.setY(
            std::clamp(place.y(), kGap, std::max(kGap, window.height() - note.height() - kGap)));
        return place;
    };
    for (const QPoint& place : places) {
        if (!QRect(within(place), note).intersects(part))
            return within(place);
    }
    return within(middle);
}

} // namespace

GuidedTour::GuidedTour(std::vector<TourStep> steps, QWidget* window)
    : QWidget(window),
      m_steps(std::move(steps))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    makeNote();
    window->installEventFilter(this);
    show();
    m_note->show();
    showStep(0);
}

void GuidedTour::makeNote()
{
    m_note = new QFrame(parentWidget());
    m_note->setFrameShape(QFrame::StyledPanel);
    m_note->setAutoFillBackground(true);
    m_note->setFixedWidth(kNoteWidth);
    m_note->setAccessibleName(tr("Guided tour"));
    m_title = new QLabel(m_note);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setWordWrap(true);
    m_text = new QLabel(m_note);
    m_text->setWordWrap(true);
    auto* skip = new QPushButton(tr("&Skip the tour"), m_note);
    m_back = new QPushButton(tr("&Back"), m_note);
    m_next = new QPushButton(m_note);
    for (QPushButton* button : {skip, m_back, m_next})
        button->installEventFilter(this);
    connect(skip, &QPushButton::clicked, this, &GuidedTour::end);
    connect(m_back, &QPushButton::clicked, this, [this] { showStep(m_step - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_step + 1 < m_steps.size())
            showStep(m_step + 1);
        else
            end();
    });
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(skip);
    buttons->addStretch(1);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto* layout = new QVBoxLayout(m_note);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
}

void GuidedTour::showStep(std::size_t step)
{
    m_step = step;
    const TourStep& shown = m_steps[step];
    if (m_part)
        m_part->removeEventFilter(this);
    m_part = shown.target();
    if (m_part)
        m_part->installEventFilter(this);
    m_title->setText(tr("%1 of %2: %3").arg(step + 1).arg(m_steps.size()).arg(shown.title));
    m_text->setText(shown.text);
    m_back->setEnabled(step > 0);
    m_next->setText(step + 1 < m_steps.size() ? tr("&Next") : tr("&Done"));
    m_next->setFocus();
    place();
}

QRect GuidedTour::partRect() const
{
    if (!m_part || !m_part->isVisible())
        return {};
    return {m_part->mapTo(parentWidget(), QPoint(0, 0)), m_part->size()};
}

void GuidedTour::place()
{
    setGeometry(parentWidget()->rect());
    const QRect part = partRect();
    m_note->setFixedHeight(m_note->layout()->totalHeightForWidth(kNoteWidth));
    m_note->move(placeBeside(part.isEmpty() ? QRect(rect().center(), QSize(1, 1)) : part,
                             m_note->size(), rect()));
    raise();
    m_note->raise();
    update();
}

void GuidedTour::end()
{
    m_note->deleteLater();
    deleteLater();
    hide();
    m_note->hide();
    emit ended();
}

void GuidedTour::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath dimmed;
    dimmed.addRect(rect());
    const QRectF part = partRect();
    QPainterPath hole;
    if (!part.isEmpty())
        hole.addRoundedRect(part, kFrame, kFrame);
    QColor shadow = palette().color(QPalette::Shadow);
    shadow.setAlpha(kDim);
    painter.fillPath(dimmed.subtracted(hole), shadow);
    painter.setPen(QPen(palette().color(QPalette::Highlight), kFrame));
    painter.drawPath(hole);
}

bool GuidedTour::takeKey(QPushButton& button, int key)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        button.click();
        return true;
    case Qt::Key_Right:
        m_next->click();
        return true;
    case Qt::Key_Left:
        m_back->click();
        return true;
    case Qt::Key_Escape:
        end();
        return true;
    default:
        return false;
    }
}

bool GuidedTour::eventFilter(QObject* object, QEvent* event)
{
    const QEvent::Type type = event->type();
    auto* button = qobject_cast<QPushButton*>(object);
    if (type == QEvent::KeyPress && button && button->parentWidget() == m_note)
        return takeKey(*button, static_cast<QKeyEvent*>(event)->key());
    if (type == QEvent::Resize || type == QEvent::Move || type == QEvent::Show ||
        type == QEvent::Hide)
        QMetaObject::invokeMethod(this, &GuidedTour::place, Qt::QueuedConnection);
    return QWidget::eventFilter(object, event);
}

} // namespace counterpart::ui
