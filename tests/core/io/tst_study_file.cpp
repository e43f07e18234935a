#include "core/io/study_file.h"

#include "core/base/error.h"
#include "core/io/hdf5_file.h"
#include "core/io/pictures.h"
#include "core/io/sealed_file.h"
#include "tests/support/network_files.h"
#include "tests/support/study_fixture.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

#include <filesystem>
#include <fstream>
#include <functional>

#include <unistd.h>

using namespace counterpart::core;
using namespace counterpart::test;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void writeContent(const fs::path& path, const std::string& content)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

bool areSame(const Moments& one, const Moments& two)
{
    return one.samples == two.samples && one.precision == two.precision &&
           one.mean.a == two.mean.a && one.mean.b == two.mean.b && one.cross.a == two.cross.a &&
           one.cross.b == two.cross.b && one.crossBetween == two.crossBetween;
}

bool areSame(const LayerProfile& one, const LayerProfile& two)
{
    const auto sameTop = [](const TopSample& s, const TopSample& t) {
        return s.input == t.input && s.row == t.row && s.column == t.column && s.value == t.value;
    };
    const auto sameUnit = [&](const UnitProfile& s, const UnitProfile& t) {
        return s.minimum == t.minimum && s.maximum == t.maximum &&
               s.histogram.low == t.histogram.low && s.histogram.high == t.histogram.high &&
               s.histogram.counts == t.histogram.counts &&
               std::ranges::equal(s.top, t.top, sameTop);
    };
    return one.dead == two.dead && std::ranges::equal(one.units, two.units, sameUnit);
}

bool areSame(const Matching& one, const Matching& two)
{
    const auto sameUnit = [](const UnitMatch& s, const UnitMatch& t) {
        return s.semi == t.semi && s.semiValue == t.semiValue && s.gap == t.gap &&
               s.partner == t.partner && s.partnerValue == t.partnerValue &&
               s.isMutualBest == t.isMutualBest;
    };
    return std::ranges::equal(one.units.a, two.units.a, sameUnit) &&
           std::ranges::equal(one.units.b, two.units.b, sameUnit) && one.semiMean == two.semiMean &&
           one.matchingMean == two.matchingMean && one.overlap == two.overlap &&
           one.total == two.total;
}

