#pragma once

#include "ui/commands/command.h"
#include "ui/figures/figure_origin.h"
#include "ui/figures/figure_spec.h"
#include "ui/views/linked_view.h"

#include <functional>
#include <memory>
#include <vector>

class QWidget;

namespace counterpart::ui {

class MatchTableView;

/// The figures that are shown now, the one that was used last first.
using ShownFigures = std::function<std::vector<ShownFigure>()>;
/// What a figure of that name is drawn from.
using OriginOf = std::function<FigureOrigin(const QString& figure)>;

/// Writes one of the figures that are drawn, or several as panels of one, in a job.
class ExportFigureCommand : public Command
{
    Q_OBJECT

public:
    /// `figures` may name some in other workspaces too.
    ExportFigureCommand(const ViewContext& context, ShownFigures figures, OriginOf origin,
                        QWidget* window);

signals:
    void written(const QString& path);
    void failed(const QString& message);

protected:
    void run() override;

private:
    void write(const std::vector<ShownFigure>& chosen, int columns, FigureSpec spec,
               const QString& path);

    ViewContext m_context;
    ShownFigures m_figures;
    OriginOf m_origin;
    QWidget* m_window;
};

/// Writes the data behind the figure that was used last as CSV, JSON, HDF5 or GraphML, in a job.
class ExportDataCommand : public Command
{
    Q_OBJECT

public:
    ExportDataCommand(const ViewContext& context, ShownFigures figures, OriginOf origin,
                      QWidget* window);

signals:
    void written(const QString& path);
    void failed(const QString& message);

protected:
    void run() override;

private:
    ViewContext m_context;
    ShownFigures m_figures;
    OriginOf m_origin;
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
/// the clipboard as tab-separated text, which a job makes.
class CopyDataCommand : public Command
{
    Q_OBJECT

public:
    CopyDataCommand(const ViewContext& context, ShownFigures figures, MatchTableView& table,
                    QObject* parent);

protected:
    void run() override;

private:
    ViewContext m_context;
    ShownFigures m_figures;
    MatchTableView& m_table;
};

} // namespace counterpart::ui
