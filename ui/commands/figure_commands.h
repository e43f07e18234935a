#pragma once

#include "ui/commands/command.h"
#include "ui/views/view_context.h"

#include <functional>

class QWidget;

namespace counterpart::ui {

class LinkedView;
class MatchTableView;

/// The view whose figure a command concerns, or nullptr.
using CurrentView = std::function<LinkedView*()>;

/// Writes the shown figure as SVG, PDF or PNG.
class ExportFigureCommand : public Command
{
    Q_OBJECT

public:
    ExportFigureCommand(const ViewContext& context, CurrentView view, QWidget* window);

signals:
    void written(const QString& path);
    void failed(const QString& message);

protected:
    void run() override;

private:
    ViewContext m_context;
    CurrentView m_view;
    QWidget* m_window;
};

/// Puts the shown figure on the clipboard as a picture.
class CopyFigureCommand : public Command
{
    Q_OBJECT

public:
    CopyFigureCommand(CurrentView view, QObject* parent);

protected:
    void run() override;

private:
    CurrentView m_view;
};

/// Puts the data behind the shown figure (or the match table, if it has the focus) on the clipboard
/// as tab-separated text.
class CopyDataCommand : public Command
{
    Q_OBJECT

public:
    CopyDataCommand(CurrentView view, MatchTableView& table, QObject* parent);

protected:
    void run() override;

private:
    CurrentView m_view;
    MatchTableView& m_table;
};

} // namespace counterpart::ui
