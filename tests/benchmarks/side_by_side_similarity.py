#!/usr/bin/python3
"""Times the map of 10 x 10 layers beside numpy on the same file, as side_by_side.py does.

    /usr/bin/python3 tests/benchmarks/side_by_side_similarity.py BUILD/bin/bench_core [--rounds 3]

Mean CCA, SVCCA (99 % of the variance), PWCCA and linear CKA of every layer of one network against
every layer of another: 10 layers of 64 to 512 units x 10,000 samples of float32 each, from opening
the HDF5 file on. numpy takes the published recipe with what can be shared shared: one singular
value decomposition of each centred layer, then small products and decompositions a pair. Also the
recipe as its functions are called, on the data of each pair (timed on some pairs of which every
layer is in one), and the peak memory for N and 4N samples and for a smaller budget.
"""

import os

from side_by_side import bench, compare, python, run_parts, show

UNITS = (64, 64, 128, 128, 128, 256, 256, 256, 512, 512)
SAMPLES = 10000

NUMPY_COMMON = """
import sys, time
import h5py, numpy as np

def kept(s):
    return int(np.searchsorted(np.cumsum(s ** 2), 0.99 * (s ** 2).sum())) + 1

def compared(x, u, s, y, v, t):
    between = u.T @ v
    left, rho, _ = np.linalg.svd(between, full_matrices=False)
    rho = rho.clip(0, 1)
    weights = np.abs((u @ left).T @ x).sum(1)
    svcca = np.linalg.svd(between[:kept(s), :kept(t)], compute_uv=False).clip(0, 1).mean()
    cka = np.linalg.norm(x.T @ y) ** 2 / (np.sqrt((s ** 4).sum()) * np.sqrt((t ** 4).sum()))
    return np.array([rho.mean(), svcca, weights @ rho / weights.sum(), cka])

def layers(file, net):
    for name in sorted(file[net + "/activations"]):
        x = file[f"{net}/activations/{name}"][:].astype(float)
        yield x - x.mean(0)
"""

NUMPY_SHARED = NUMPY_COMMON + """
start = time.perf_counter()
with h5py.File(sys.argv[1], "r") as f:
    nets = [[(x, *np.linalg.svd(x, full_matrices=False)[:2]) for x in layers(f, net)]
            for net in ("netA", "netB")]
total = sum(compared(*a, *b) for a in nets[0] for b in nets[1]) / len(nets[0]) ** 2
print(time.perf_counter() - start, total @ [1, 10, 100, 1000])
"""

# Layer i with layer i: every layer is in one of these pairs, and in ten of the map's.
NUMPY_PAIRS = NUMPY_COMMON + """
with h5py.File(sys.argv[1], "r") as f:
    nets = [list(layers(f, net)) for net in ("netA", "netB")]
start = time.perf_counter()
for x, y in zip(*nets):
    compared(x, *np.linalg.svd(x, full_matrices=False)[:2],
             y, *np.linalg.svd(y, full_matrices=False)[:2])
print(10 * (time.perf_counter() - start), 0)
"""

IDLE_PYTHON = "import h5py, numpy; print(0, 0)"


def write_networks(path, samples, seed):
    """Layers that share causes with the layers near them in either network."""
    import h5py
    import numpy as np
    random = np.random.default_rng(seed)
    mixing = {(net, i): random.standard_normal((64, units), dtype=np.float32)
              for net in ("netA", "netB") for i, units in enumerate(UNITS)}
    with h5py.File(path, "w") as file:
        stored = {(net, i): file.create_dataset(f"{net}/activations/layer{i}", (samples, units),
                                                "f4")
                  for net in ("netA", "netB") for i, units in enumerate(UNITS)}
        for first in range(0, samples, 5000):
            count = min(5000, samples - first)
            causes = random.standard_normal((count, 154), dtype=np.float32)
            for (net, i), layer in stored.items():
                noise = random.standard_normal((count, UNITS[i]), dtype=np.float32)
                shared = causes[:, 10 * i:10 * i + 64] @ mixing[net, i]
                layer[first:first + count] = np.maximum(shared + 6 * noise, 0)


def layer_map(program, folder, rounds, idle, with_pairs):
    path = os.path.join(folder, "networks.h5")
    write_networks(path, SAMPLES, 1)
    theirs, ours = [], []
    for _ in range(rounds):
        theirs.append(python(NUMPY_SHARED, path))
        ours.append(bench(program, "layerMap", "COUNTERPART_BENCH_LAYERS", path))
    print(f"10 x 10 layers of {UNITS} units x {SAMPLES} samples, float32, one HDF5 file")
    show("numpy, one decomposition a layer", theirs, idle["theirs"])
    show("counterpart", ours, idle["ours"])
    compare("counterpart", theirs, ours, idle)
    best = min(ours, key=lambda one: one["seconds"])
    print(f"  of the best run: reading {best['read_seconds']:.3f} s, computing"
          f" {best['compute_seconds']:.3f} s (they overlap); {best['passes']:.0f} passes")
    sums = sum(weight * ours[0][name] for name, weight in
               (("cca", 1), ("svcca", 10), ("pwcca", 100), ("cka", 1000)))
    print(f"  cca + 10 svcca + 100 pwcca + 1000 cka: numpy {theirs[0]['value']:.9f}, difference"
          f" {sums - theirs[0]['value']:.1e}")
    if with_pairs:
        pairs = python(NUMPY_PAIRS, path)["seconds"]
        print(f"  the recipe on the data of each pair: {pairs:.1f} s for 100 pairs (10 timed),"
              f" counterpart {pairs / best['seconds']:.0f} x as fast")


def memory(program, folder, idle):
    print("Peak memory of the map")
    for samples in (SAMPLES, 4 * SAMPLES):
        path = os.path.join(folder, f"networks{samples}.h5")
        write_networks(path, samples, 2)
        for budget in ("1024", "64"):
            os.environ["COUNTERPART_BENCH_MEMORY"] = budget
            result = bench(program, "layerMap", "COUNTERPART_BENCH_LAYERS", path)
            print(f"  {samples} samples, budget {budget} MB: {result['memory']:.1f} MB peak"
                  f" ({result['memory'] - idle['ours']:.1f} above idle; planned"
                  f" {result['planned_mb']:.1f}), {result['passes']:.0f} passes,"
                  f" {result['seconds']:.2f} s")
        os.remove(path)
    del os.environ["COUNTERPART_BENCH_MEMORY"]


if __name__ == "__main__":
    run_parts(__doc__,
              {"map": lambda options, folder, idle: layer_map(options.program, folder,
                                                              options.rounds, idle,
                                                              not options.without_pairs),
               "memory": lambda options, folder, idle: memory(options.program, folder, idle)},
              IDLE_PYTHON, rounds=3, switches=("--without-pairs",))
