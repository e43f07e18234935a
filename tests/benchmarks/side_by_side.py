#!/usr/bin/python3
"""Times core beside numpy and scipy on the same data, in fresh processes that take turns.

    /usr/bin/python3 tests/benchmarks/side_by_side.py BUILD/bin/bench_core [--rounds 5] [--only WHAT]

Correlation: two layers of 1024 units x 50,000 samples of float32 in one HDF5 file, from opening the
file to the correlation matrices, against h5py and numpy.corrcoef. Assignment: 4096 x 4096, against
scipy.optimize.linear_sum_assignment. Mutual information: 256 x 256 units x 60,000 samples, from the
file to the matrix, against one-hot columns and a matrix product in numpy, and against
sklearn.metrics.mutual_info_score, which is given the bins and timed on a subset of the pairs. Also
a plain SSYRK and DSYRK of the same size (the machine's limit), and the peak memory of the pass on N
and on 4N samples. Times leave out the start of the interpreter and the imports; memory is the peak
resident size of the whole process (ru_maxrss), given also less what an idle process of the same
kind takes.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

UNITS = 1024
SAMPLES = 50000
SIDE = 4096
INFORMATION_UNITS = 256
INFORMATION_ROWS = 60000
SKLEARN_PAIRS = 48

NUMPY_CORRELATION = """
import sys, time
import h5py, numpy as np
start = time.perf_counter()
with h5py.File(sys.argv[1], "r") as f:
    a = f["netA/activations/fc"][:]
    b = f["netB/activations/fc"][:]
c = np.corrcoef(a, b, rowvar=False)
seconds = time.perf_counter() - start
p = a.shape[1]
print(seconds, float(np.abs(c[:p, p:]).mean()))
"""

SCIPY_ASSIGNMENT = """
import sys, time
import numpy as np
from scipy.optimize import linear_sum_assignment
w = np.fromfile(sys.argv[1])
n = int(round(w.size ** 0.5))
w = np.ascontiguousarray(w.reshape(n, n).T)
start = time.perf_counter()
rows, columns = linear_sum_assignment(w, maximize=True)
seconds = time.perf_counter() - start
print(seconds, float(w[rows, columns].sum()))
"""

# Standardised columns and Gram matrix are made before the clock runs, as in bench_core.
SKLEARN_LASSO = """
import sys, time, warnings
import h5py, numpy as np
from sklearn.linear_model import lasso_path
warnings.simplefilter("ignore")
with h5py.File(sys.argv[1], "r") as f:
    x, y = (np.asfortranarray(f[f"{net}/activations/fc"][:], dtype=float)
            for net in ("netA", "netB"))
for values in (x, y):
    values -= values.mean(0)
    values /= values.std(0)
n = len(x)
gram, between = x.T @ x, x.T @ y
penalties = np.abs(between).max() / n * 1e-3 ** (np.arange(20) / 19)
start = time.perf_counter()
paths = [lasso_path(x, y[:, j], alphas=penalties, precompute=gram,
                    Xy=np.ascontiguousarray(between[:, j]), check_input=False)[1]
         for j in range(y.shape[1])]
seconds = time.perf_counter() - start
objective = 0
for j, weights in enumerate(paths):
    for penalty, w in zip(penalties, weights.T):
        objective += 0.5 * (1 - 2 * w @ between[:, j] / n + w @ gram @ w / n)
        objective += penalty * np.abs(w).sum()
print(seconds, objective)
"""

BINNING = """
import sys, time
import h5py, numpy as np

def bins_of(values):
    others = np.sort(values[values > 1e-6])
    count = -(-20 * others.size // values.size)
    below = np.searchsorted(others, values)
    bins = 1 + count * below // max(others.size, 1)
    bins[values <= 1e-6] = 0
    return np.unique(bins, return_inverse=True)[1]

def layers():
    with h5py.File(sys.argv[1], "r") as f:
        return [[bins_of(column) for column in f[net + "/activations/fc"][:].T.copy()]
                for net in ("netA", "netB")]
"""

# Counts are exact in float32 (below 2^24). I = log n + sum over the cells of c log c / n, less the
# same sums of both margins.
NUMPY_INFORMATION = BINNING + """
def one_hot(units, first, end):
    starts = np.cumsum([0] + [u.max() + 1 for u in units])
    block = np.zeros((end - first, starts[-1]), np.float32)
    rows = np.arange(end - first)
    for unit, start in zip(units, starts):
        block[rows, start + unit[first:end]] = 1
    return block, starts[:-1]

def entropies(counts):
    return counts * np.log(np.maximum(counts, 1))

start = time.perf_counter()
a, b = layers()
n = a[0].size
counts = 0
for first in range(0, n, 10000):
    hot_a, starts_a = one_hot(a, first, min(n, first + 10000))
    hot_b, starts_b = one_hot(b, first, min(n, first + 10000))
    counts = counts + hot_a.T @ hot_b
counts = counts.astype(np.float64)
cells = np.add.reduceat(np.add.reduceat(entropies(counts), starts_a, 0), starts_b, 1)
margin_a = np.array([entropies(np.bincount(u).astype(float)).sum() for u in a])
margin_b = np.array([entropies(np.bincount(u).astype(float)).sum() for u in b])
information = np.log(n) + (cells - margin_a[:, None] - margin_b[None, :]) / n
print(time.perf_counter() - start, information.mean())
"""

SKLEARN_INFORMATION = BINNING + """
from sklearn.metrics import mutual_info_score
a, b = layers()
pairs = int(sys.argv[2])
mutual_info_score(a[0], b[0])
start = time.perf_counter()
total = sum(mutual_info_score(a[i % len(a)], b[(5 * i) % len(b)]) for i in range(pairs))
print((time.perf_counter() - start) / pairs, total / pairs)
"""

IDLE_PYTHON = "import h5py, numpy, scipy.optimize; print(0, 0)"


def run(command, environment=None):
    """Standard output and peak memory in MB of a fresh process."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL,
                                   env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"failed: {' '.join(command[:2])} ...")
        output.seek(0)
        return output.read().decode(), usage.ru_maxrss / 1024


