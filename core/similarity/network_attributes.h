#pragma once

#include "core/data/network.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterpart::core {

/// Whether a network is called so: by path (also one that leads to the same file another way, and
/// FILE::NETWORK for one of several in a file), file name, file name without its extension, or
/// model.
bool isNamed(const Network& network, const std::string& name);
/// The place of the first network called so. Throws UsageError that begins with `option`, names the
/// networks and says that files are names too.
std::size_t requireNamed(std::span<const Network* const> networks, const std::string& name,
                         const std::string& option);

/// An attribute of a network as text: numbers in the fewest digits that say which they are.
std::string attributeText(const Attribute& attribute);

/// The attribute of each network as text, numbers as shortTexts() writes them.
/// Throws InputError, naming the first file without it and what it has.
std::vector<std::string> attributeLabels(std::span<const Network* const> networks,
                                         const std::string& name);
/// The attribute of each network as a number; throws likewise, and where it is a text.
std::vector<double> attributeNumbers(std::span<const Network* const> networks,
                                     const std::string& name);
/// The attribute of each network, where all have it as a number; else none.
std::optional<std::vector<double>> numbersIn(std::span<const Network* const> networks,
                                             const std::string& name);
/// Numbers as texts: whole ones in all digits, fractions in 4 significant ones, or in as many more
/// as tell different numbers apart.
std::vector<std::string> shortTexts(const std::vector<double>& numbers);
/// attributeLabels() for a comparison of those that share one: an attribute of more than 8
/// different numbers, or of so many that most of 4 or more networks have one of their own, is cut
/// into 4 ranges of about as many networks, two at least ("0.12 to 0.31"), but for the seed, whose
/// numbers are names. Throws InputError for a text that is another one in each of more than 8
/// networks.
std::vector<std::string> attributeGroups(std::span<const Network* const> networks,
                                         const std::string& name);
/// What to know of attributeGroups(): that every network has a value of its own, so that none share
/// one, or only by ranges of numbers. Empty where several share one. Throws as it does.
std::string groupingRemark(std::span<const Network* const> networks, const std::string& name);
/// The names of the attributes that every network has, sorted.
std::vector<std::string> commonAttributes(std::span<const Network* const> networks);

/// Adds attributes from a table of values with commas between them: a header, whose first name is
/// that of the column of the networks, and a line a network, which names it by path, file name,
/// file name without its extension, or model. Values that are numbers become numbers; empty ones
/// are left out; an attribute that a network has already is replaced. Returns the names of the
/// attributes. Throws InputError for a table that cannot be read or is not so made, with the line,
/// and for a network that no line names.
std::vector<std::string> importAttributes(const std::filesystem::path& table,
                                          std::span<Network> networks);

} // namespace counterpart::core
