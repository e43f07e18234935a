#pragma once

#include "session/job_runner.h"
#include "ui/figures/colour_vision.h"
#include "ui/figures/figure_page.h"

#include <QTimer>
#include <QWidget>

#include <functional>

namespace counterpart::ui {

/// Shows a figure as it will be in the file, on its page, at the size that there is room for. It is
/// painted a moment after the last change, and turned into a picture in a job.
class FigurePreview : public QWidget
{
    Q_OBJECT

public:
    using Paint = std::function<FigurePage(const FigureSpec& spec)>;

    /// `paint` paints the figure for such a page, on the GUI thread.
    FigurePreview(session::JobRunner& jobs, Paint paint, QWidget* parent = nullptr);

    void setSpec(const FigureSpec& spec);
    /// As seen by such eyes; the file stays as it is.
    void setVision(ColourVision vision);
    /// The picture that is shown; null until it is there.
    const QImage& picture() const { return m_picture; }

    QSize sizeHint() const override;

signals:
    void shown();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void render();

    session::JobRunner& m_jobs;
    Paint m_paint;
    FigureSpec m_spec;
    ColourVision m_vision = ColourVision::Full;
    QTimer m_delay;
    QImage m_picture;
};

} // namespace counterpart::ui
