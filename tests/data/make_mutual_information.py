#!/usr/bin/python3
"""Writes mutual_information.json: scikit-learn's mutual_info_score of units that
tst_mutual_information.cpp makes by the same rules, binned here with scipy's ranks and numpy's
percentiles. Run: /usr/bin/python3 make_mutual_information.py"""

import json
import pathlib

import numpy as np
import sklearn
from scipy.stats import rankdata
from sklearn.metrics import mutual_info_score

from make_assignment_totals import uniform

ROWS = 3000
UNITS = (7, 5)


def make_layer(units, seed):
    """Kinds of unit in turn: mostly zero, half zero, none zero, few integers, constant, negative."""
    cause = uniform(1, ROWS) - 0.5
    layer = np.empty((ROWS, units), np.float32)
    for unit in range(units):
        own = uniform(seed + unit, ROWS) - 0.5
        value = cause * (unit % 3) + own
        layer[:, unit] = [np.maximum(value - 0.35, 0), np.maximum(value, 0), value + 3,
                          np.floor(4 * value) + 2, np.full(ROWS, 0.25), value][unit % 6]
    return layer


def zero_and_five_percent(values):
    bins = np.zeros(len(values), int)
    others = values.astype(np.float64) > 1e-6
    count = int(others.sum())
    if count:
        wanted = -(-20 * count // len(values))
        bins[others] = 1 + (rankdata(values[others], "min").astype(int) - 1) * wanted // count
    return bins


def percentile20(values):
    values = values.astype(np.float64)
    return np.searchsorted(np.percentile(values, np.linspace(0, 100, 21))[1:-1], values, "right")


def occupied(*bins):
    return len(set(zip(*bins)))


def compare(rows, columns):
    information = [[mutual_info_score(x, y) for y in columns] for x in rows]
    bias = [[(occupied(x, y) - occupied(x) - occupied(y) + 1) / (2 * ROWS) for y in columns]
            for x in rows]
    return {"information": information, "bias": bias}


def main():
    a, b = (make_layer(units, seed) for units, seed in zip(UNITS, (100, 200)))
    result = {"sklearn": sklearn.__version__, "rows": ROWS,
              "first": [float(a[0, 1]), float(a[1, 2]), float(b[2, 2])]}
    for name, rule in (("zero+5%", zero_and_five_percent), ("percentile20", percentile20)):
        x, y = ([rule(unit) for unit in layer.T] for layer in (a, b))
        result[name] = {"between": compare(x, y), "within_a": compare(x, x),
                        "within_b": compare(y, y)}
    path = pathlib.Path(__file__).with_name("mutual_information.json")
    path.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
