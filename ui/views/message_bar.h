#pragma once

#include <QFrame>

class QLabel;

namespace counterpart::ui {

/// Says above the workspaces what went wrong, until it is closed or something newer is said.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showMessage(const QString& message);

private:
    QLabel* m_text;
};

} // namespace counterpart::ui
