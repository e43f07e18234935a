#pragma once

#include <QListWidget>

#include <vector>

namespace counterpart::ui {

/// Figures to be picked and put in order: a check box each, dragged or moved with Ctrl and the
/// arrow keys.
class PanelList : public QListWidget
{
    Q_OBJECT

public:
    explicit PanelList(const QStringList& titles, QWidget* parent = nullptr);

    /// Places of the picked ones among the titles, in the order of the list.
    std::vector<std::size_t> picked() const;
    void pick(std::size_t figure);

signals:
    void picksChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void move(int step);
};

} // namespace counterpart::ui
