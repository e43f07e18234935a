#pragma once

#include "ui/figures/class_figure.h"
#include "ui/views/asking_page.h"

class QComboBox;

namespace counterpart::ui {

/// What each layer of network A knows of each class.
class ClassPage : public AskingPage
{
    Q_OBJECT

public:
    explicit ClassPage(const ViewContext& context);

    void follow() override;
    void forget() override;

protected:
    void ask() override;

private:
    void listLayers();
    std::optional<ClassRequest> request() const;
    QString refusal() const;
    session::NetworkPtr network() const;

    session::RequestedResult<core::ClassSensitivity, ClassRequest> m_answer;
    plots::MapPlot* m_plot; ///< of the widget
    QComboBox* m_logits;
};

} // namespace counterpart::ui
