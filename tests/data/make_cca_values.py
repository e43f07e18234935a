#!/usr/bin/python3
"""Writes cca_values.json: canonical correlations and what follows from them by numpy's QR and SVD of the
activations themselves, for layers that tst_cca.cpp makes by the same rule.
Run: /usr/bin/python3 make_cca_values.py"""

import json
import pathlib

import numpy as np
import scipy
from scipy.stats import chi2

from make_assignment_totals import uniform

CASES = [  # seed, samples, causes that are shared, units of A and of B
    (11, 400, 4, 12, 12),
    (12, 300, 6, 9, 17),
    (13, 250, 3, 15, 8),
    (14, 2000, 40, 100, 90),
]


def layers(seed, samples, causes, a, b):
    """Shared causes mixed into each layer, noise of each unit, and a mean."""
    def part(offset, rows, columns):
        return uniform(1000 * seed + offset, rows * columns).reshape(rows, columns) - 0.5
    shared = part(0, samples, causes)
    x = shared @ part(1, causes, a) + 0.3 * part(2, samples, a) + part(3, 1, a)
    y = shared @ part(4, causes, b) + 0.3 * part(5, samples, b) + part(6, 1, b)
    return x, y


def bartlett(rho, samples, a, b):
    values = []
    for k in range(len(rho)):
        factor = samples - k - (a + b + 1) / 2 + np.sum(rho[:k] ** -2.0)
        value = -factor * np.sum(np.log1p(-rho[k:] ** 2))
        values.append(float(chi2.sf(value, (a - k) * (b - k))))
        if values[-1] > 0.05:
            break
    return values


def svcca(x, y, power, share=0.99):
    kept = []
    for layer in (x, y):
        left, values, _ = np.linalg.svd(layer, full_matrices=False)
        sums = np.cumsum(values ** power)
        kept.append(left[:, :int(np.searchsorted(sums, share * sums[-1]) + 1)])
    rho = np.linalg.svd(kept[0].T @ kept[1], compute_uv=False)
    return float(rho.mean()), [k.shape[1] for k in kept]


def weighted(layer, basis, rotation, rho):
    weights = np.abs((basis @ rotation[:, :len(rho)]).T @ layer).sum(1)
    return float(weights @ rho / weights.sum())


def released(x, y):
    """pwcca.py of google/svcca, first layer not larger than the second."""
    def inverse_root(matrix):
        values, vectors = np.linalg.eigh(matrix)
        return vectors / np.sqrt(values) @ vectors.T
    a = x.shape[1]
    covariance = np.cov(x.T, y.T)
    inner = inverse_root(covariance[:a, :a]) @ covariance[:a, a:] @ inverse_root(covariance[a:, a:])
    u, rho, _ = np.linalg.svd(inner, full_matrices=False)
    mean = x.mean(0)
    q, _ = np.linalg.qr((x - mean) @ u + mean)
    weights = np.abs(q.T @ x).sum(1)
    return float(weights @ rho / weights.sum())


def values(case):
    x, y = layers(*case)
    centred_x, centred_y = x - x.mean(0), y - y.mean(0)
    basis_x, basis_y = np.linalg.qr(centred_x)[0], np.linalg.qr(centred_y)[0]
    u, rho, vt = np.linalg.svd(basis_x.T @ basis_y)
    cross = centred_x.T @ centred_y
    nuclear = np.linalg.svd(cross, compute_uv=False).sum()
    trace = np.sum(centred_x ** 2), np.sum(centred_y ** 2)
    variance, kept_variance = svcca(centred_x, centred_y, 2)
    singular, kept_singular = svcca(centred_x, centred_y, 1)
    return {
        "case": list(case), "rho": rho.tolist(),
        "svcca_variance": variance, "kept_variance": kept_variance,
        "svcca_singular": singular, "kept_singular": kept_singular,
        "pwcca_a": weighted(centred_x, basis_x, u, rho),
        "pwcca_b": weighted(centred_y, basis_y, vt.T, rho),
        "released": released(x, y) if case[3] <= case[4] else None,
        "bartlett": bartlett(rho, case[1], case[3], case[4]),
        "cka": float(np.sum(cross ** 2) / np.linalg.norm(centred_x.T @ centred_x)
                     / np.linalg.norm(centred_y.T @ centred_y)),
        "procrustes": float(nuclear / np.sqrt(trace[0] * trace[1])),
        "procrustes_distance": float(np.sqrt(trace[0] + trace[1] - 2 * nuclear)),
    }


def main():
    result = {"numpy": np.__version__, "scipy": scipy.__version__,
              "cases": [values(case) for case in CASES]}
    path = pathlib.Path(__file__).with_name("cca_values.json")
    path.write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
