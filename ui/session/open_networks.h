#pragma once

#include "session/session.h"

#include <QString>

#include <filesystem>
#include <string>
#include <vector>

namespace counterpart::session {

/// What a file that was opened holds.
struct OpenedNetworks
{
    std::filesystem::path file;
    std::vector<NetworkPtr> networks; ///< at least one, each with its StudyTie
    std::string layer;                ///< that the argument named, or empty
    std::string view;                 ///< of a study, JSON text: what the window showed
};

/// Opens what "net.h5", "net.h5::conv1" or "work.counterpart" names, for a worker thread. Of a file
/// of activations the headers are read; of a study everything, and no activation: an input that is
/// missing or has changed is there as far as the study keeps it. Throws InputError.
OpenedNetworks openNetworks(const QString& argument, const core::Progress& progress);

/// Where the user said that a study's missing input is, remembered from one run to the next.
void rememberPlace(const std::filesystem::path& missing, const std::filesystem::path& found);
/// The remembered place of a file that is not where it should be, if there is a file now; else
/// `missing` itself.
std::filesystem::path rememberedPlace(const std::filesystem::path& missing);

/// The other inputs of a study that lie where the same move puts them: `missing` and `found` end
/// alike, and what differs before is put in place of the same beginning of `other`. Empty if there
/// is no file.
std::filesystem::path afterSameMove(const std::filesystem::path& missing,
                                    const std::filesystem::path& found,
                                    const std::filesystem::path& other);

} // namespace counterpart::session
