#include "ui/views/theme.h"

#include "plots/plot_style.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>

#include <utility>

namespace counterpart::ui {

namespace {

QColor toQColor(const plots::Colour& colour)
{
    return {colour.r, colour.g, colour.b, colour.a};
}

QPalette makePalette(const plots::WindowColours& colours)
{
    QPalette palette(toQColor(colours.button), toQColor(colours.window));
    const std::pair<QPalette::ColorRole, plots::Colour> roles[]{
        {QPalette::Window, colours.window},
        {QPalette::WindowText, colours.text},
        {QPalette::Base, colours.base},
        {QPalette::AlternateBase, colours.alternate},
        {QPalette::Text, colours.text},
        {QPalette::PlaceholderText, colours.faint},
        {QPalette::Button, colours.button},
        {QPalette::ButtonText, colours.text},
        {QPalette::ToolTipBase, colours.base},
        {QPalette::ToolTipText, colours.text},
        {QPalette::Highlight, colours.highlight},
        {QPalette::HighlightedText, colours.highlightedText},
        {QPalette::Link, colours.link}};
    for (const auto& [role, colour] : roles)
        palette.setColor(role, toQColor(colour));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, toQColor(colours.faint));
    return palette;
}

} // namespace

void applyTheme(session::ThemeChoice theme)
{
    static const QPalette systemPalette = QApplication::palette();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const bool systemIsDark = systemPalette.color(QPalette::Window).lightness() < 128;
    const bool isDark = theme == session::ThemeChoice::Dark ||
                        (theme == session::ThemeChoice::System && systemIsDark);
    const QPalette palette = makePalette(plots::windowColours(isDark));
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

} // namespace counterpart::ui
