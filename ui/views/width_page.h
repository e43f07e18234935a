#pragma once

#include "ui/figures/width_figure.h"
#include "ui/views/asking_page.h"

class QComboBox;

namespace counterpart::ui {

/// Whether wider networks of the group lie nearer to each other: distances within each value of a
/// number that the files have.
class WidthPage : public AskingPage
{
    Q_OBJECT

public:
    explicit WidthPage(const ViewContext& context);

    /// What the workspace shows; no layer where it has none to show.
    void setQuestion(const std::string& layer, core::Measure measure, core::Positions positions);
    void follow() override;
    void forget() override;

protected:
    void ask() override;

private:
    void listAttributes();
    std::optional<WidthRequest> request() const;

    session::RequestedResult<core::WidthStudy, WidthRequest> m_answer;
    std::vector<session::NetworkPtr> m_networks; ///< whose attributes are listed
    std::string m_layerName;
    core::Measure m_measure = core::Measure::Pwcca;
    core::Positions m_positions = core::Positions::Mean;
    plots::XyPlot* m_plot; ///< of the widget
    QComboBox* m_by;
    QComboBox* m_against;
};

} // namespace counterpart::ui
