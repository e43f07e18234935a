#!/usr/bin/python3
"""Writes assignment_totals.json: optimal totals of scipy.optimize.linear_sum_assignment for matrices
that tst_assignment.cpp makes by the same rules. Run: /usr/bin/python3 make_assignment_totals.py"""

import json
import pathlib

import numpy as np
import scipy
from scipy.optimize import linear_sum_assignment


def uniform(seed, count):
    """count numbers in [0, 1) by splitmix64 (Steele, Lea, Flood 2014)."""
    state = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    state = state ^ (state >> np.uint64(31))
    return (state >> np.uint64(11)).astype(np.float64) * 2.0**-53


def make(kind, rows, columns, seed):
    if kind == "uniform":
        return uniform(seed, rows * columns).reshape(rows, columns) - 0.5
    if kind == "integers":
        return np.floor(uniform(seed, rows * columns) * 10).reshape(rows, columns)
    a = uniform(seed, rows * 5).reshape(rows, 5) - 0.5
    b = uniform(seed + 1, columns * 5).reshape(columns, 5) - 0.5
    weights = np.zeros((rows, columns))
    for k in range(5):
        weights += np.outer(a[:, k], b[:, k])
    return weights


def main():
    cases = []
    for kind in ("uniform", "integers", "factors"):
        for rows, columns in ((60, 60), (300, 300), (40, 170), (170, 40), (700, 700), (500, 900)):
            seed = 1000 * rows + columns
            weights = make(kind, rows, columns, seed)
            chosen = linear_sum_assignment(weights, maximize=True)
            cases.append({"kind": kind, "rows": rows, "columns": columns, "seed": seed,
                          "first": float(weights[0, 0]), "total": float(weights[chosen].sum())})
    result = {"scipy": scipy.__version__, "cases": cases}
    path = pathlib.Path(__file__).with_name("assignment_totals.json")
    path.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
