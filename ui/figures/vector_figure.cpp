#include "ui/figures/vector_figure.h"

#include "core/base/error.h"
#include "ui/figures/figure_metadata.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace counterpart::ui {

namespace {

/// QSvgGenerator (Qt 6.4) writes a title as it is, even "<" and "&".
constexpr const char* kTitlePlaceholder = "counterpart-figure-title";

paint::TextAs textOf(const FigureSpec& spec)
{
    return spec.textAsOutlines ? paint::TextAs::Outlines : paint::TextAs::Text;
}

paint::Painting::Report reportTo(const core::Progress& progress)
{
    return [progress](double share) {
        progress.checkpoint();
        progress.report(share);
    };
}

/// What QSvgGenerator cannot be told: that images must not be smoothed (each viewer knows another
/// word), which font to take where the bundled one is missing, and the metadata.
void finishSvg(QByteArray& svg, const FigureSpec& spec)
{
    svg.replace(kTitlePlaceholder, spec.title.toHtmlEscaped().toUtf8());
    svg.replace("image-rendering=\"optimizeSpeed\"",
                "style=\"image-rendering:optimizeSpeed;image-rendering:crisp-edges;"
                "image-rendering:pixelated\"");
    const QByteArray family = plots::kFontFamily;
    svg.replace("font-family=\"" + family + '"',
                "font-family=\"" + family + ", Open Sans, Helvetica, Arial, sans-serif\"");
    if (spec.provenance) {
        const QByteArray end = "</desc>";
        svg.insert(svg.indexOf(end) + end.size(), '\n' + svgMetadata(*spec.provenance));
    }
}

/// Pages that cannot be painted would be empty files.
void paintPage(QPainter& painter, const FigurePage& page, const FigureSpec& spec,
               const core::Progress& progress)
{
    if (!painter.isActive())
        throw core::Error(core::ErrorKind::Runtime, "the page could not be begun");
    page.painting.paint(painter, textOf(spec), reportTo(progress));
    painter.end();
}

} // namespace

QByteArray encodeSvg(const FigurePage& page, const FigureSpec& spec, const core::Progress& progress)
{
    QByteArray svg;
    QBuffer buffer(&svg);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(kSvgDpi);
    generator.setSize((spec.sizeMm * 100).toSize());
    generator.setViewBox(QRectF(QPointF(), page.page));
    generator.setTitle(QString::fromLatin1(kTitlePlaceholder));
    generator.setDescription(figureCreator());
    QPainter painter(&generator);
    paintPage(painter, page, spec, progress);
    finishSvg(svg, spec);
    return svg;
}

QByteArray encodePdf(const FigurePage& page, const FigureSpec& spec, const core::Progress& progress)
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
    writer.setCreator(figureCreator());
    if (spec.provenance)
        writer.setDocumentXmpMetadata(pdfMetadata(*spec.provenance, spec.title));
    QPainter painter(&writer);
    paintPage(painter, page, spec, progress);
    return pdf;
}

} // namespace counterpart::ui
