#include "ui/commands/palette_command.h"

#include "session/selection.h"
#include "session/session.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace counterpart::ui {

namespace {

/// The action of a row as item data; the row of an address has none.
constexpr int kActionRole = Qt::UserRole;

QString plainText(const QAction& action)
{
    QString text = action.text();
    return text.remove(QLatin1Char('&'));
}

} // namespace

Palette::Palette(const ViewContext& context, const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent, Qt::Popup),
      m_context(context)
{
    for (QAction* action : actions) {
        if (!action->text().isEmpty() && !action->menu() && action->isEnabled())
            m_actions += action;
    }
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(tr("Type a command, or an address such as netA/conv1[17]"));
    m_text->setAccessibleName(tr("Command or address"));
    m_text->installEventFilter(this);
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_text);
    layout->addWidget(m_list);
    resize(520, 360);
    m_text->setFocus();
    connect(m_text, &QLineEdit::textChanged, this, &Palette::fill);
    connect(m_text, &QLineEdit::returnPressed, this, [this] { run(m_list->currentItem()); });
    connect(m_list, &QListWidget::itemClicked, this, &Palette::run);
    fill({});
}

void Palette::fill(const QString& text)
{
    m_list->clear();
    if (!m_context.session.unitsAt(text).empty())
        m_list->addItem(tr("Go to %1").arg(text));
    for (QAction* action : m_actions) {
        if (!plainText(*action).contains(text, Qt::CaseInsensitive))
            continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        auto* item = new QListWidgetItem(
            keys.isEmpty() ? plainText(*action) : tr("%1    %2").arg(plainText(*action), keys));
        item->setData(kActionRole, QVariant::fromValue(action));
        m_list->addItem(item);
    }
    m_list->setCurrentRow(0);
}

void Palette::run(const QListWidgetItem* item)
{
    if (!item)
        return;
    auto* action = item->data(kActionRole).value<QAction*>();
    const session::Units units =
        action ? session::Units{} : m_context.session.unitsAt(m_text->text());
    accept();
    if (action) {
        action->trigger();
    } else if (!units.empty()) {
        m_context.session.showLayersOf(units);
        m_context.selection.setCurrent(units);
    }
}

bool Palette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const int step = key == Qt::Key_Up ? -1 : 1;
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

PaletteCommand::PaletteCommand(const ViewContext& context, QWidget* window)
    : Command(tr("&Find a command or a unit…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
              window),
      m_context(context),
      m_window(window)
{
}

void PaletteCommand::run()
{
    auto* palette = new Palette(m_context, m_window->findChildren<QAction*>(), m_window);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    const QPoint top =
        m_window->mapToGlobal(QPoint((m_window->width() - palette->width()) / 2, 60));
    palette->move(top);
    palette->show();
}

} // namespace counterpart::ui
