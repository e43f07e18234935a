#pragma once

#include "ui/figures/dynamics_figure.h"
#include "ui/views/asking_page.h"

class QSpinBox;

namespace counterpart::ui {

/// The outputs of a recurrent layer along its tokens.
class SequencePage : public AskingPage
{
    Q_OBJECT

public:
    explicit SequencePage(const ViewContext& context);

    void follow() override;
    void forget() override;

protected:
    void ask() override;

private:
    std::optional<SequenceRequest> request() const;
    void fitPeriod();

    session::RequestedResult<core::SequenceTime, SequenceRequest> m_answer;
    plots::XyPlot* m_plot; ///< of the widget
    QSpinBox* m_period;
    int m_wantedPeriod; ///< as chosen, which short sequences may not have
};

} // namespace counterpart::ui
