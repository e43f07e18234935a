#pragma once

#include "ui/figures/signal_figure.h"
#include "ui/views/asking_page.h"

class QComboBox;
class QSpinBox;

namespace counterpart::ui {

/// Signal and noise: which directions of a layer of an early checkpoint stay through the training.
class SignalPage : public AskingPage
{
    Q_OBJECT

public:
    explicit SignalPage(const ViewContext& context);

    /// The checkpoints of the run that is looked at.
    void setRun(const std::vector<session::NetworkPtr>& networks);
    void follow() override;
    void forget() override;

protected:
    void ask() override;

private:
    std::optional<SignalRequest> request() const;
    QString refusal() const;

    session::RequestedResult<core::SignalNoise, SignalRequest> m_answer;
    std::vector<session::NetworkPtr> m_networks;
    plots::XyPlot* m_plot; ///< of the widget
    QComboBox* m_layer;
    QComboBox* m_early;
    QComboBox* m_middle;
    QSpinBox* m_directions;
};

} // namespace counterpart::ui
