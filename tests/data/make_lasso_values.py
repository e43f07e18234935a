#!/usr/bin/python3
"""Writes lasso_values.json: solutions of small LASSO problems by scikit-learn's coordinate descent.

    /usr/bin/python3 tests/data/make_lasso_values.py tests/data/lasso_values.json

Columns are standardised (mean 0, population deviation 1), so that sklearn's objective
1/(2n) |y - Xw|² + alpha |w|_1 is 1/2 (1 - 2 w'c + w'Gw) + alpha |w|_1 with correlations G and c.
"""

import json
import sys

import numpy as np
import sklearn
from sklearn.linear_model import lasso_path

PENALTIES = [0.8, 0.5, 0.3, 0.1, 0.03, 0.01, 0.001]


def standardised(values):
    return (values - values.mean(0)) / values.std(0)


def problem(name, samples, predictors, causes, noise, seed):
    random = np.random.default_rng(seed)
    hidden = random.standard_normal((samples, causes))
    x = hidden @ random.standard_normal((causes, predictors))
    x = np.maximum(x + noise * random.standard_normal(x.shape), 0)
    y = np.maximum(hidden @ random.standard_normal(causes)
                   + noise * random.standard_normal(samples), 0)
    x, y = standardised(x), standardised(y)
    _, weights, _ = lasso_path(x, y, alphas=PENALTIES, tol=1e-15, max_iter=1000000)
    gram = x.T @ x / samples
    correlations = x.T @ y / samples
    objectives = [0.5 * (1 - 2 * w @ correlations + w @ gram @ w) + penalty * np.abs(w).sum()
                  for penalty, w in zip(PENALTIES, weights.T)]
    return {"name": name, "gram": gram.tolist(), "correlations": correlations.tolist(),
            "penalties": PENALTIES, "weights": weights.T.tolist(), "objectives": objectives}


def main():
    problems = [problem("independent", 400, 8, 8, 3, 1),
                problem("a few causes", 600, 15, 3, 0.5, 2),
                problem("nearly dependent", 300, 12, 2, 0.05, 3)]
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump({"sklearn": sklearn.__version__, "problems": problems}, file)
        file.write("\n")


if __name__ == "__main__":
    main()
