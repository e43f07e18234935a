#include "paint/painter_context_device.h"

#include <vtkImageData.h>
#include <vtkRect.h>

#include <QImage>
#include <QPaintEngine>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace counterpart::paint {

namespace {

/// Rows that are converted and copied together: small enough to stay in the cache.
constexpr int kStripeRows = 64;

/// One row of grey, grey with alpha, RGB or RGBA bytes as Qt's 32-bit pixels; whether all are
/// opaque.
bool convertRow(const unsigned char* source, int components, int width, QRgb* target)
{
    int alpha = 255;
    for (int x = 0; x < width; ++x, source += components) {
        const bool isGrey = components < 3;
        const int a = components == 4 ? source[3] : components == 2 ? source[1] : 255;
        target[x] = qRgba(source[0], source[isGrey ? 0 : 1], source[isGrey ? 0 : 2], a);
        alpha &= a;
    }
    return alpha == 255;
}

/// The same for RGBA on a little-endian machine: red and blue change places.
bool swapRow(const unsigned char* source, int width, QRgb* target)
{
    std::memcpy(target, source, static_cast<std::size_t>(width) * sizeof(QRgb));
    QRgb all = ~QRgb{0};
    for (int x = 0; x < width; ++x) {
        const QRgb p = target[x];
        target[x] = (p & 0xff00ff00U) | (p & 0xffU) << 16U | (p >> 16U & 0xffU);
        all &= p;
    }
    return qAlpha(all) == 255;
}

/// An image of VTK, whose rows are stored from the bottom up.
class Picture
{
public:
    /// Null if the image does not hold bytes.
    explicit Picture(vtkImageData* image)
        : m_components(image->GetNumberOfScalarComponents()),
          m_width(image->GetDimensions()[0]),
          m_height(image->GetDimensions()[1])
    {
        if (image->GetScalarType() == VTK_UNSIGNED_CHAR && m_width > 0 && m_height > 0)
            m_bytes = static_cast<const unsigned char*>(image->GetScalarPointer());
    }

    bool isNull() const { return !m_bytes; }
    int width() const { return m_width; }
    int height() const { return m_height; }

    /// Rows [from, from + count), counted from the top, into the first rows of `target`, which is
    /// as wide as the picture and in a 32-bit format; sets the format to one without alpha if all
    /// pixels are opaque.
    void copyRows(int from, int count, QImage& target) const
    {
        target.reinterpretAsFormat(QImage::Format_ARGB32);
        bool isOpaque = true;
        for (int y = 0; y < count; ++y) {
            const auto row = static_cast<std::ptrdiff_t>(m_height - 1 - from - y);
            const unsigned char* source = m_bytes + row * m_width * m_components;
            auto* pixels = reinterpret_cast<QRgb*>(target.scanLine(y));
            const bool swaps = std::endian::native == std::endian::little && m_components == 4;
            isOpaque &= swaps ? swapRow(source, m_width, pixels)
                              : convertRow(source, m_components, m_width, pixels);
        }
        if (isOpaque)
            target.reinterpretAsFormat(QImage::Format_RGB32);
    }

    QImage whole() const
    {
        QImage image(m_width, m_height, QImage::Format_ARGB32);
        copyRows(0, m_height, image);
        return image;
    }

private:
    const unsigned char* m_bytes = nullptr;
    int m_components;
    int m_width;
    int m_height;
};

/// Copies the picture pixel by pixel, stripe by stripe.
void copyToDevice(QPainter& painter, const Picture& picture, QPoint at)
{
    QImage stripe(picture.width(), std::min(kStripeRows, picture.height()), QImage::Format_ARGB32);
    for (int y = 0; y < picture.height(); y += kStripeRows) {
        const int rows = std::min(kStripeRows, picture.height() - y);
        picture.copyRows(y, rows, stripe);
        painter.drawImage(at + QPoint(0, y), stripe, QRect(0, 0, picture.width(), rows));
    }
}

/// A fiftieth of a picture pixel smaller at each side: viewers of PDF (poppler) draw every pixel
/// that an image touches, so one that ends exactly on a pixel would be enlarged by one, and
/// smoothed.
QRectF withinPixels(const QRectF& target, const Picture& picture)
{
    constexpr double kShare = 0.02;
    const double x = kShare * target.width() / picture.width();
    const double y = kShare * target.height() / picture.height();
    return target.adjusted(x, y, -x, -y);
}

} // namespace

/// Where the target is as many device pixels as the picture has, it is copied onto whole device
/// pixels; else each picture pixel becomes a rectangle, never smoothed.
void PainterContextDevice::drawPicture(vtkImageData* image, const QRectF& target)
{
    const Picture picture(image);
    if (picture.isNull() || target.isEmpty())
        return;
    m_painter->save();
    m_painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
    m_painter->setRenderHint(QPainter::LosslessImageRendering, true);
    const QTransform toDevice = m_painter->deviceTransform();
    const QRectF inDevice = toDevice.mapRect(target);
    const bool isPixelByPixel = m_painter->paintEngine()->type() == QPaintEngine::Raster &&
                                toDevice.type() <= QTransform::TxScale && toDevice.m11() > 0 &&
                                toDevice.m22() > 0 &&
                                std::abs(inDevice.width() - picture.width()) < 0.5 &&
                                std::abs(inDevice.height() - picture.height()) < 0.5;
    const bool isPdf = m_painter->paintEngine()->type() == QPaintEngine::Pdf;
    if (isPixelByPixel) {
        // The world transform that, with what the device adds, leaves only its whole offset.
        const QTransform world = m_painter->worldTransform();
        const QTransform added = world.inverted() * toDevice;
        const QPointF origin(std::round(added.dx()), std::round(added.dy()));
        m_painter->setWorldTransform(QTransform::fromTranslate(origin.x(), origin.y()) *
                                     added.inverted());
        copyToDevice(*m_painter, picture,
                     QPoint(static_cast<int>(std::lround(inDevice.left() - origin.x())),
                            static_cast<int>(std::lround(inDevice.top() - origin.y()))));
    } else {
        m_painter->drawImage(isPdf ? withinPixels(target, picture) : target, picture.whole());
    }
    m_painter->restore();
}

void PainterContextDevice::DrawImage(float p[2], float scale, vtkImageData* image)
{
    const int* size = image->GetDimensions();
    drawPicture(image, mappedRect({p[0], p[1], static_cast<double>(scale) * size[0],
                                   static_cast<double>(scale) * size[1]}));
}

void PainterContextDevice::DrawImage(const vtkRectf& position, vtkImageData* image)
{
    drawPicture(image, mappedRect({position.GetX(), position.GetY(), position.GetWidth(),
                                   position.GetHeight()}));
}

void PainterContextDevice::DrawPointSprites(vtkImageData* sprite, float* points, int n,
                                            unsigned char* colors, int components)
{
    if (!sprite) {
        DrawPoints(points, n, colors, components);
        return;
    }
    const Picture picture(sprite);
    const std::optional<QPen> size = pen();
    if (picture.isNull() || !size)
        return;
    const QImage drawn = picture.whole();
    const double width = size->widthF();
    for (int i = 0; i < n; ++i) {
        const QPointF centre = mapped(points[2 * i], points[2 * i + 1]);
        m_painter->drawImage(QRectF(centre.x() - width / 2, centre.y() - width / 2, width, width),
                             drawn);
    }
}

} // namespace counterpart::paint
