#include "ui/views/theme.h"

#include "plots/plot_style.h"

#include <QApplication>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleOption>
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

/// Fusion, whose check boxes and radio buttons have a frame that is darker than the window: not to
/// be seen on a dark one.
class Style : public QProxyStyle
{
public:
    Style() : QProxyStyle(QStringLiteral("Fusion")) {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        const bool isBox = element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton;
        if (!isBox) {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
            return;
        }
        QStyleOptionButton framed;
        framed.QStyleOption::operator=(*option);
        const QColor text = option->palette.color(QPalette::Disabled, QPalette::Text);
        framed.palette.setColor(QPalette::Window, text.lighter(kFrameDarkening));
        QProxyStyle::drawPrimitive(element, &framed, painter, widget);
    }

private:
    static constexpr int kFrameDarkening = 140; ///< per cent, of the window's colour, by Fusion
};

} // namespace

void applyTheme(session::ThemeChoice theme)
{
    static const QPalette systemPalette = QApplication::palette();
    if (!dynamic_cast<Style*>(QApplication::style())) // another one would measure all controls anew
        QApplication::setStyle(new Style);
    const bool systemIsDark = systemPalette.color(QPalette::Window).lightness() < 128;
    const bool isDark = theme == session::ThemeChoice::Dark ||
                        (theme == session::ThemeChoice::System && systemIsDark);
    const QPalette palette = makePalette(plots::windowColours(isDark));
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

} // namespace counterpart::ui
