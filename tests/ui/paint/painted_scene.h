#pragma once

#include "paint/painter_device.h"

#include <vtkContext2D.h>
#include <vtkContextItem.h>
#include <vtkContextScene.h>
#include <vtkNew.h>

#include <QImage>
#include <QPainter>
#include <QRect>

#include <functional>

namespace counterpart::test {

/// Size of a scene under test, logical pixels.
inline constexpr int kWidth = 200;
inline constexpr int kHeight = 100;

/// An item that is painted by a function of a test.
class TestItem : public vtkContextItem
{
public:
    vtkTypeMacro(TestItem, vtkContextItem) static TestItem* New();

    std::function<void(vtkContext2D&)> onPaint;

    bool Paint(vtkContext2D* painter) override
    {
        onPaint(*painter);
        return true;
    }
};

inline TestItem* TestItem::New()
{
    auto* item = new TestItem;
    item->InitializeObjectBase();
    return item;
}

using Draw = std::function<void(vtkContext2D&)>;

inline void paintWith(QPainter& painter, const QRectF& rect, const Draw& draw)
{
    vtkNew<vtkContextScene> scene;
    vtkNew<TestItem> item;
    item->onPaint = draw;
    scene->AddItem(item);
    paint::paintScene(painter, scene, rect);
}

/// A white page with the scene in its whole area.
inline QImage painted(double ratio, const Draw& draw)
{
    QImage image(static_cast<int>(kWidth * ratio), static_cast<int>(kHeight * ratio),
                 QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintWith(painter, QRectF(0, 0, kWidth, kHeight), draw);
    return image;
}

/// Around everything that is darker than light grey.
inline QRect inkBox(const QImage& image)
{
    QRect box;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (qGray(image.pixel(x, y)) < 200)
                box |= QRect(x, y, 1, 1);
    return box;
}

} // namespace counterpart::test