def python(code, *arguments):
    text, memory = run([sys.executable, "-c", code, *arguments])
    seconds, value = (float(part) for part in text.split())
    return {"seconds": seconds, "value": value, "memory": memory}


def bench(program, name, variable=None, path=None):
    text, memory = run([program, f"--benchmark_filter=^{name}", "--benchmark_format=json"],
                       {variable: path} if variable else None)
    result = json.loads(text)["benchmarks"][0]
    if result.get("error_occurred"):
        sys.exit(f"{name}: {result['error_message']}")
    result.update(seconds=result["real_time"] / 1000, memory=memory)
    return result


def write_layers(path, samples, seed, units=UNITS):
    import h5py
    import numpy as np
    random = np.random.default_rng(seed)
    mixing = [random.standard_normal((64, units), dtype=np.float32) for _ in range(2)]
    with h5py.File(path, "w") as file:
        layers = [file.create_dataset(f"{net}/activations/fc", (samples, units), "f4")
                  for net in ("netA", "netB")]
        for first in range(0, samples, 5000):
            count = min(5000, samples - first)
            causes = random.standard_normal((count, 64), dtype=np.float32)
            for layer, weights in zip(layers, mixing):
                noise = random.standard_normal((count, units), dtype=np.float32)
                layer[first:first + count] = np.maximum(causes @ weights + 4 * noise, 0)


def write_spectrum(path, samples, units, exponent):
    """Two layers that share causes whose variances fall as 1, 2^-exponent, 3^-exponent, ..., as
    those of trained layers do (about 1: Stringer et al. 2019; steeper in the last layers)."""
    import h5py
    import numpy as np
    random = np.random.default_rng(3)
    scale = np.arange(1, units + 1.0) ** (-exponent / 2)
    causes = random.standard_normal((samples, units)) * scale
    with h5py.File(path, "w") as file:
        for net in ("netA", "netB"):
            rotation = np.linalg.qr(random.standard_normal((units, units)))[0]
            noise = random.standard_normal((samples, units)) * scale
            file[f"{net}/activations/fc"] = ((causes + 0.3 * noise) @ rotation).astype("f4")


def write_units(path, is_relu):
    """Units that share causes, with values below 0 (20 bins each) or with a ReLU's zeros."""
    import h5py
    import numpy as np
    random = np.random.default_rng(11)
    causes = random.standard_normal((INFORMATION_ROWS, 16), dtype=np.float32)
    with h5py.File(path, "w") as file:
        for net in ("netA", "netB"):
            shape = (INFORMATION_ROWS, INFORMATION_UNITS)
            values = causes @ random.standard_normal((16, shape[1]), dtype=np.float32)
            values += 2 * random.standard_normal(shape, dtype=np.float32)
            file[f"{net}/activations/fc"] = (np.maximum(values, 0) if is_relu
                                             else np.exp(values / 8))


def make_weights(kind):
    import numpy as np
    random = np.random.default_rng(7)
    if kind == "random":
        return random.random((SIDE, SIDE))
    if kind == "planted":  # a permutation above the noise for most units, below it for some
        weights = random.normal(0, 0.1, (SIDE, SIDE))
        places = (np.arange(SIDE), random.permutation(SIDE))
        weights[places] += np.clip(random.normal(0.4, 0.2, SIDE), 0, 0.9)
        return np.clip(weights, -1, 1)
    causes = random.standard_normal((3000, 64))  # correlations of units that share causes

    def units():
        values = causes @ random.standard_normal((64, SIDE))
        values = np.maximum(values + 2 * random.standard_normal((3000, SIDE)), 0)
        values -= values.mean(0)
        return values / np.linalg.norm(values, axis=0)

    return units().T @ units()


