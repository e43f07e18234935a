#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace counterpart::core {

/// What a file was like when it was read: made and compared in core/io/fingerprint.h.
struct Fingerprint
{
    std::uint64_t size = 0;    ///< bytes
    std::int64_t modified = 0; ///< milliseconds since 1970, as the file system says
    std::uint64_t hash = 0;    ///< of the size, both ends (headers) and sampled blocks

    bool operator==(const Fingerprint&) const = default;
};

/// One network that something was made of.
struct ProvenanceInput
{
    std::string path;        ///< as opened; in a study file relative to the study
    std::string group = "/"; ///< of the network inside the file
    std::string model;       ///< the network's name
    /// The layers that were read, in the order of the comparison; empty where all are meant.
    std::vector<std::string> layers;
    Fingerprint fingerprint;

    bool operator==(const ProvenanceInput&) const = default;
};

/// A setting's value. Numbers are finite; whole numbers are std::int64_t.
using OptionValue = std::variant<bool, std::int64_t, double, std::string, std::vector<double>>;

/// Where a figure or a study comes from: all that is needed to make it again.
struct Provenance
{
    std::string program = "counterpart";
    std::string version; ///< of the program, core::version() when made
    std::string kind;    ///< "figure" or "study"
    std::string name;    ///< of the figure in the catalogue; of a study its title
    std::vector<ProvenanceInput> inputs;
    /// By the names of formats.md with dots ("matching.signed", "mi.rows"), and for what is shown
    /// "view.…" ("view.workspace", "view.order", "view.threshold").
    std::map<std::string, OptionValue> options;
    std::map<std::string, std::uint64_t> seeds; ///< "positions", "clusters", "null", …

    bool operator==(const Provenance&) const = default;
};

/// One JSON object, UTF-8, `indent` spaces a level (-1: one line). Bytes of names that are no UTF-8
/// become U+FFFD. Keys: format ("counterpart-provenance"), formatVersion (1), program, version,
/// kind, name, inputs [{path, group, model, layers, fingerprint {size, modified, hash (16 hex
/// digits)}}], options, seeds.
std::string toJson(const Provenance& provenance, int indent = -1);

/// The reverse; unknown keys are passed over. Throws InputError, which begins with `where` (a file
/// or dataset), if the text is no such object or of a later format.
Provenance provenanceFromJson(const std::string& text, const std::string& where);

} // namespace counterpart::core
