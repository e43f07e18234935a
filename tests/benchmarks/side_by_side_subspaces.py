#!/usr/bin/python3
"""Times CCA and subspace match beside numpy on the same file, as side_by_side.py does.

    /usr/bin/python3 tests/benchmarks/side_by_side_subspaces.py BUILD/bin/bench_core [--rounds 5]

Canonical: CCA, SVCCA (99 % of the variance) and PWCCA of 2 x 512 units x 50,000 samples of float32
from one HDF5 file, against the published recipe in numpy: one singular value decomposition of each
centred layer, shared by all three measures. Match: the maximum match at five values of epsilon of
2 x 256 units x 10,000 samples, against the published algorithm with numpy.linalg.lstsq, whose cutoff
is that of float32 data there; here both work in double, so that the sets are the same.
"""

import os

from side_by_side import bench, compare, python, run_parts, show, timed, write_layers

EPSILONS = "0.15, 0.2, 0.25, 0.3, 0.5"

NUMPY_CANONICAL = """
import sys, time
import h5py, numpy as np
start = time.perf_counter()
with h5py.File(sys.argv[1], "r") as f:
    x, y = (f[f"{net}/activations/fc"][:].astype(float) for net in ("netA", "netB"))
x -= x.mean(0)
y -= y.mean(0)
u, s, _ = np.linalg.svd(x, full_matrices=False)
v, t, _ = np.linalg.svd(y, full_matrices=False)
between = u.T @ v
left, rho, _ = np.linalg.svd(between)
rho = rho.clip(0, 1)
weights = np.abs((u @ left).T @ x).sum(1)
pwcca = weights @ rho / weights.sum()
kept = [int(np.searchsorted(np.cumsum(z ** 2), 0.99 * (z ** 2).sum())) + 1 for z in (s, t)]
svcca = np.linalg.svd(between[:kept[0], :kept[1]], compute_uv=False).mean()
seconds = time.perf_counter() - start
print(seconds, rho.mean() + 10 * svcca + 100 * pwcca)
"""

# max_match of the paper's code: rows are units, residuals relative to the norms. All of the other
# side's targets are solved for at once.
NUMPY_MATCH = """
import sys, time
import h5py, numpy as np

def far(x, y, i, j, norms, epsilon):
    w = np.linalg.lstsq(y[:, j], x[:, i], rcond=None)[0]
    return np.linalg.norm(x[:, i] - y[:, j] @ w, axis=0) / norms[i] > epsilon

def max_match(x, y, epsilon):
    norms = [np.linalg.norm(z, axis=0) for z in (x, y)]
    i, j = (np.flatnonzero(n > 1e-16) for n in norms)
    while True:
        out = far(x, y, i, j, norms[0], epsilon)
        i = i[~out]
        if not i.size:
            return i, i
        more = far(y, x, j, i, norms[1], epsilon)
        j = j[~more]
        if not j.size:
            return j, j
        if not out.any() and not more.any():
            return i, j

start = time.perf_counter()
with h5py.File(sys.argv[1], "r") as f:
    x, y = (f[f"{net}/activations/fc"][:].astype(float) for net in ("netA", "netB"))
total = 0
for epsilon in (""" + EPSILONS + """):
    i, j = max_match(x, y, epsilon)
    total += (i.size + j.size) / (x.shape[1] + y.shape[1])
print(time.perf_counter() - start, total)
"""

IDLE_PYTHON = "import h5py, numpy; print(0, 0)"


def write_matching(path, samples, units, seed):
    """Layers of the same causes, each unit with noise of its own: maximum matches of all sizes."""
    import h5py
    import numpy as np
    random = np.random.default_rng(seed)
    causes = random.standard_normal((samples, units // 8), dtype=np.float32)
    with h5py.File(path, "w") as file:
        for net in ("netA", "netB"):
            mixing = random.standard_normal((units // 8, units), dtype=np.float32)
            mixing /= np.sqrt(units // 8)
            noise = random.standard_normal((samples, units), dtype=np.float32)
            noise *= random.uniform(0, 0.6, units).astype(np.float32)
            file[f"{net}/activations/fc"] = causes @ mixing + noise


def report(title, theirs, ours, idle, parts):
    print(title)
    show("numpy", theirs, idle["theirs"])
    show("counterpart", ours, idle["ours"])
    compare("counterpart", theirs, ours, idle)
    best = min(ours, key=lambda one: one["seconds"])
    print("  of the best run: " + ", ".join(f"{part} {best[part + '_seconds']:.3f} s"
                                            for part in parts))


def canonical(program, folder, rounds, idle):
    path = os.path.join(folder, "layers.h5")
    write_layers(path, 50000, 1, 512)
    theirs, ours = [], []
    for _ in range(rounds):
        theirs.append(python(NUMPY_CANONICAL, path))
        ours.append(bench(program, "canonical", "COUNTERPART_BENCH_LAYERS", path))
    report("CCA + SVCCA + PWCCA, 2 x 512 units x 50000 samples, float32, one HDF5 file", theirs,
           ours, idle, ("read", "compute", "cca", "after"))
    sums = ours[0]["cca"] + 10 * ours[0]["svcca"] + 100 * ours[0]["pwcca"]
    print(f"  cca + 10 svcca + 100 pwcca: numpy {theirs[0]['value']:.9f}, difference"
          f" {sums - theirs[0]['value']:.1e}")


def match(program, folder, rounds, idle):
    for kind in ("alike", "mostly different"):
        path = os.path.join(folder, "units.h5")
        if kind == "alike":
            write_matching(path, 10000, 256, 5)
        else:
            write_layers(path, 10000, 6, 256)
        theirs, ours = [], []
        for _ in range(rounds):
            theirs.append(python(NUMPY_MATCH, path))
            ours.append(bench(program, "maximumMatches", "COUNTERPART_BENCH_LAYERS", path))
        os.remove(path)
        report(f"Maximum match at epsilon {EPSILONS}, 2 x 256 units x 10000 samples, {kind}",
               theirs, ours, idle, ("read", "compute", "match"))
        print(f"  sum of similarities: numpy {theirs[0]['value']:.9f}, difference"
              f" {ours[0]['sum'] - theirs[0]['value']:.1e}")


if __name__ == "__main__":
    run_parts(__doc__, {"canonical": timed(canonical), "match": timed(match)}, IDLE_PYTHON)
