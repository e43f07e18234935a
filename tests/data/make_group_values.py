#!/usr/bin/python3
"""Writes group_values.json: average linkage and classical scaling of distances by scipy and numpy.

    /usr/bin/python3 tests/data/make_group_values.py > tests/data/group_values.json
"""

import json

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform


def scaled(distances):
    n = len(distances)
    centring = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-centring @ distances ** 2 @ centring / 2)
    points = vectors[:, ::-1][:, :3] * np.sqrt(np.maximum(values[::-1][:3], 0))
    for d in range(3):
        column = points[:, d]
        column *= np.sign(column[np.argmax(np.abs(column))])
    return points, values[::-1]


def case(distances, count):
    distances = np.round((distances + distances.T) / 2, 6)
    tree = linkage(squareform(distances, checks=False), "average")
    points, values = scaled(distances)
    return {"distances": distances.tolist(), "heights": tree[:, 2].tolist(),
            "sizes": tree[:, 3].astype(int).tolist(), "count": count,
            "labels": fcluster(tree, count, "maxclust").tolist(),
            "points": points.tolist(), "eigenvalues": values.tolist()}


random = np.random.default_rng(5)
points = np.concatenate([random.normal(centre, 0.3, (4, 3)) for centre in (0, 2, 5)])
euclidean = np.linalg.norm(points[:, None] - points[None], axis=2)
other = random.random((9, 9))  # no points have these distances
np.fill_diagonal(other, 0)
print(json.dumps({"euclidean": case(euclidean, 3), "other": case(other, 4)}, indent=1))
