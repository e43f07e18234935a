#include "ui/figures/figure_writer.h"

#include "core/base/error.h"
#include "ui/figures/figure_metadata.h"
#include "ui/figures/tiff_picture.h"
#include "ui/figures/vector_figure.h"

#include <QBuffer>
#include <QPainter>
#include <QSaveFile>

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

namespace {

QImage blankImage(QSize size)
{
    QImage image;
    if (std::max(size.width(), size.height()) <= kLargestPictureSide)
        image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw core::Error(core::ErrorKind::Runtime, "there is no memory for a picture of " +
                                                        std::to_string(size.width()) + " x " +
                                                        std::to_string(size.height()) + " pixels");
    image.fill(Qt::transparent);
    return image;
}

/// Opaque pictures are stored without the fourth channel, which some printers stumble over.
QImage withoutNeedlessAlpha(QImage image, const FigureSpec& spec)
{
    return spec.background == PageBackground::Transparent
               ? image
               : std::move(image).convertToFormat(QImage::Format_RGB32);
}

QByteArray encodePng(QImage image, const FigureSpec& spec)
{
    const int perMetre = static_cast<int>(std::lround(spec.dpi / kMmPerInch * 1000));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    image.setText(QStringLiteral("Title"), spec.title);
    image.setText(QStringLiteral("Software"), figureCreator());
    if (spec.provenance)
        image.setText(QString::fromLatin1(kPngProvenanceKey), provenanceText(*spec.provenance));
    QByteArray png;
    QBuffer buffer(&png);
    if (!image.save(&buffer, "PNG"))
        throw core::Error(core::ErrorKind::Runtime, "the picture could not be encoded as PNG");
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
    case FigureFormat::Tiff:
        return QStringLiteral("tiff");
    }
    return {};
}

QImage pictureOf(const FigurePage& page, const core::Progress& progress)
{
    QImage image = blankImage(page.pixels);
    QPainter painter(&image);
    page.painting.paint(painter, paint::TextAs::Text, [&progress](double share) {
        progress.checkpoint();
        progress.report(share);
    });
    return image;
}

QByteArray encodeFigure(const FigurePage& page, const FigureSpec& spec,
                        const core::Progress& progress)
{
    constexpr double kPainted = 0.5;
    if (spec.format == FigureFormat::Svg)
        return encodeSvg(page, spec, progress);
    if (spec.format == FigureFormat::Pdf)
        return encodePdf(page, spec, progress);
    const QImage image = withoutNeedlessAlpha(pictureOf(page, progress.part(0, kPainted)), spec);
    const core::Progress rest = progress.part(kPainted, 1);
    return spec.format == FigureFormat::Png ? encodePng(image, spec)
                                            : encodeTiff(image, spec, rest);
}

QByteArray renderFigure(plots::Plot& plot, const FigureSpec& spec)
{
    return encodeFigure(paintFigure(plot, spec), spec, {});
}

QImage renderImage(plots::Plot& plot, plots::Size size, double ratio, const plots::PlotTheme& theme)
{
    const QSizeF pixels = QSizeF(size.width, size.height) * ratio;
    QImage image = blankImage({static_cast<int>(std::lround(pixels.width())),
                               static_cast<int>(std::lround(pixels.height()))});
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
