#pragma once

#include "core/analysis/layer_pair_analysis.h"
#include "core/data/network.h"
#include "session/job_runner.h"
#include "session/pair_information.h"
#include "session/units.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace counterpart::session {

using NetworkPtr = std::shared_ptr<const core::Network>;

/// The two layers that are compared.
using LayerPair = core::SidePair<core::LayerRef>;

/// Which of the two matchings the views speak of.
enum class MatchKind { OneToOne, Semi };

/// What the user has opened and chosen. Views call it (intents); it owns no results and starts no
/// work but reading the headers of files.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(JobRunner& jobs, QObject* parent = nullptr);

    const std::vector<NetworkPtr>& networks() const { return m_networks; }
    const core::Network& network(core::NetId id) const;
    const core::Layer& layer(core::LayerRef ref) const;
    /// "Patches, seed 1 · conv1".
    QString layerTitle(core::LayerRef ref) const;
    /// The text address of a unit, "Patches, seed 1/conv1[17]".
    QString address(core::UnitRef unit) const;
    /// The units that a text address names, "net A/conv1[17]" or two of them joined by "~"; empty
    /// if the text is none, or names what is not open.
    Units unitsAt(const QString& address) const;

    /// Reads the headers of these files ("file.h5" or "file.h5::layer") in a job each and adds
    /// their networks together; a file that is open already is not added again. The first two
    /// networks become the compared ones. A file that cannot be read is told by openFailed().
    void openFiles(const QStringList& files);
    void closeAll();

    /// None until two networks with a layer each are open.
    const std::optional<LayerPair>& pair() const { return m_pair; }
    void setPair(const LayerPair& pair);
    /// Chooses a layer of that side's network; the other side follows to the layer of the same
    /// name, if it has one.
    void setLayer(core::Side side, core::LayerRef layer);
    /// Moves both sides by `step` layers (-1, +1); does nothing at the ends.
    void stepLayer(int step);
    void swapSides();
    /// Compares the layers of one or two units.
    void showLayersOf(const Units& units);
    /// Whether the unit belongs to that side of the present pair.
    bool isOn(core::Side side, core::UnitRef unit) const;

    const core::AnalysisOptions& options() const { return m_options; }
    void setOptions(const core::AnalysisOptions& options);

    /// Correlation or its magnitude (which options().matching says), or mutual information.
    Measure measure() const;
    void setMeasure(Measure measure);
    const core::MutualInformationOptions& informationOptions() const { return m_information; }
    void setInformationOptions(const core::MutualInformationOptions& options);

    MatchKind matchKind() const { return m_matchKind; }
    void setMatchKind(MatchKind kind);

    /// Takes the axes of a layer otherwise than guessed.
    void setAxes(core::LayerRef layer, core::AxisOrder axes);

signals:
    void networksChanged();
    void pairChanged();
    void optionsChanged();
    void matchKindChanged();
    void filesOpened(const QStringList& files);
    void openFailed(const QString& message);

private:
    struct Opened
    {
        QStringList files;
        std::vector<NetworkPtr> networks;
        QString wantedLayer;
        QStringList errors;
    };
    void openNext();
    void stopOpening();
    void addNetworks(const Opened& opened);
    std::optional<core::UnitRef> unitAt(const QString& address) const;
    void chooseFirstPair(const QString& wantedLayer);

    JobRunner& m_jobs;
    JobId m_openJob = 0;
    QStringList m_waitingFiles; ///< asked for and not opened yet; the first is being opened
    Opened m_opened;            ///< what the files before them hold
    std::vector<NetworkPtr> m_networks;
    std::optional<LayerPair> m_pair;
    core::AnalysisOptions m_options;
    core::MutualInformationOptions m_information;
    bool m_isByInformation = false;
    MatchKind m_matchKind = MatchKind::OneToOne;
};

} // namespace counterpart::session
