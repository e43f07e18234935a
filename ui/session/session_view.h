#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace counterpart::session {

class MatrixSettings;
class Selection;
class Session;
class UnitFilter;

/// What the window's views have in common: chosen layers, options, measure, matching, the look of
/// matrices, units that are looked at and the filter, as JSON.
struct SharedView
{
    Session& session;
    MatrixSettings& matrices;
    Selection& selection;
    UnitFilter& filter;

    QJsonObject save() const;
    /// What is not there, or does not fit the open networks, is left as it is.
    void restore(const QJsonObject& view) const;

private:
    void restoreOptions(const QJsonObject& view) const;
    void restoreLook(const QJsonObject& view) const;
    void restorePair(const QJsonObject& view) const;
};

} // namespace counterpart::session
