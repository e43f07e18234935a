#include "paint/painter_device.h"

#include "paint/painter_context_device.h"

#include <vtkContext2D.h>
#include <vtkContextScene.h>
#include <vtkNew.h>

#include <QFontDatabase>

#include <cmath>

/// Resources of a static library must be asked for by name, outside of every namespace.
static void initFontResources()
{
    Q_INIT_RESOURCE(fonts);
}

namespace counterpart::paint {

namespace {

QString& storedFamily()
{
    static QString family;
    return family;
}

} // namespace

QString figureFontFamily()
{
    return storedFamily();
}

void loadFigureFont()
{
    if (!storedFamily().isEmpty())
        return;
    initFontResources();
    const int regular = QFontDatabase::addApplicationFont(":/fonts/Inter-Regular.otf");
    QFontDatabase::addApplicationFont(":/fonts/Inter-SemiBold.otf");
    storedFamily() = QFontDatabase::applicationFontFamilies(regular).value(0);
}

void paintScene(QPainter& painter, vtkContextScene* scene, const QRectF& rect)
{
    if (rect.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    vtkNew<PainterContextDevice> device;
    device->setTarget(painter, rect);
    scene->SetGeometry(device->GetWidth(), device->GetHeight());
    vtkNew<vtkContext2D> context;
    context->Begin(device);
    scene->Paint(context);
    context->End();
    painter.restore();
}

} // namespace counterpart::paint
