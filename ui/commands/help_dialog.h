#pragma once

#include <QDialog>

class QTextBrowser;

namespace counterpart::ui {

/// The pages of resources/help, with the links between them.
class HelpDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HelpDialog(QWidget* parent = nullptr);

    /// `page` as in resources/help/<page>.md.
    void showPage(const QString& page);
    QTextBrowser& browser() { return *m_browser; }

private:
    QTextBrowser* m_browser;
};

} // namespace counterpart::ui