def summary(runs):
    seconds = [one["seconds"] for one in runs]
    return min(seconds), statistics.median(seconds), max(one["memory"] for one in runs)


def show(title, runs, idle):
    least, median, memory = summary(runs)
    print(f"  {title:34s} {least:8.3f} s min {median:8.3f} s median"
          f" {memory:8.1f} MB peak ({memory - idle:.1f} above idle)")


def compare(title, theirs, ours, idle):
    their, our = summary(theirs), summary(ours)
    print(f"  -> {title}: {their[0] / our[0]:.2f} x as fast by the best runs,"
          f" {their[1] / our[1]:.2f} x by the medians;"
          f" memory {our[2] / their[2]:.3f} of theirs"
          f" ({(our[2] - idle['ours']) / (their[2] - idle['theirs']):.3f} above idle)")


def correlation(program, folder, rounds, idle):
    path = os.path.join(folder, "layers.h5")
    write_layers(path, SAMPLES, 1)
    ours, doubles, theirs, single, double = [], [], [], [], []
    for _ in range(rounds):
        theirs.append(python(NUMPY_CORRELATION, path))
        ours.append(bench(program, "correlation/as_chosen", "COUNTERPART_BENCH_LAYERS", path))
        single.append(bench(program, "plainSingle"))
        doubles.append(bench(program, "correlation/in_double", "COUNTERPART_BENCH_LAYERS", path))
        double.append(bench(program, "plainDouble"))
    print(f"Correlation, 2 x {UNITS} units x {SAMPLES} samples, float32, one HDF5 file")
    show("h5py + numpy.corrcoef", theirs, idle["theirs"])
    show("counterpart", ours, idle["ours"])
    show("counterpart, in double", doubles, idle["ours"])
    show("plain SSYRK of that size", single, idle["ours"])
    show("plain DSYRK of that size", double, idle["ours"])
    compare("counterpart", theirs, ours, idle)
    compare("counterpart, in double", theirs, doubles, idle)
    print(f"  pass / plain SSYRK: {summary(ours)[0] / summary(single)[0]:.3f};"
          f" pass in double / plain DSYRK: {summary(doubles)[0] / summary(double)[0]:.3f}")
    print(f"  of the pass: reading {ours[-1]['read_seconds']:.3f} s, computing"
          f" {ours[-1]['compute_seconds']:.3f} s (they overlap)")
    print(f"  mean |c|: numpy {theirs[0]['value']:.9f}, counterpart"
          f" {ours[0]['mean_abs_between']:.9f}")


