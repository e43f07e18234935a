#pragma once

#include "models/simple_match_model.h"
#include "session/derived_result.h"
#include "ui/figures/subspace_figure.h"
#include "ui/views/linked_view.h"

#include <QSortFilterProxyModel>

#include <optional>

class QLabel;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QTableView;

namespace counterpart::plots {
class GalleryPlot;
}

namespace counterpart::ui {

class ReadingPages;
class SubspaceBar;

/// The workspace of subspace match (Wang et al. 2018): the similarity of the maximum match against
/// epsilon beside that of shuffled inputs, the sizes of the simple matches at the chosen epsilon, a
/// list of them, and the units of the chosen one.
///
/// The layers are read once more for the control, by itself only where that costs about a second.
class SubspaceView : public LinkedView
{
    Q_OBJECT

public:
    explicit SubspaceView(const ViewContext& context, QWidget* parent = nullptr);
    ~SubspaceView() override;

    /// What is drawn, or nullptr.
    const SubspaceCurves* curves() const { return m_shown.get(); }

protected:
    void refresh(int changes) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeBody();
    QWidget* makeCharts();
    QWidget* makeLists();
    QWidget* makeFindBar();
    void makeTable();

    void reset();
    void requestCurves();
    void followCurves();
    void showCurves();
    void showStep();
    void moveTo(plots::Point point);
    std::optional<SimpleRequest> simpleRequest() const;
    void findSimple();
    void followSimple();
    void showSimple();
    QString summary() const;

    void chooseRow(const QModelIndex& index);
    void chooseBar(const session::Units& units);
    void markRow();
    void loadMembers(int row);
    void fitGallery();

    session::DerivedResult<SubspaceCurves, SubspaceRequest> m_curves;
    session::DerivedResult<SimpleMatchList, SimpleRequest> m_simple;
    SubspaceCurvesPtr m_shown;
    std::shared_ptr<const SimpleMatchList> m_list;
    std::optional<double> m_wanted; ///< epsilon that was asked for; none: the suggestion
    models::SimpleMatchModel m_model;
    QSortFilterProxyModel m_sorted;
    bool m_isMarking = false; ///< a row is made current because its units are

    // The plots belong to their widgets.
    plots::XyPlot* m_similarity;
    plots::XyPlot* m_sizes;
    plots::GalleryPlot* m_members;
    PlotWidget* m_similarityWidget;
    PlotWidget* m_sizesWidget;
    PlotWidget* m_membersWidget;
    SubspaceBar* m_bar;
    ReadingPages* m_pages;
    QSpinBox* m_orders;
    QPushButton* m_find;
    QLabel* m_found;
    QTableView* m_table;
    QScrollArea* m_scroll;
};

} // namespace counterpart::ui
