#include "ui/commands/export_choices.h"

#include "ui/figures/figure_names.h"

#include <QColor>

#include <algorithm>

namespace counterpart::ui {

namespace {

constexpr std::array kBackgrounds{"white", "none", "colour"};
constexpr std::array kUnits{"mm", "in", "px"};

/// The place of the stored name among these, or `otherwise`.
template <std::size_t count>
std::size_t placeOf(const QVariant& stored, const std::array<const char*, count>& names,
                    std::size_t otherwise)
{
    const std::string name = stored.toString().toStdString();
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? otherwise : static_cast<std::size_t>(found - names.begin());
}

double within(const QVariant& stored, double low, double high, double otherwise)
{
    bool isNumber = false;
    const double value = stored.toDouble(&isNumber);
    return isNumber && value >= low && value <= high ? value : otherwise;
}

} // namespace

double fromMm(double mm, LengthUnit unit, int dpi)
{
    switch (unit) {
    case LengthUnit::Inches:
        return mm / kMmPerInch;
    case LengthUnit::Pixels:
        return mm / kMmPerInch * dpi;
    case LengthUnit::Millimetres:
        break;
    }
    return mm;
}

double toMm(double length, LengthUnit unit, int dpi)
{
    return length / fromMm(1, unit, dpi);
}

QVariantMap toMap(const ExportChoices& choices)
{
    const FigureSpec& spec = choices.spec;
    QVariantMap map{{"format", suffix(spec.format)},
                    {"width", spec.sizeMm.width()},
                    {"dpi", spec.dpi},
                    {"background", kBackgrounds.at(std::size_t(spec.background))},
                    {"colour", QColor(spec.colour.r, spec.colour.g, spec.colour.b).name()},
                    {"outlines", spec.textAsOutlines},
                    {"unit", kUnits.at(std::size_t(choices.unit))},
                    {"columns", choices.columns}};
    for (const NamedPart& part : kFigureParts)
        map.insert(QString::fromLatin1(part.name), spec.parts.*part.part);
    return map;
}

ExportChoices choicesFrom(const QVariantMap& map)
{
    ExportChoices choices;
    FigureSpec& spec = choices.spec;
    const auto format = std::ranges::find(kFigureFormats, map.value("format").toString(),
                                          [](FigureFormat known) { return suffix(known); });
    if (format != kFigureFormats.end())
        spec.format = *format;
    spec.sizeMm.setWidth(within(map.value("width"), 10, 2000, kPagePresets[0].widthMm));
    spec.dpi = int(within(map.value("dpi"), 36, 2400, spec.dpi));
    spec.background = PageBackground(placeOf(map.value("background"), kBackgrounds, 0));
    const QColor colour(map.value("colour").toString());
    if (colour.isValid())
        spec.colour = {std::uint8_t(colour.red()), std::uint8_t(colour.green()),
                       std::uint8_t(colour.blue()), 255};
    spec.textAsOutlines = map.value("outlines", false).toBool();
    for (const NamedPart& part : kFigureParts)
        spec.parts.*part.part = map.value(QString::fromLatin1(part.name), true).toBool();
    choices.unit = LengthUnit(placeOf(map.value("unit"), kUnits, 0));
    choices.columns = int(within(map.value("columns"), 1, 12, choices.columns));
    return choices;
}

} // namespace counterpart::ui
