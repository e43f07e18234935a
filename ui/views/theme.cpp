#include "ui/views/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>

namespace counterpart::ui {

namespace {

struct ThemeColours
{
    QColor window, base, alternate, text, faint, button, highlight, highlightedText, link;
};

const ThemeColours kLight{QColor(0xf6f6f7), QColor(0xffffff), QColor(0xf2f4f6),
                          QColor(0x1d1f23), QColor(0x8a8f98), QColor(0xececee),
                          QColor(0x2f6db5), QColor(0xffffff), QColor(0x1f5fa8)};
const ThemeColours kDark{QColor(0x26282c), QColor(0x1c1e21), QColor(0x222428),
                         QColor(0xe6e7ea), QColor(0x8b9099), QColor(0x34373c),
                         QColor(0x3f7fca), QColor(0xffffff), QColor(0x7fb2ee)};

QPalette makePalette(const ThemeColours& colours)
{
    QPalette palette(colours.button, colours.window);
    palette.setColor(QPalette::Window, colours.window);
    palette.setColor(QPalette::WindowText, colours.text);
    palette.setColor(QPalette::Base, colours.base);
    palette.setColor(QPalette::AlternateBase, colours.alternate);
    palette.setColor(QPalette::Text, colours.text);
    palette.setColor(QPalette::PlaceholderText, colours.faint);
    palette.setColor(QPalette::Button, colours.button);
    palette.setColor(QPalette::ButtonText, colours.text);
    palette.setColor(QPalette::ToolTipBase, colours.base);
    palette.setColor(QPalette::ToolTipText, colours.text);
    palette.setColor(QPalette::Highlight, colours.highlight);
    palette.setColor(QPalette::HighlightedText, colours.highlightedText);
    palette.setColor(QPalette::Link, colours.link);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colours.faint);
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
    const QPalette palette = makePalette(isDark ? kDark : kLight);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

} // namespace counterpart::ui
