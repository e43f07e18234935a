#include "paint/painter_context_device.h"

#include <vtkStdString.h>
#include <vtkTextProperty.h>
#if __has_include(<vtkUnicodeString.h>)
#include <vtkUnicodeString.h>
#endif

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <string>

namespace counterpart::paint {

namespace {

QFont toFont(vtkTextProperty* property)
{
    const bool isBuiltIn = property->GetFontFamily() != VTK_UNKNOWN_FONT;
    QFont font(isBuiltIn ? figureFontFamily()
                         : QString::fromUtf8(property->GetFontFamilyAsString()));
    font.setPixelSize(std::max(1, property->GetFontSize()));
    font.setWeight(property->GetBold() ? QFont::DemiBold : QFont::Normal);
    font.setItalic(property->GetItalic());
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QColor toColour(vtkTextProperty* property)
{
    const double* c = property->GetColor();
    return QColor::fromRgbF(static_cast<float>(c[0]), static_cast<float>(c[1]),
                            static_cast<float>(c[2]), static_cast<float>(property->GetOpacity()));
}

double horizontalShare(vtkTextProperty* property)
{
    switch (property->GetJustification()) {
    case VTK_TEXT_CENTERED:
        return 0.5;
    case VTK_TEXT_RIGHT:
        return 1;
    default:
        return 0;
    }
}

/// How much of the height lies above the anchor.
double heightAbove(vtkTextProperty* property)
{
    switch (property->GetVerticalJustification()) {
    case VTK_TEXT_CENTERED:
        return 0.5;
    case VTK_TEXT_TOP:
        return 0;
    default:
        return 1;
    }
}

} // namespace

/// Text broken into lines, with the box it takes about its anchor before it is rotated (painter
/// space, y downwards).
struct PainterContextDevice::TextBlock
{
    QFont font;
    QStringList lines;
    QRectF box;
    double ascent = 0;
    double lineSpacing = 0;
};

PainterContextDevice::TextBlock PainterContextDevice::textBlock(const QString& text) const
{
    TextBlock block{toFont(TextProp), text.split('\n'), {}, 0, 0};
    const QFontMetricsF metrics(block.font);
    double width = 0;
    for (const QString& line : block.lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    block.ascent = metrics.ascent();
    block.lineSpacing = metrics.lineSpacing();
    const double height = metrics.ascent() + metrics.descent() +
                          static_cast<double>(block.lines.size() - 1) * block.lineSpacing;
    block.box =
        QRectF(-width * horizontalShare(TextProp), -height * heightAbove(TextProp), width, height);
    return block;
}

void PainterContextDevice::drawText(QPointF anchor, const QString& text)
{
    if (text.isEmpty() || TextProp->GetOpacity() <= 0)
        return;
    if (clipsItself() && m_clips && !clipInPainter()->contains(anchor))
        return;
    const TextBlock block = textBlock(text);
    const QFontMetricsF metrics(block.font);
    m_painter->save();
    m_painter->translate(anchor);
    if (TextProp->GetOrientation() != 0)
        m_painter->rotate(-TextProp->GetOrientation());
    m_painter->setFont(block.font);
    m_painter->setPen(toColour(TextProp));
    double baseline = block.box.top() + block.ascent;
    for (const QString& line : block.lines) {
        const double slack = block.box.width() - metrics.horizontalAdvance(line);
        m_painter->drawText(QPointF(block.box.left() + slack * horizontalShare(TextProp), baseline),
                            line);
        baseline += block.lineSpacing;
    }
    m_painter->restore();
}

void PainterContextDevice::DrawString(float* point, const vtkStdString& string)
{
    drawText(mapped(point[0], point[1]), QString::fromStdString(string));
}

void PainterContextDevice::DrawMathTextString(float* point, const vtkStdString& string)
{
    DrawString(point, string);
}

void PainterContextDevice::ComputeStringBounds(const vtkStdString& string, float bounds[4])
{
    const TextBlock block = textBlock(QString::fromStdString(string));
    // As VTK's own devices do: in units of the current matrix.
    const double scaleX = m_matrix.m11() != 0 ? std::abs(m_matrix.m11()) : 1;
    const double scaleY = m_matrix.m22() != 0 ? std::abs(m_matrix.m22()) : 1;
    bounds[0] = 0;
    bounds[1] = 0;
    bounds[2] = static_cast<float>(block.box.width() / scaleX);
    bounds[3] = static_cast<float>(block.box.height() / scaleY);
}

void PainterContextDevice::ComputeJustifiedStringBounds(const char* string, float bounds[4])
{
    const TextBlock block = textBlock(QString::fromUtf8(string));
    const QRectF box = QTransform().rotate(-TextProp->GetOrientation()).mapRect(block.box);
    bounds[0] = static_cast<float>(box.left());
    bounds[1] = static_cast<float>(-box.bottom());
    bounds[2] = static_cast<float>(box.width());
    bounds[3] = static_cast<float>(box.height());
}

#if __has_include(<vtkUnicodeString.h>)
void PainterContextDevice::DrawString(float* point, const vtkUnicodeString& string)
{
    DrawString(point, vtkStdString(string.utf8_str()));
}

void PainterContextDevice::ComputeStringBounds(const vtkUnicodeString& string, float bounds[4])
{
    ComputeStringBounds(vtkStdString(string.utf8_str()), bounds);
}
#endif

} // namespace counterpart::paint