def memory(program, folder, idle):
    print("Peak memory of the pass, 2 x 1024 units")
    peaks = []
    for samples in (SAMPLES // 4, SAMPLES):
        path = os.path.join(folder, f"layers{samples}.h5")
        write_layers(path, samples, 2)
        result = bench(program, "correlation/as_chosen", "COUNTERPART_BENCH_LAYERS", path)
        os.remove(path)
        peaks.append(result["memory"])
        print(f"  {samples} samples: {peaks[-1]:.1f} MB peak ({peaks[-1] - idle['ours']:.1f} above"
              f" idle), {'double' if result['is_double'] else 'single'} precision")
    print(f"  4N against N: {100 * (peaks[1] / peaks[0] - 1):+.1f} %")


def assignment(program, folder, rounds, idle):
    for kind in ("planted", "correlations", "random"):
        path = os.path.join(folder, f"{kind}.f64")
        make_weights(kind).ravel(order="F").tofile(path)
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(bench(program, "assignment", "COUNTERPART_BENCH_WEIGHTS", path))
            theirs.append(python(SCIPY_ASSIGNMENT, path))
        print(f"Assignment, {SIDE} x {SIDE}, {kind}")
        show("scipy linear_sum_assignment", theirs, idle["theirs"])
        show("counterpart", ours, idle["ours"])
        compare("counterpart", theirs, ours, idle)
        print(f"  total: scipy {theirs[0]['value']!r}, difference"
              f" {ours[0]['total'] - theirs[0]['value']:.1e}")
        os.remove(path)


def lasso(program, folder, rounds, idle):
    """sklearn stops at its default, a duality gap of 1e-4 |y|², or after 1,000 sweeps; counterpart
    at a KKT residual of 1e-7 of the correlations, so that its objective is the lower one."""
    path = os.path.join(folder, "mapping.h5")
    print("LASSO path, 256 targets x 256 predictors x 20 penalties (10,000 samples)")
    for exponent in (2, 1):
        write_spectrum(path, 10000, 256, exponent)
        lasso_of(program, path, f"variances of rank^-{exponent}", rounds, idle)
    write_layers(path, 10000, 3, 256)
    lasso_of(program, path, "nearly independent predictors", rounds, idle)
    write_layers(path, 10000, 4, 384)
    for part in (1, 2, 3):
        step = bench(program, f"lassoStep/{part}", "COUNTERPART_BENCH_MAPPING", path)
        print(f"  2 x 384 units, one penalty {part}/4 along the path from its neighbour:"
              f" {1000 * step['seconds']:.1f} ms")


def lasso_of(program, path, kind, rounds, idle):
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(bench(program, "lassoPath", "COUNTERPART_BENCH_MAPPING", path))
        theirs.append(python(SKLEARN_LASSO, path))
    print(f" {kind}")
    show("sklearn lasso_path, Gram given", theirs, idle["theirs"])
    show("counterpart", ours, idle["ours"])
    compare("counterpart", theirs, ours, idle)
    print(f"  sum of objectives: sklearn {theirs[0]['value']:.9f}, counterpart"
          f" {ours[0]['objective']:.9f}; largest KKT residual {ours[0]['kkt']:.1e};"
          f" {ours[0]['nonzeros']:.1f} weights a target at the smallest penalty")


def information(program, folder, rounds, idle):
    pairs = INFORMATION_UNITS ** 2
    for kind, is_relu in (("all values above 0: 20 bins", False), ("after a ReLU", True)):
        path = os.path.join(folder, "units.h5")
        write_units(path, is_relu)
        ours, theirs, each = [], [], []
        for _ in range(rounds):
            ours.append(bench(program, "information", "COUNTERPART_BENCH_LAYERS", path))
            theirs.append(python(NUMPY_INFORMATION, path))
            each.append(python(SKLEARN_INFORMATION, path, str(SKLEARN_PAIRS)))
        os.remove(path)
        print(f"Mutual information, {INFORMATION_UNITS} x {INFORMATION_UNITS} units x"
              f" {INFORMATION_ROWS} samples, {kind}")
        show("numpy, one-hot and matrix product", theirs, idle["theirs"])
        show("counterpart", ours, idle["ours"])
        compare("counterpart", theirs, ours, idle)
        pair = min(one["seconds"] for one in each)
        our = min(one["seconds"] for one in ours)
        print(f"  sklearn mutual_info_score: {1000 * pair:.3f} ms a pair over {SKLEARN_PAIRS} pairs,"
              f" so {pair * pairs:.0f} s for all; counterpart {pair * pairs / our:.0f} x as fast")
        print(f"  of counterpart: reading and binning {ours[-1]['read_seconds']:.3f} s, counting"
              f" {ours[-1]['count_seconds']:.3f} s; rows {ours[-1]['rows']:.0f}")
        print(f"  mean information: numpy {theirs[0]['value']:.12f}, difference"
              f" {ours[0]['mean_raw'] - theirs[0]['value']:.1e}")


def show_machine():
    import numpy
    import scipy
    import h5py
    numpy.dot(numpy.ones((64, 64)), numpy.ones((64, 64)))
    with open("/proc/self/maps") as maps:
        libraries = {line.split()[-1] for line in maps if "blas" in line and ".so" in line}
    print(f"numpy {numpy.__version__}, scipy {scipy.__version__}, h5py {h5py.__version__};"
          f" {', '.join(sorted(libraries))}; {os.cpu_count()} processors, load"
          f" {os.getloadavg()[0]:.1f}; OPENBLAS_NUM_THREADS"
          f" {os.environ.get('OPENBLAS_NUM_THREADS', 'not set')}")


def run_parts(doc, parts, idle_python, rounds=5, switches=()):
    """The command line of these scripts: runs the parts, each called with the options, a folder for
    its files and the memory of idle processes; or one of them alone (--only)."""
    parser = argparse.ArgumentParser(description=doc,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the built bench_core")
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--only", choices=list(parts))
    for switch in switches:
        parser.add_argument(switch, action="store_true")
    options = parser.parse_args()
    show_machine()
    with tempfile.TemporaryDirectory() as folder:
        idle = {"theirs": python(idle_python)["memory"],
                "ours": run([options.program, "--benchmark_list_tests"])[1]}
        print(f"idle processes: python {idle['theirs']:.1f} MB, bench_core {idle['ours']:.1f} MB")
        for name, part in parts.items():
            if options.only in (None, name):
                part(options, folder, idle)


def timed(part):
    """A part that is called with the program, the folder, the rounds and the idle memory."""
    return lambda options, folder, idle: part(options.program, folder, options.rounds, idle)


if __name__ == "__main__":
    run_parts(__doc__, {"correlation": timed(correlation),
                        "memory": lambda options, folder, idle: memory(options.program, folder,
                                                                       idle),
                        "assignment": timed(assignment), "lasso": timed(lasso),
                        "information": timed(information)}, IDLE_PYTHON)