/// Changes the HDF5 objects of a study and seals it again, as a faulty program could.
void retouch(const fs::path& path, const std::function<void(hid_t file)>& change, int version = 1)
{
    const std::string before = contentOf(path);
    replaceSealed(path, version, [&](const fs::path& temporary) {
        writeContent(temporary, before);
        const Hdf5Lock lock;
        const Hdf5Handle file(H5Fopen(temporary.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
        change(file.get());
    });
}

void replaceNumbers(hid_t file, const char* dataset, std::vector<hsize_t> shape, double value)
{
    H5Ldelete(file, dataset, H5P_DEFAULT);
    hsize_t count = 1;
    for (const hsize_t extent : shape)
        count *= extent;
    const std::vector<double> values(count, value);
    const Hdf5Handle space(H5Screate_simple(int(shape.size()), shape.data(), nullptr), H5Sclose);
    const Hdf5Handle made(H5Dcreate2(file, dataset, H5T_IEEE_F64LE, space.get(), H5P_DEFAULT,
                                     H5P_DEFAULT, H5P_DEFAULT),
                          H5Dclose);
    H5Dwrite(made.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
}

} // namespace

class TestStudyFile : public QObject
{
    Q_OBJECT

    NetworkFiles m_files;
    Study m_study;
    fs::path m_path;

    QString refusal() const
    {
        return messageOf<InputError>([this] { readStudy(m_path, {}); });
    }

private slots:
    void initTestCase()
    {
        m_files.write();
        m_study = studyOf(m_files.a().toStdString(), m_files.b().toStdString(), "conv");
        QCOMPARE(m_study.pairs.front().analysis->statistics.folds.size(), std::size_t(1));
    }

    void init()
    {
        m_path = m_files.folder.filePath("s.counterpart").toStdString();
        writeStudy(m_path, m_study, {});
    }

    void keepsEverything()
    {
        const Study read = readStudy(m_path, {});
        QCOMPARE(read.inputs.size(), std::size_t(2));
        QCOMPARE(read.inputs[1].network->name, std::string("net B"));
        QVERIFY(read.inputs[1].fingerprint == m_study.inputs[1].fingerprint);
        QCOMPARE(read.view, m_study.view);
        QCOMPARE(read.reports, m_study.reports);
        QCOMPARE(read.provenance.kind, std::string("study"));
        QCOMPARE(read.provenance.inputs[0].path, std::string("a.h5"));
        QVERIFY(read.provenance.seeds == m_study.provenance.seeds);
        const StudyPair& was = m_study.pairs.front();
        const StudyPair& is = read.pairs.at(0);
        QVERIFY(is.layers == was.layers);
        QVERIFY(areSame(is.analysis->statistics.moments, was.analysis->statistics.moments));
        QVERIFY(areSame(is.analysis->statistics.folds.at(0), was.analysis->statistics.folds[0]));
        for (const Side side : {Side::A, Side::B})
            QVERIFY(areSame(is.analysis->statistics.profile[side],
                            was.analysis->statistics.profile[side]));
        QCOMPARE(is.analysis->correlation.between, was.analysis->correlation.between);
        QVERIFY(areSame(is.analysis->matching, was.analysis->matching));
        QCOMPARE(is.analysis->warnings, was.analysis->warnings);
        QVERIFY(is.analysis->options.pass.policy == was.analysis->options.pass.policy);
        QCOMPARE(is.matchings.size(), std::size_t(1));
        QVERIFY(areSame(*is.matchings[0].second, *was.matchings[0].second));
        QVERIFY(areSame(*is.shuffled, *was.shuffled));
        QVERIFY(!is.doubles);
        QCOMPARE(is.information.size(), std::size_t(1));
        QCOMPARE(is.information[0]->values.between, was.information[0]->values.between);
        QCOMPARE(is.information[0]->values.within.b, was.information[0]->values.within.b);
        QVERIFY(is.information[0]->options == was.information[0]->options);
        QVERIFY(areSame(is.information[0]->matching, was.information[0]->matching));
    }

    /// Of one pair of layers as they were written: the tenth after the ninth.
    void keepsTheOrderOfReadings()
    {
        Study study = readStudy(m_path, {});
        const StudyPair pair = study.pairs.front();
        study.pairs.clear();
        for (std::uint64_t seed = 0; seed < 12; ++seed) {
            auto analysis = std::make_shared<LayerPairAnalysis>(*pair.analysis);
            analysis->options.pass.policy.seed = seed;
            study.pairs.push_back(pair);
            study.pairs.back().analysis = analysis;
        }
        const fs::path path = fs::path(m_path).replace_filename("readings.counterpart");
        writeStudy(path, study, {});
        const Study read = readStudy(path, {});
        QCOMPARE(read.pairs.size(), std::size_t(12));
        for (std::uint64_t seed = 0; seed < 12; ++seed)
            QCOMPARE(read.pairs[seed].analysis->options.pass.policy.seed, seed);
    }

    void keepsNetworksInWords()
    {
        const Network& was = *m_study.inputs[0].network;
        const Network is = *readStudyWords(m_path, {}).inputs[0].network;
        QCOMPARE(is.path, was.path);
        QCOMPARE(is.layers.size(), was.layers.size());
        for (std::size_t i = 0; i < was.layers.size(); ++i) {
            QCOMPARE(is.layers[i].shape, was.layers[i].shape);
            QCOMPARE(is.layers[i].dataset, was.layers[i].dataset);
            QVERIFY(is.layers[i].axes == was.layers[i].axes);
        }
        QVERIFY(is.attributes == was.attributes);
        QCOMPARE(is.guesses, was.guesses);
        QVERIFY(is.inputs.ids == was.inputs.ids);
    }

    /// The inputs move with the study, and the study alone keeps their ids.
    void findsInputsBesideItself()
    {
        QTemporaryDir other;
        const fs::path folder = other.path().toStdString();
        fs::copy(m_path, folder / "moved.counterpart");
        fs::copy(m_files.a().toStdString(), folder / "a.h5");
        const Study read = readStudy(folder / "moved.counterpart", {});
        QCOMPARE(read.inputs[0].network->path, folder / "a.h5");
        QCOMPARE(read.inputs[1].network->path, fs::path(m_files.b().toStdString()));
        const Network& kept = *read.inputs[1].kept;
        QCOMPARE(kept.path, folder / "moved.counterpart");
        QCOMPARE(readStrings(kept, *kept.inputs.ids).at(39), std::string("input 39"));
    }

    void keepsThePicturesOfGalleries()
    {
        const fs::path example = COUNTERPART_EXAMPLE_DIR;
        const Study study = studyOf((example / "patches_seed1.h5").string(),
                                    (example / "patches_seed2.h5").string(), "conv1");
        writeStudy(m_path, study, {});
        const Study read = readStudy(m_path, {});
        const Network& file = *study.inputs[0].network;
        const Network& kept = *read.inputs[0].kept;
        QVERIFY(kept.inputs.images.has_value());
        std::vector<InputIndex> shown;
        for (const UnitProfile& unit : study.pairs[0].analysis->statistics.profile.a.units)
            for (const TopSample& top : unit.top)
                shown.push_back(top.input);
        const std::vector<Picture> was = readInputPictures(file, shown);
        const std::vector<Picture> is = readInputPictures(kept, shown);
        for (std::size_t i = 0; i < was.size(); ++i)
            QCOMPARE(is[i].rgb, was[i].rgb);
        const auto filters = readUnitPictures(file, LayerIndex{0});
        const auto keptFilters = readUnitPictures(kept, LayerIndex{0});
        QCOMPARE(keptFilters.size(), filters.size());
        for (std::size_t i = 0; i < filters.size(); ++i)
            QCOMPARE(keptFilters[i].rgb, filters[i].rgb);
    }

    /// Saved again without its inputs, a study loses none of the pictures that it kept.
    void keepsPicturesOfMissingInputs()
    {
        QTemporaryDir folder;
        const fs::path example = COUNTERPART_EXAMPLE_DIR;
        const fs::path a = fs::path(folder.path().toStdString()) / "a.h5";
        fs::copy(example / "patches_seed1.h5", a);
        writeStudy(m_path, studyOf(a.string(), (example / "patches_seed2.h5").string(), "conv1"),
                   {});
        fs::remove(a);
        const Study read = readStudy(m_path, {});
        const fs::path again = fs::path(folder.path().toStdString()) / "again.counterpart";
        writeStudy(again, read, {});
        const Study twice = readStudy(again, {});
        const InputIndex shown =
            read.pairs[0].analysis->statistics.profile.a.units[0].top.at(0).input;
        QCOMPARE(readInputPictures(*twice.inputs[0].kept, std::span(&shown, 1))[0].rgb,
                 readInputPictures(*read.inputs[0].kept, std::span(&shown, 1))[0].rgb);
    }

    /// A file that has changed since has other pictures than those that the results speak of.
    void takesNoPicturesFromChangedInputs()
    {
        QTemporaryDir folder;
        const fs::path example = COUNTERPART_EXAMPLE_DIR;
        const fs::path a = fs::path(folder.path().toStdString()) / "a.h5";
        fs::copy(example / "patches_seed1.h5", a);
        const Study study = studyOf(a.string(), (example / "patches_seed2.h5").string(), "conv1");
        writeStudy(m_path, study, {});
        const Study read = readStudy(m_path, {});
        writeContent(a, "another file by now");
        const fs::path again = fs::path(folder.path().toStdString()) / "again.counterpart";
        writeStudy(again, read, {});
        const Study twice = readStudy(again, {});
        const InputIndex shown =
            read.pairs[0].analysis->statistics.profile.a.units[0].top.at(0).input;
        QVERIFY(twice.inputs[0].kept->inputs.images.has_value());
        QCOMPARE(readInputPictures(*twice.inputs[0].kept, std::span(&shown, 1))[0].rgb,
                 readInputPictures(*read.inputs[0].kept, std::span(&shown, 1))[0].rgb);
    }

    /// Another machine may be writing to the same folder: its processes are not known here.
    void leavesAttemptsOfOtherMachines()
    {
        const fs::path folder = m_path.parent_path();
        const fs::path other = folder / "s.counterpart.some.other.host.999999999-0.part";
        char name[256] = {};
        QCOMPARE(gethostname(name, sizeof name - 1), 0);
        const fs::path own = folder / ("s.counterpart." + std::string(name) +
                                       ".999999999-0.part"); // no such process
        writeContent(other, "x");
        writeContent(own, "x");
        writeStudy(m_path, m_study, {});
        QVERIFY(fs::exists(other));
        QVERIFY(!fs::exists(own));
        fs::remove(other);
    }

    void followsLinksThatLeadNowhereYet()
    {
        const fs::path folder = m_path.parent_path();
        const fs::path link = folder / "link.counterpart";
        fs::create_symlink(folder / "behind.counterpart", link);
        writeStudy(link, m_study, {});
        QVERIFY(fs::is_symlink(link));
        QCOMPARE(readStudy(folder / "behind.counterpart", {}).inputs.size(), std::size_t(2));
        const fs::path loop = folder / "loop.counterpart";
        fs::create_symlink(loop, loop);
        QVERIFY(messageOf<Error>([&] { writeStudy(loop, m_study, {}); }).contains("loop"));
    }

    void refusesNewerVersion()
    {
        retouch(
            m_path, [](hid_t) {}, 2);
        QVERIFY(refusal().contains("a study of version 2, made by a newer Counterpart"));
        QVERIFY(refusal().contains("s.counterpart"));
    }

    void refusesOtherFiles()
    {
        writeContent(m_path, "no study\n");
        QVERIFY(refusal().contains("is no study of Counterpart"));
        writeContent(m_path, "counterpart-study one\n");
        QVERIFY(refusal().contains("first line is damaged"));
        fs::remove(m_path);
        QVERIFY(refusal().contains("does not exist"));
    }

    void refusesEveryCut()
    {
        const std::string whole = contentOf(m_path);
        for (std::size_t length = 0; length < whole.size();
             length += std::max<std::size_t>(1, length / 7)) {
            writeContent(m_path, whole.substr(0, length));
            QVERIFY2(!refusal().isEmpty(), qPrintable(QString::number(length)));
        }
    }

    /// Every byte of the first line, and some hundred others, one bit each.
    void refusesFlippedBits()
    {
        const std::string whole = contentOf(m_path);
        const std::size_t step = std::max<std::size_t>(whole.size() / 300, 1);
        for (std::size_t at = 0; at < whole.size(); at += at < 520 ? 1 : step) {
            std::string damaged = whole;
            damaged[at] = char(damaged[at] ^ (1 << at % 8));
            writeContent(m_path, damaged);
            QVERIFY2(!refusal().isEmpty(), qPrintable(QString::number(at)));
        }
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("dataset");
        QTest::addColumn<int>("rows");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("said");
        const QString pair = "/pairs/0.conv~1.conv";
        QTest::newRow("shape") << pair + "/moments/cross_a" << 3 << 1.0
                               << "has the shape (3, 2); expected (2, 2)";
        QTest::newRow("nan") << pair + "/moments/cross_b" << 2 << std::nan("") << "not finite";
        QTest::newRow("negative") << pair + "/folds/0/cross_b" << 2 << -1.0 << "negative diagonal";
        QTest::newRow("type") << pair + "/profile_a/histogram" << 2 << 1.0
                              << "holds float64; expected int64";
        QTest::newRow("text") << pair + "/reading" << 1 << 1.0 << "/reading";
        QTest::newRow("mi") << pair + "/mi/0/between" << 1 << 1.0 << "expected (2, 2)";
    }

    void namesWhatIsWrong()
    {
        QFETCH(QString, dataset);
        QFETCH(int, rows);
        QFETCH(double, value);
        QFETCH(QString, said);
        retouch(m_path, [&](hid_t file) {
            replaceNumbers(file, qPrintable(dataset), {hsize_t(rows), 2}, value);
        });
        const QString message = refusal();
        QVERIFY2(message.contains("s.counterpart"), qPrintable(message));
        QVERIFY2(message.contains(dataset), qPrintable(message));
        QVERIFY2(message.contains(said), qPrintable(message));
    }

    void namesWhatIsMissing_data()
    {
        QTest::addColumn<QString>("object");
        for (const char* object :
             {"/provenance", "/inputs/0/network", "/inputs/1", "/pairs/0.conv~1.conv/moments",
              "/pairs/0.conv~1.conv/profile_b/dead", "/pairs/0.conv~1.conv/matching/signed"})
            QTest::newRow(object) << object;
    }

    void namesWhatIsMissing()
    {
        QFETCH(QString, object);
        retouch(m_path, [&](hid_t file) { H5Ldelete(file, qPrintable(object), H5P_DEFAULT); });
        const QString message = refusal();
        QVERIFY2(message.contains(object.section('/', 0, 1)), qPrintable(message));
    }

    /// What cannot be written leaves the old study and no other file.
    void leavesTheOldStudyWhereTheDiskRefuses()
    {
        const std::string before = contentOf(m_path);
        Study changed = m_study;
        changed.reports["a/../b"] = "{}"; // HDF5 takes no such name twice
        changed.reports["a"] = "{}";
        QVERIFY(!messageOf<Error>([&] { writeStudy(m_path, changed, {}); }).isEmpty());
        QCOMPARE(contentOf(m_path), before);
        const QStringList left =
            QDir(m_files.folder.path()).entryList({"s.counterpart.*"}, QDir::Files);
        QVERIFY2(left.isEmpty(), qPrintable(left.join(' ')));
        const fs::path nowhere = m_path.parent_path() / "none" / "s.counterpart";
        QVERIFY(!messageOf<Error>([&] { writeStudy(nowhere, m_study, {}); }).isEmpty());
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        const std::string before = contentOf(m_path);
        QVERIFY_EXCEPTION_THROWN(writeStudy(m_path, m_study, Progress(stop.get_token(), {})),
                                 Cancelled);
        QVERIFY_EXCEPTION_THROWN(readStudy(m_path, Progress(stop.get_token(), {})), Cancelled);
        QCOMPARE(contentOf(m_path), before);
    }
};

QTEST_GUILESS_MAIN(TestStudyFile)
#include "tst_study_file.moc"
