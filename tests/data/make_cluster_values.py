#!/usr/bin/python3
"""Writes cluster_values.json: what scipy and scikit-learn find for matrices that
tst_hierarchical_clustering.cpp, tst_kmeans.cpp and tst_spectral_clustering.cpp make by the same rules.
Run: /usr/bin/python3 make_cluster_values.py"""

import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy.cluster.hierarchy import fcluster, leaves_list, linkage, optimal_leaf_ordering
from scipy.spatial.distance import squareform
from sklearn.cluster import KMeans, SpectralClustering

from make_assignment_totals import uniform


def similarity(seed, size):
    """Symmetric, uniform in [-1, 1), diagonal 1."""
    values = uniform(seed, size * size).reshape(size, size) * 2 - 1
    upper = np.triu(values, 1)
    return upper + upper.T + np.eye(size)


def blocks(seed, size, count):
    """Like correlations: .55 to .65 within block i % count, -.1 to .3 outside."""
    noise = similarity(seed, size)
    block = np.arange(size) % count
    inside = block[:, None] == block[None, :]
    values = np.where(inside, 0.6 + 0.05 * noise, 0.1 + 0.2 * noise)
    np.fill_diagonal(values, 1)
    return values


def linkages():
    cases = []
    for size in (2, 3, 40, 150, 400):
        matrix = similarity(100 + size, size)
        distances = squareform(1 - matrix, checks=False)
        tree = linkage(distances, "average")
        order = leaves_list(optimal_leaf_ordering(tree, distances))
        cases.append({"size": size, "seed": 100 + size,
                      "heights": (1 - tree[:, 2]).tolist(), "sizes": tree[:, 3].astype(int).tolist(),
                      "neighbours": float(matrix[order[:-1], order[1:]].sum()),
                      "cut": fcluster(tree, max(2, size // 10), "maxclust").tolist()})
    return cases


def means():
    cases = []
    for size, dimensions, clusters in ((60, 2, 4), (300, 5, 10), (500, 3, 25)):
        points = uniform(size, size * dimensions).reshape(size, dimensions)
        best = KMeans(clusters, n_init=100, random_state=0, tol=0).fit(points)
        cases.append({"size": size, "dimensions": dimensions, "clusters": clusters, "seed": size,
                      "inertia": float(best.inertia_)})
    return cases


def spectra():
    cases = []
    for size, count in ((60, 4), (200, 9)):
        weights = np.clip(blocks(size, size, count), 0, None)
        np.fill_diagonal(weights, 0)
        degrees = weights.sum(0)
        scale = 1 / np.sqrt(degrees)
        plain = np.linalg.eigvalsh(np.diag(degrees) - weights)
        symmetric = np.linalg.eigvalsh(np.eye(size) - scale[:, None] * weights * scale)
        labels = SpectralClustering(count, affinity="precomputed", random_state=0).fit_predict(weights)
        cases.append({"size": size, "count": count, "seed": size,
                      "unnormalised": plain[:2 * count].tolist(),
                      "symmetric": symmetric[:2 * count].tolist(), "labels": labels.tolist()})
    return cases


def main():
    result = {"scipy": scipy.__version__, "sklearn": sklearn.__version__,
              "linkages": linkages(), "means": means(), "spectra": spectra()}
    path = pathlib.Path(__file__).with_name("cluster_values.json")
    path.write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
