#pragma once

#include "tests/support/hdf5_fixture.h"

#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace counterpart::test {

/// Two networks of a layer "fc" [inputs x units]: random activations in A; in B the same columns in
/// the order `permutation` (unit j of B is unit permutation[j] of A), and a layer "conv" [inputs x
/// 2 x 3 x 3] of its own random numbers in both.
struct NetworkFiles
{
    QTemporaryDir folder;
    int inputs = 40;
    std::vector<int> permutation{2, 0, 3, 1};

    QString a() const { return folder.filePath(QStringLiteral("a.h5")); }
    QString b() const { return folder.filePath(QStringLiteral("b.h5")); }

    std::vector<double> activations() const { return numbers(1, permutation.size()); }

    void write(bool withIds = true) const
    {
        const std::vector<double> valuesA = activations();
        std::vector<double> valuesB(valuesA.size());
        const std::size_t units = permutation.size();
        for (std::size_t i = 0; i < std::size_t(inputs); ++i) {
            for (std::size_t j = 0; j < units; ++j)
                valuesB[i * units + j] = valuesA[i * units + std::size_t(permutation[j])];
        }
        writeOne(a(), "net A", valuesA, 2, withIds);
        writeOne(b(), "net B", valuesB, 3, withIds);
    }

    void writeOne(const QString& path, const std::string& model, const std::vector<double>& values,
                  unsigned seed, bool withIds) const
    {
        Hdf5Fixture file(path.toStdString(), true);
        file.setAttribute("/", "model", model);
        file.write("activations/fc", {inputs, std::int64_t(values.size()) / inputs}, values);
        file.write("activations/conv", {inputs, 2, 3, 3}, numbers(seed, 18));
        if (withIds) {
            std::vector<std::string> ids;
            for (int i = 0; i < inputs; ++i)
                ids.push_back("input " + std::to_string(i));
            file.writeStrings("inputs/id", ids);
        }
    }

private:
    std::vector<double> numbers(unsigned seed, std::size_t perInput) const
    {
        std::mt19937 generator(seed);
        std::vector<double> values(std::size_t(inputs) * perInput);
        for (double& value : values)
            value = double(generator() % 10'000) / 1000;
        return values;
    }
};

} // namespace counterpart::test
