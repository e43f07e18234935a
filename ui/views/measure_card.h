#pragma once

#include <QTextBrowser>

namespace counterpart::ui {

/// The page of the help on a measure: range, direction, invariances, needs, when it misleads, its
/// source.
class MeasureCard : public QTextBrowser
{
    Q_OBJECT

public:
    explicit MeasureCard(QWidget* parent = nullptr);

    /// `page` as in resources/help/measures/<page>.md; a hint what to click where it is empty.
    void showPage(const QString& page);
    const QString& page() const { return m_page; }

private:
    QString m_page;
};

} // namespace counterpart::ui
