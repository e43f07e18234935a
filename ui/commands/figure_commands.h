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

/// Writes a file in a job, each of its own.
class WriteCommand : public Command
{
    Q_OBJECT

public:
    WriteCommand(const QString& text, const QKeySequence& keys, const ViewContext& context,
                 QWidget* window);

signals:
    void written(const QString& path);
    void failed(const QString& message);

protected:
    void startWriting(const QString& path, std::function<void(const core::Progress&)> write);

    ViewContext m_context;
    QWidget* m_window;
};

/// Writes one of the figures that are drawn, or several as panels of one, in a job.
class ExportFigureCommand : public WriteCommand
{
    Q_OBJECT

public:
    /// `figures` may name some in other workspaces too.
    ExportFigureCommand(const ViewContext& context, ShownFigures figures, OriginOf origin,
                        QWidget* window);

protected:
    void run() override;

private:
    void write(const std::vector<ShownFigure>& chosen, int columns, FigureSpec spec,
               const QString& path);

    ShownFigures m_figures;
    OriginOf m_origin;
};

/// Writes the data behind the figure that was used last as CSV, JSON, HDF5 or GraphML, in a job.
class ExportDataCommand : public WriteCommand
{
    Q_OBJECT

public:
    ExportDataCommand(const ViewContext& context, ShownFigures figures, OriginOf origin,
                      QWidget* window);

protected:
    void run() override;

private:
    ShownFigures m_figures;
    OriginOf m_origin;
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
