#include "ui/figures/figure_names.h"

#include <QFileInfo>

#include <algorithm>

namespace counterpart::ui {

namespace {

/// With an ending, and what is added while a file is written.
constexpr qsizetype kMostBytes = 200;

QString endingOf(const QString& path)
{
    return QFileInfo(path).suffix().toLower();
}

} // namespace

QString fileNameOf(const QStringList& figures)
{
    for (qsizetype count = figures.size(); count > 0; --count) {
        QStringList named = figures.first(count);
        if (count < figures.size())
            named += QString::number(figures.size() - count) + QStringLiteral("-more");
        const QString name = named.join(QLatin1Char('+'));
        if (name.toUtf8().size() <= kMostBytes)
            return name;
    }
    return QString::number(figures.size()) + QStringLiteral("-panels");
}

std::optional<FigureFormat> formatOf(const QString& path)
{
    const QString ending = endingOf(path);
    if (ending == QStringLiteral("tif"))
        return FigureFormat::Tiff;
    const auto known = std::ranges::find(kFigureFormats, ending,
                                         [](FigureFormat format) { return suffix(format); });
    return known == kFigureFormats.end() ? std::nullopt : std::optional(*known);
}

QString withEnding(const QString& path, FigureFormat format)
{
    return formatOf(path) ? path : path + QLatin1Char('.') + suffix(format);
}

bool isForeignPicture(const QString& path)
{
    static const QStringList kOthers{"jpg", "jpeg", "eps", "ps", "gif", "bmp", "webp", "svgz"};
    return kOthers.contains(endingOf(path));
}

} // namespace counterpart::ui
