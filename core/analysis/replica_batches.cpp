#include "core/analysis/replica_batches.h"

#include <cmath>
#include <numeric>

namespace counterpart::core {

namespace {
constexpr double kMostBytesKept = 512e6;
} // namespace

ReplicaBatches::ReplicaBatches(ActivationSource& predictors, ActivationSource& targets,
                               const MappingData& data, Side from, std::vector<Index> inputs,
                               Index batch)
    : m_predictors(predictors),
      m_targets(targets),
      m_data(data),
      m_from(from),
      m_inputs(std::move(inputs)),
      m_batch(batch),
      m_cycle(m_inputs.size() / std::gcd(m_inputs.size(), static_cast<std::size_t>(batch)))
{
    const auto p = static_cast<double>(predictors.units() + 1);
    const double bytes = p * (p + static_cast<double>(targets.units())) * sizeof(double);
    m_keepsAll = bytes * static_cast<double>(m_cycle) <= kMostBytesKept;
    for (const Side side : {Side::A, Side::B}) {
        const double size = static_cast<double>(data.units(side) * predictors.positions());
        m_scale[side] = Vector::Zero(data.units(side));
        for (const UnitIndex unit : data.live(side))
            m_scale[side][unit.value] = 1 / (data.deviation[side][unit.value] * std::sqrt(size));
    }
    const Index rows = batch * predictors.positions();
    m_block.resize(rows, std::max(predictors.units(), targets.units()));
    m_x = Matrix::Ones(rows, predictors.units() + 1);
    m_y.resize(rows, targets.units());
}

const BatchMoments& ReplicaBatches::next(const Progress& progress)
{
    const std::size_t place = static_cast<std::size_t>(m_next) % m_cycle;
    if (m_keepsAll && place < m_kept.size()) {
        ++m_next;
        return m_kept[place];
    }
    progress.checkpoint();
    readBatch();
    ++m_next;
    m_current.gram.noalias() = m_x.transpose() * m_x;
    m_current.target.noalias() = m_x.transpose() * m_y;
    m_current.norm = m_y.squaredNorm();
    if (!m_keepsAll)
        return m_current;
    m_kept.push_back(m_current);
    return m_kept.back();
}

/// Inputs that follow one another in the file are read together.
void ReplicaBatches::readBatch()
{
    const auto count = static_cast<Index>(m_inputs.size());
    const Index first = m_next * m_batch % count;
    const auto inputAt = [&](Index k) {
        return m_inputs[static_cast<std::size_t>((first + k) % count)];
    };
    for (Index k = 0; k < m_batch;) {
        Index run = 1;
        while (k + run < m_batch && inputAt(k + run) == inputAt(k) + run)
            ++run;
        readRun(inputAt(k), run, k * m_predictors.positions());
        k += run;
    }
}

void ReplicaBatches::readRun(Index firstInput, Index count, Index row)
{
    const Index rows = count * m_predictors.positions();
    const auto read = [&](ActivationSource& source, Side side, Matrix& to) {
        source.read(firstInput, count, m_block.topLeftCorner(rows, source.units()));
        auto part = to.block(row, 0, rows, source.units());
        part = m_block.topLeftCorner(rows, source.units()).cast<double>();
        standardise(part, m_data.mean[side], m_scale[side]);
    };
    read(m_predictors, m_from, m_x);
    read(m_targets, other(m_from), m_y);
}

void ReplicaBatches::standardise(Eigen::Ref<Matrix, 0, Eigen::OuterStride<>> values,
                                 const Vector& mean, const Vector& scale)
{
    for (Index unit = 0; unit < values.cols(); ++unit) {
        for (double& value : values.col(unit))
            value = std::isfinite(value) ? (value - mean[unit]) * scale[unit] : 0;
    }
}

} // namespace counterpart::core
