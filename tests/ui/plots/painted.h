#pragma once

#include "paint/painter_device.h"
#include "plots/plot.h"

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QRect>

#include <cmath>
#include <cstdlib>
#include <unordered_map>

namespace counterpart::test {

inline QRgb rgb(plots::Colour colour)
{
    return qRgb(colour.r, colour.g, colour.b);
}

/// The plot on the background of its theme, laid out for `size` logical pixels.
inline QImage painted(plots::Plot& plot, plots::Size size, double ratio = 1,
                      const plots::PlotTheme& theme = plots::lightTheme())
{
    paint::loadFigureFont();
    plot.setTheme(theme);
    plot.setPixelRatio(ratio);
    plot.setSize(size);
    QImage image(static_cast<int>(std::lround(size.width * ratio)),
                 static_cast<int>(std::lround(size.height * ratio)), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(rgb(theme.background));
    QPainter painter(&image);
    for (const auto& [scene, rect] : plot.placements())
        paint::paintScene(painter, scene, {rect.x, rect.y, rect.width, rect.height});
    return image;
}

/// Whether two colours differ by no more than antialiasing's rounding.
inline bool isNear(QRgb a, QRgb b, int tolerance = 2)
{
    return std::abs(qRed(a) - qRed(b)) <= tolerance &&
           std::abs(qGreen(a) - qGreen(b)) <= tolerance &&
           std::abs(qBlue(a) - qBlue(b)) <= tolerance;
}

/// Around all pixels of this colour in device pixels; empty if there are none.
inline QRect boxOf(const QImage& image, QRgb colour, int tolerance = 2)
{
    QRect box;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (isNear(image.pixel(x, y), colour, tolerance))
                box |= QRect(x, y, 1, 1);
    return box;
}

/// Around all pixels of each colour, in device pixels.
inline std::unordered_map<QRgb, QRect> boxesOf(const QImage& image)
{
    std::unordered_map<QRgb, QRect> boxes;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            boxes[image.pixel(x, y)] |= QRect(x, y, 1, 1);
    return boxes;
}

inline int countOf(const QImage& image, QRgb colour, int tolerance = 2)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += isNear(image.pixel(x, y), colour, tolerance) ? 1 : 0;
    return count;
}

/// Whether anything was drawn on the outermost `width` device pixels: what is cropped reaches them.
inline bool touchesBorder(const QImage& image, QRgb background, int width = 2)
{
    const QRect inside = image.rect().adjusted(width, width, -width, -width);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (!inside.contains(x, y) && !isNear(image.pixel(x, y), background))
                return true;
    return false;
}

} // namespace counterpart::test
