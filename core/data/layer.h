#pragma once

#include "core/base/types.h"

#include <optional>
#include <string>
#include <vector>

namespace counterpart::core {

/// What the axes of a layer's dataset mean; the first one is the samples (inputs) unless
/// Transposed.
enum class AxisOrder {
    NC,   ///< [inputs x units]
    CN,   ///< [units x inputs], "transposed", as google/svcca saves
    NCHW, ///< [inputs x units x rows x columns]
    NHWC, ///< [inputs x rows x columns x units]
    NTD,  ///< [inputs x steps x units]; also written NTC
    NDT   ///< [inputs x units x steps]; also written NCT
};

/// The letters of formats.md, for example "NCHW".
const char* toString(AxisOrder axes);
/// The order of that name, or none.
std::optional<AxisOrder> axisOrderFromString(const std::string& letters);

/// Which input pixels a position sees: the square [offset + stride * position, + size), the same in
/// rows and columns, in pixels of the input picture. The offset is negative where a convolution is
/// padded, and parts of the square may lie outside the picture.
struct ReceptiveField
{
    double size = 0;
    double stride = 0;
    double offset = 0;
};

/// One layer of a network's file: where it is and how it is shaped. Nothing of it has been read.
struct Layer
{
    std::string name;    ///< as shown, for example "conv1" or "block2.relu"
    std::string dataset; ///< the full path in the file, for example "/activations/conv1"
    std::vector<Index> shape;
    AxisOrder axes = AxisOrder::NC;
    bool axesGuessed = false; ///< true if the file does not say; the user may change it
    std::string elementType;  ///< as stored, for example "float16"
    std::optional<ReceptiveField> receptiveField;
    std::optional<std::string> weights;    ///< dataset of the filters, [units x channels x h x w]
    std::optional<std::string> unitImages; ///< dataset of pictures, [units x h x w x 3] uint8
    std::optional<std::string> unitNames;  ///< dataset of names, one string a unit

    Index inputs() const;
    Index units() const;
    /// Rows and columns of the map; 1 x 1 for a fully connected layer, 1 x T for a sequence.
    Index rows() const;
    Index columns() const;
    Index positions() const { return rows() * columns(); }
};

} // namespace counterpart::core
