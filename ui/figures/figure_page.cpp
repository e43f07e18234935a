#include "ui/figures/figure_page.h"

#include "core/base/error.h"
#include "paint/painter_device.h"
#include "plots/vector_target.h"

#include <QPageLayout>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

namespace {

/// A page and how the plot lies on it: laid out for page / scale and drawn smaller by scale, which
/// is below 1 where the page is smaller than the plot's minimum.
struct PageLayout
{
    QSizeF page; ///< logical pixels
    double scale = 1;

    plots::Size plotSize() const { return {page.width() / scale, page.height() / scale}; }
    QRectF plotRect() const { return {QPointF(), page / scale}; }
};

/// Tells the plot what it is drawn for, and when it is done that it is drawn for the screen again.
class ForFigure
{
public:
    ForFigure(plots::Plot& plot, const FigureSpec& spec)
        : m_target(dynamic_cast<plots::VectorTarget*>(&plot)),
          m_parted(dynamic_cast<plots::PartedPlot*>(&plot))
    {
        set(isVector(spec.format), spec.parts);
    }
    ~ForFigure() { set(false, {}); }
    ForFigure(const ForFigure&) = delete;
    ForFigure& operator=(const ForFigure&) = delete;

private:
    void set(bool forVector, const plots::FigureParts& parts)
    {
        if (m_target)
            m_target->setVectorTarget(forVector);
        if (m_parted)
            m_parted->setParts(parts);
    }

    plots::VectorTarget* m_target;
    plots::PartedPlot* m_parted;
};

/// Pictures are whole pixels, so that the least size depends on the scale that it asks for.
PageLayout layOut(plots::Plot& plot, QSizeF page, const FigureSpec& spec)
{
    constexpr int kMostSteps = 20;
    constexpr double kStep = 0.995;
    plot.setTheme(plots::lightTheme());
    PageLayout layout{page, 1};
    for (int step = 0; step < kMostSteps; ++step) {
        plot.setPixelRatio(spec.dpi / kLogicalDpi * layout.scale);
        const plots::Size minimum = plot.minimumSize();
        const double fitting =
            std::min(page.width() / minimum.width, page.height() / minimum.height);
        if (fitting >= layout.scale)
            break;
        layout.scale = step == 0 ? fitting : std::min(fitting, kStep * layout.scale);
    }
    plot.setSize(layout.plotSize());
    return layout;
}

plots::Colour backgroundOf(const FigureSpec& spec)
{
    plots::Colour colour =
        spec.background == PageBackground::Coloured ? spec.colour : plots::lightTheme().background;
    colour.a = spec.background == PageBackground::Transparent ? 0 : 255;
    return colour;
}

/// `perLogical`: device units a logical pixel that the painter must be scaled by.
paint::Painting record(const plots::Plot& plot, const PageLayout& layout, const FigureSpec& spec,
                       const paint::PaintingTarget& target, double perLogical)
{
    paint::PaintingRecorder recorder(target);
    QPainter painter(&recorder);
    painter.scale(perLogical, perLogical);
    paintPlot(painter, plot, layout.plotRect(), backgroundOf(spec));
    painter.end();
    return recorder.painting();
}

QSize pictureSize(const FigureSpec& spec)
{
    const QSizeF pixels = spec.sizeMm * (spec.dpi / kMmPerInch);
    const QSize size(static_cast<int>(std::lround(pixels.width())),
                     static_cast<int>(std::lround(pixels.height())));
    if (std::max(size.width(), size.height()) > kLargestPictureSide)
        throw core::UsageError("a picture of " + std::to_string(size.width()) + " x " +
                               std::to_string(size.height()) +
                               " pixels is too large: choose a smaller size or resolution");
    return size;
}

FigurePage paintPicture(plots::Plot& plot, const FigureSpec& spec)
{
    FigurePage result;
    result.pixels = pictureSize(spec);
    const double ratio = spec.dpi / kLogicalDpi;
    result.page = QSizeF(result.pixels) / ratio;
    const PageLayout layout = layOut(plot, result.page, spec);
    // Scaled by the painter: below 1 Qt takes no ratio of a device.
    result.painting = record(plot, layout, spec, {QPaintEngine::Raster, result.pixels, spec.dpi, 1},
                             ratio * layout.scale);
    return result;
}

FigurePage paintSvg(plots::Plot& plot, const FigureSpec& spec)
{
    FigurePage result;
    result.page = spec.sizeMm * (kLogicalDpi / kMmPerInch);
    const PageLayout layout = layOut(plot, result.page, spec);
    result.painting =
        record(plot, layout, spec, {QPaintEngine::SVG, (spec.sizeMm * 100).toSize(), kSvgDpi, 1},
               layout.scale);
    return result;
}

FigurePage paintPdf(plots::Plot& plot, const FigureSpec& spec)
{
    // Qt rounds pages to whole points, so the page is asked for its size.
    const QPageLayout paper(
        QPageSize(spec.sizeMm, QPageSize::Millimeter, QString(), QPageSize::ExactMatch),
        QPageLayout::Portrait, QMarginsF());
    FigurePage result;
    result.page = paper.fullRect(QPageLayout::Inch).size() * kLogicalDpi;
    const PageLayout layout = layOut(plot, result.page, spec);
    const double scale = kPdfDpi / kLogicalDpi;
    result.painting =
        record(plot, layout, spec, {QPaintEngine::Pdf, (result.page * scale).toSize(), kPdfDpi, 1},
               scale * layout.scale);
    return result;
}

} // namespace

void paintPlot(QPainter& painter, const plots::Plot& plot, const QRectF& page,
               const plots::Colour& background)
{
    if (background.a > 0)
        painter.fillRect(page, QColor(background.r, background.g, background.b, background.a));
    for (const plots::ScenePlacement& placement : plot.placements())
        paint::paintScene(painter, placement.scene,
                          QRectF(page.x() + placement.rect.x, page.y() + placement.rect.y,
                                 placement.rect.width, placement.rect.height));
}

FigurePage paintFigure(plots::Plot& plot, const FigureSpec& spec)
{
    const ForFigure forFigure(plot, spec);
    switch (spec.format) {
    case FigureFormat::Svg:
        return paintSvg(plot, spec);
    case FigureFormat::Pdf:
        return paintPdf(plot, spec);
    case FigureFormat::Png:
    case FigureFormat::Tiff:
        break;
    }
    return paintPicture(plot, spec);
}

} // namespace counterpart::ui
