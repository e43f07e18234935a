#include "core/analysis/assignment.h"

#include "core/analysis/assignment_solver.h"

namespace counterpart::core {

std::vector<UnitIndex> assignMaximum(const Matrix& weights, const Progress& progress)
{
    const Index rows = weights.rows();
    const Index columns = weights.cols();
    std::vector<UnitIndex> columnOfRow(static_cast<std::size_t>(rows));
    if (rows == 0 || columns == 0)
        return columnOfRow;

    if (columns <= rows) {
        AssignmentSolver solver(weights.data(), columns, rows);
        const std::vector<int> rowOfColumn = solver.solve(progress);
        for (std::size_t j = 0; j < rowOfColumn.size(); ++j)
            columnOfRow[static_cast<std::size_t>(rowOfColumn[j])] = UnitIndex{static_cast<int>(j)};
        return columnOfRow;
    }
    const Matrix transposed = weights.transpose();
    AssignmentSolver solver(transposed.data(), rows, columns);
    const std::vector<int> found = solver.solve(progress);
    for (std::size_t i = 0; i < found.size(); ++i)
        columnOfRow[i] = UnitIndex{found[i]};
    return columnOfRow;
}

} // namespace counterpart::core
