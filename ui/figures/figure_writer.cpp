#include "ui/figures/figure_writer.h"

#include "core/base/error.h"
#include "core/base/version.h"
#include "paint/painter_device.h"
#include "plots/vector_target.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

namespace {

constexpr double kLogicalDpi = 96;
constexpr double kMmPerInch = 25.4;
constexpr int kPdfDpi = 1200;
constexpr int kSvgDpi = 2540; // hundredths of a millimetre, in which QSvgGenerator states its size
/// QSvgGenerator (Qt 6.4) writes a title as it is, even "<" and "&".
constexpr const char* kTitlePlaceholder = "counterpart-figure-title";

QSizeF logicalPage(const FigureSpec& spec)
{
    return spec.sizeMm * (kLogicalDpi / kMmPerInch);
}

/// A page and how the plot lies on it: laid out for page / scale and drawn smaller by scale, which
/// is below 1 where the page is smaller than the plot's minimum.
struct PageLayout
{
    QSizeF page; ///< logical pixels
    double scale = 1;

    plots::Size plotSize() const { return {page.width() / scale, page.height() / scale}; }
};

PageLayout layOut(plots::Plot& plot, QSizeF page, const FigureSpec& spec, bool isVector)
{
    if (auto* target = dynamic_cast<plots::VectorTarget*>(&plot))
        target->setVectorTarget(isVector);
    const plots::Size minimum = plot.minimumSize();
    PageLayout layout{page, 1};
    layout.scale = std::min({1.0, page.width() / minimum.width, page.height() / minimum.height});
    plot.setTheme(plots::lightTheme());
    plot.setPixelRatio(spec.dpi / kLogicalDpi * layout.scale);
    plot.setSize(layout.plotSize());
    return layout;
}

plots::Colour background(const FigureSpec& spec)
{
    plots::Colour colour = plots::lightTheme().background;
    colour.a = spec.transparent ? 0 : 255;
    return colour;
}

void paintPage(QPainter& painter, const plots::Plot& plot, const PageLayout& layout,
               const FigureSpec& spec)
{
    painter.scale(layout.scale, layout.scale);
    paintPlot(painter, plot, QRectF(QPointF(), layout.page / layout.scale), background(spec));
}

QString creator()
{
    return QStringLiteral("Counterpart ") + QString::fromUtf8(core::version());
}

/// What QSvgGenerator cannot be told: that images must not be smoothed (each viewer knows another
/// word), and which font to take where the bundled one is missing.
void finishSvg(QByteArray& svg, const QString& title)
{
    svg.replace(kTitlePlaceholder, title.toHtmlEscaped().toUtf8());
    svg.replace("image-rendering=\"optimizeSpeed\"",
                "style=\"image-rendering:optimizeSpeed;image-rendering:crisp-edges;"
                "image-rendering:pixelated\"");
    const QByteArray family = plots::kFontFamily;
    svg.replace("font-family=\"" + family + '"',
                "font-family=\"" + family + ", Open Sans, Helvetica, Arial, sans-serif\"");
}

QByteArray renderSvg(plots::Plot& plot, const FigureSpec& spec)
{
    const PageLayout layout = layOut(plot, logicalPage(spec), spec, true);
    QByteArray svg;
    QBuffer buffer(&svg);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(kSvgDpi);
    generator.setSize((spec.sizeMm * 100).toSize());
    generator.setViewBox(QRectF(QPointF(), layout.page));
    generator.setTitle(QString::fromLatin1(kTitlePlaceholder));
    generator.setDescription(creator());
    QPainter painter(&generator);
    paintPage(painter, plot, layout, spec);
    painter.end();
    finishSvg(svg, spec.title);
    return svg;
}

QByteArray renderPdf(plots::Plot& plot, const FigureSpec& spec)
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfDpi);
    writer.setPageSize(
        QPageSize(spec.sizeMm, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(spec.title);
    writer.setCreator(creator());
    // Qt rounds pages to whole points, so the page is asked for its size.
    const QSizeF page = writer.pageLayout().fullRect(QPageLayout::Inch).size() * kLogicalDpi;
    const PageLayout layout = layOut(plot, page, spec, true);
    QPainter painter(&writer);
    painter.scale(kPdfDpi / kLogicalDpi, kPdfDpi / kLogicalDpi);
    paintPage(painter, plot, layout, spec);
    painter.end();
    return pdf;
}

QImage makeImage(QSizeF pixels)
{
    const QSize size(static_cast<int>(std::lround(pixels.width())),
                     static_cast<int>(std::lround(pixels.height())));
    QImage image;
    if (size.width() <= kLargestPictureSide && size.height() <= kLargestPictureSide)
        image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw core::UsageError("a picture of " + std::to_string(size.width()) + " x " +
                               std::to_string(size.height()) +
                               " pixels is too large: choose a smaller size or resolution");
    image.fill(Qt::transparent);
    return image;
}

QByteArray renderPng(plots::Plot& plot, const FigureSpec& spec)
{
    QImage image = makeImage(spec.sizeMm * (spec.dpi / kMmPerInch));
    const double ratio = spec.dpi / kLogicalDpi;
    const PageLayout layout = layOut(plot, QSizeF(image.size()) / ratio, spec, false);
    image.setDevicePixelRatio(ratio * layout.scale);
    QPainter painter(&image);
    paintPlot(painter, plot, QRectF(QPointF(), layout.page / layout.scale), background(spec));
    painter.end();
    const int perMetre = static_cast<int>(std::lround(spec.dpi / kMmPerInch * 1000));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    image.setText(QStringLiteral("Title"), spec.title);
    image.setText(QStringLiteral("Software"), creator());
    QByteArray png;
    QBuffer buffer(&png);
    image.save(&buffer, "PNG");
    return png;
}

} // namespace

QString suffix(FigureFormat format)
{
    switch (format) {
    case FigureFormat::Svg:
        return QStringLiteral("svg");
    case FigureFormat::Pdf:
        return QStringLiteral("pdf");
    case FigureFormat::Png:
        return QStringLiteral("png");
    }
    return {};
}

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

QByteArray renderFigure(plots::Plot& plot, const FigureSpec& spec)
{
    QByteArray bytes;
    switch (spec.format) {
    case FigureFormat::Svg:
        bytes = renderSvg(plot, spec);
        break;
    case FigureFormat::Pdf:
        bytes = renderPdf(plot, spec);
        break;
    case FigureFormat::Png:
        bytes = renderPng(plot, spec);
        break;
    }
    if (auto* target = dynamic_cast<plots::VectorTarget*>(&plot))
        target->setVectorTarget(false);
    return bytes;
}

QImage renderImage(plots::Plot& plot, plots::Size size, double ratio, const plots::PlotTheme& theme)
{
    QImage image = makeImage(QSizeF(size.width, size.height) * ratio);
    image.setDevicePixelRatio(ratio);
    plot.setTheme(theme);
    plot.setPixelRatio(ratio);
    plot.setSize(size);
    QPainter painter(&image);
    paintPlot(painter, plot, QRectF(0, 0, size.width, size.height), theme.background);
    return image;
}

void writeAtomically(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        throw core::Error(core::ErrorKind::Runtime, "cannot write " + path.toStdString() + ": " +
                                                        file.errorString().toStdString());
}

} // namespace counterpart::ui
