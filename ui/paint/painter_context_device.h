#pragma once

#include <vtkContextDevice2D.h>

#include <QFont>
#include <QPainter>
#include <QTransform>

#include <optional>
#include <vector>

class vtkStdString;
class vtkUnicodeString;

namespace counterpart::paint {

/// Draws what a vtkContextScene asks for through a QPainter.
///
/// Scene points (y upwards) are mapped by the current matrix and drawn in the painter's own space,
/// so that pen widths and text sizes are logical pixels whatever a chart's transform is. Textures
/// are ignored; math text is drawn as plain text. Both sides of the 9.1 and 9.3 interface are kept:
/// the functions of vtkUnicodeString exist only where VTK still has that class.
class PainterContextDevice : public vtkContextDevice2D
{
public:
    vtkTypeMacro(PainterContextDevice, vtkContextDevice2D) static PainterContextDevice* New();

    /// The scene fills `rect` of the painter; call it before the scene is painted.
    void setTarget(QPainter& painter, const QRectF& rect);

    void DrawPoly(float* points, int n, unsigned char* colors, int components) override;
    void DrawLines(float* points, int n, unsigned char* colors, int components) override;
    void DrawPoints(float* points, int n, unsigned char* colors, int components) override;
    void DrawPointSprites(vtkImageData* sprite, float* points, int n, unsigned char* colors,
                          int components) override;
    void DrawMarkers(int shape, bool highlight, float* points, int n, unsigned char* colors,
                     int components) override;
    void DrawQuad(float* points, int n) override;
    void DrawQuadStrip(float* points, int n) override;
    void DrawColoredPolygon(float* points, int n, unsigned char* colors, int components) override;
    void DrawEllipseWedge(float x, float y, float outRx, float outRy, float inRx, float inRy,
                          float startAngle, float stopAngle) override;
    void DrawEllipticArc(float x, float y, float rX, float rY, float startAngle,
                         float stopAngle) override;

    void DrawString(float* point, const vtkStdString& string) override;
    void ComputeStringBounds(const vtkStdString& string, float bounds[4]) override;
    void ComputeJustifiedStringBounds(const char* string, float bounds[4]) override;
    void DrawMathTextString(float* point, const vtkStdString& string) override;
#if __has_include(<vtkUnicodeString.h>)
    void DrawString(float* point, const vtkUnicodeString& string) override;
    void ComputeStringBounds(const vtkUnicodeString& string, float bounds[4]) override;
#endif

    void DrawImage(float p[2], float scale, vtkImageData* image) override;
    void DrawImage(const vtkRectf& position, vtkImageData* image) override;

    void SetColor4(unsigned char color[4]) override;
    void SetTexture(vtkImageData* image, int properties) override;
    void SetPointSize(float size) override;
    void SetLineWidth(float width) override;
    void SetLineType(int type) override;

    void SetMatrix(vtkMatrix3x3* m) override;
    void GetMatrix(vtkMatrix3x3* m) override;
    void MultiplyMatrix(vtkMatrix3x3* m) override;
    void PushMatrix() override;
    void PopMatrix() override;

    void SetClipping(int* x) override;
    void EnableClipping(bool enable) override;

protected:
    PainterContextDevice() = default;
    ~PainterContextDevice() override = default;

private:
    PainterContextDevice(const PainterContextDevice&) = delete;
    void operator=(const PainterContextDevice&) = delete;

    QPointF mapped(double x, double y) const;
    QPolygonF mapped(const float* points, int n) const;
    QRectF mappedRect(const QRectF& sceneRect) const;

    std::optional<QPen> pen() const;
    std::optional<QBrush> brush() const;
    void strokePolyline(QPolygonF line, QPen pen);
    void strokeSegment(QLineF segment, QPen pen);
    void fill(const QPainterPath& path, const QBrush& brush);
    QLineF snapped(const QLineF& segment, double penWidth) const;
    bool clipsItself() const;
    std::optional<QRectF> clipInPainter() const;

    struct TextBlock;
    TextBlock textBlock(const QString& text) const;
    void drawText(QPointF anchor, const QString& text);
    void drawPicture(vtkImageData* image, const QRectF& target);

    QPainter* m_painter = nullptr;
    QRectF m_rect;
    QRegion m_outerClip;
    bool m_hasOuterClip = false;
    QRectF m_clip;
    bool m_clips = false;
    QTransform m_matrix;
    std::vector<QTransform> m_matrices;
};

/// The family that replaces VTK's built-in ones; Qt's default until loadFigureFont().
QString figureFontFamily();

} // namespace counterpart::paint
