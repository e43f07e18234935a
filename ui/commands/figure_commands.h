#pragma once

#include "ui/commands/command.h"
#include "ui/views/linked_view.h"

#include <functional>
#include <vector>

class QWidget;

namespace counterpart::ui {

class MatchTableView;

/// The figures that are shown now, the one that was used last first.
using ShownFigures = std::function<std::vector<ShownFigure>()>;

/// Writes one of the shown figures as SVG, PDF or PNG.
class ExportFigureCommand : public Command
{
    Q_OBJECT

public:
    ExportFigureCommand(const ViewContext& context, ShownFigures figures, QWidget* window);

signals:
    void written(const QString& path);
    void failed(const QString& message);

protected:
    void run() override;

private:
    ViewContext m_context;
    ShownFigures m_figures;
    QWidget* m_window;
};

/// Puts the figure that was used last on the clipboard as a picture.
class CopyFigureCommand : public Command
{
    Q_OBJECT

public:
    CopyFigureCommand(ShownFigures figures, QObject* parent);

protected:
    void run() override;

private:
    ShownFigures m_figures;
};

/// Puts the data behind the figure that was used last (or the match table, if it has the focus) on
/// the clipboard as tab-separated text.
class CopyDataCommand : public Command
{
    Q_OBJECT

public:
    CopyDataCommand(ShownFigures figures, MatchTableView& table, QObject* parent);

protected:
    void run() override;

private:
    ShownFigures m_figures;
    MatchTableView& m_table;
};

} // namespace counterpart::ui
