#pragma once

#include <QRectF>

class QPainter;
class vtkContextScene;

namespace counterpart::paint {

/// Paints `scene` into `rect` (logical pixels, y downwards) of the painter: on a widget, in an
/// image, in SVG and in PDF alike. Text goes out as text. The background is not filled.
void paintScene(QPainter& painter, vtkContextScene* scene, const QRectF& rect);

/// Makes the bundled font known to Qt. Once, after the QGuiApplication exists.
void loadFigureFont();

} // namespace counterpart::paint
