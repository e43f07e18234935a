#include "models/position_names.h"

#include <QCoreApplication>

namespace counterpart::models {

namespace {

struct Names
{
    const char* name;
    const char* meaning;
};

Names namesOf(core::Positions positions)
{
    switch (positions) {
    case core::Positions::All:
        break;
    case core::Positions::Mean:
        return {QT_TRANSLATE_NOOP("Positions", "mean"),
                QT_TRANSLATE_NOOP("Positions", "mean over positions")};
    case core::Positions::Max:
        return {QT_TRANSLATE_NOOP("Positions", "max"),
                QT_TRANSLATE_NOOP("Positions", "maximum over positions")};
    case core::Positions::Centre:
        return {QT_TRANSLATE_NOOP("Positions", "centre"),
                QT_TRANSLATE_NOOP("Positions", "centre position")};
    case core::Positions::Flatten:
        return {QT_TRANSLATE_NOOP("Positions", "flatten"),
                QT_TRANSLATE_NOOP("Positions", "flatten: every position of a channel is a unit")};
    case core::Positions::Resize:
        return {QT_TRANSLATE_NOOP("Positions", "resize"),
                QT_TRANSLATE_NOOP(
                    "Positions", "resize: every position, the larger map averaged to the smaller")};
    }
    return {QT_TRANSLATE_NOOP("Positions", "all"),
            QT_TRANSLATE_NOOP("Positions", "every position is a sample")};
}

} // namespace

QString positionsName(core::Positions positions)
{
    return QCoreApplication::translate("Positions", namesOf(positions).name);
}

QString positionsMeaning(core::Positions positions)
{
    return QCoreApplication::translate("Positions", namesOf(positions).meaning);
}

} // namespace counterpart::models
