#pragma once

#include "ui/commands/command.h"
#include "ui/views/view_context.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace counterpart::ui {

/// Every action of the menus, to find by typing; or the address of units to go to, such as
/// "netA/conv3[17] ~ netB/conv3[204]".
class Palette : public QDialog
{
    Q_OBJECT

public:
    Palette(const ViewContext& context, const QList<QAction*>& actions, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(const QString& text);
    void run(const QListWidgetItem* item);

    ViewContext m_context;
    QList<QAction*> m_actions;
    QLineEdit* m_text;
    QListWidget* m_list;
};

/// Opens the palette.
class PaletteCommand : public Command
{
    Q_OBJECT

public:
    PaletteCommand(const ViewContext& context, QWidget* window);

protected:
    void run() override;

private:
    ViewContext m_context;
    QWidget* m_window;
};

} // namespace counterpart::ui
