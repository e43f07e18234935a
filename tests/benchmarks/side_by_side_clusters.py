#!/usr/bin/python3
"""Times clustering beside scipy and scikit-learn on the same matrices, as side_by_side.py does.

    /usr/bin/python3 tests/benchmarks/side_by_side_clusters.py BUILD/bin/bench_core [--rounds 5]

Average linkage: 4096 leaves, against scipy.cluster.hierarchy.linkage (on the condensed distances 1 - s,
made before the clock starts). Spectral clustering: the correlations of 2 x 1024 units, k = 100, against
sklearn.cluster.SpectralClustering on the same affinity; counterpart takes 20 restarts of k-means,
scikit-learn its default of 10.
"""

import os

from side_by_side import bench, compare, python, run_parts, show, timed

SCIPY_LINKAGE = """
import sys, time
import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform
w = np.fromfile(sys.argv[1])
n = int(round(w.size ** 0.5))
d = squareform(1 - w.reshape(n, n), checks=False)
start = time.perf_counter()
tree = linkage(d, "average")
seconds = time.perf_counter() - start
print(seconds, float((1 - tree[:, 2]).sum()))
"""

SKLEARN_SPECTRAL = """
import sys, time
import numpy as np
from sklearn.cluster import SpectralClustering
w = np.fromfile(sys.argv[1])
n = int(round(w.size ** 0.5))
w = np.clip(w.reshape(n, n), 0, None)
np.fill_diagonal(w, 0)
start = time.perf_counter()
labels = SpectralClustering(100, affinity="precomputed", random_state=0).fit_predict(w)
seconds = time.perf_counter() - start
print(seconds, len(set(labels)))
"""

IDLE_PYTHON = "import numpy, scipy.cluster.hierarchy, sklearn.cluster; print(0, 0)"


def similarities(kind, size):
    """Correlation-like: uniform, or of units that share causes, some with a counterpart."""
    import numpy as np
    random = np.random.default_rng(11)
    if kind == "random":
        values = random.uniform(-1, 1, (size, size))
        values = np.triu(values, 1)
        values += values.T
        np.fill_diagonal(values, 1)
        return values
    causes = random.standard_normal((6000, 120))
    half = size // 2
    mixing = random.standard_normal((120, half)) * (random.random((120, half)) < 0.05)
    units = [np.maximum(causes @ mixing + random.normal(0, 0.5, (6000, half)), 0) for _ in range(2)]
    return np.corrcoef(np.hstack(units), rowvar=False)


def linkage(program, folder, rounds, idle):
    for kind in ("random", "correlations"):
        path = os.path.join(folder, f"{kind}.f64")
        values = similarities(kind, 4096)
        ((values + values.T) / 2).tofile(path)
        ours, theirs = [], []
        for _ in range(rounds):
            theirs.append(python(SCIPY_LINKAGE, path))
            ours.append(bench(program, "linkage", "COUNTERPART_BENCH_WEIGHTS", path))
        print(f"Average linkage, 4096 leaves, {kind}")
        show("scipy linkage", theirs, idle["theirs"])
        show("counterpart", ours, idle["ours"])
        compare("counterpart", theirs, ours, idle)
        print(f"  sum of heights: scipy {theirs[0]['value']!r}, difference"
              f" {ours[0]['sum'] - theirs[0]['value']:.1e}")
    order = bench(program, "leafOrder", "COUNTERPART_BENCH_WEIGHTS", path)
    print(f"  with optimal leaf order, 2000 leaves: {order['seconds']:.3f} s")


def spectral(program, folder, rounds, idle):
    path = os.path.join(folder, "units.f64")
    values = similarities("correlations", 2048)
    ((values + values.T) / 2).tofile(path)
    ours, theirs = [], []
    for _ in range(rounds):
        theirs.append(python(SKLEARN_SPECTRAL, path))
        ours.append(bench(program, "spectral", "COUNTERPART_BENCH_WEIGHTS", path))
    print("Spectral clustering, 2 x 1024 units, k = 100, symmetric Laplacian")
    show("sklearn SpectralClustering", theirs, idle["theirs"])
    show("counterpart", ours, idle["ours"])
    compare("counterpart", theirs, ours, idle)
    for clusters in (10, 40, 100, 160):
        drag = bench(program, f"dragClusters/{clusters}/", "COUNTERPART_BENCH_WEIGHTS", path)
        print(f"  another k on 2 x 384 units, k = {clusters}: {1000 * drag['seconds']:.0f} ms")


if __name__ == "__main__":
    run_parts(__doc__, {"linkage": timed(linkage), "spectral": timed(spectral)}, IDLE_PYTHON)
