"""Writes leastSquares.json: numpy's numbers for gradient descent on a line through twelve points.

python3 tests/golden/least_squares.py
"""
import re

import numpy as np

from common import here, write

source = (here / '../../src/features/learn/math/flats.ts').read_text()
points = np.array([[float(a), float(b)] for a, b in re.findall(r'\[(\d\.\d+), (\d\.\d+)\]', source)])
m = len(points)


def run(x, y, rate, momentum, steps):
    X = np.stack([np.ones(m), x], 1)
    theta, v, path = np.zeros(2), np.zeros(2), [[0.0, 0.0]]
    for _ in range(steps):
        v = momentum * v + X.T @ (X @ theta - y) / m
        theta = theta - rate * v
        path.append(theta.tolist())
    return path


def case(x, y):
    X = np.stack([np.ones(m), x], 1)
    values = np.linalg.eigvalsh(X.T @ X / m)
    return {
        'eigenvalues': values.tolist(),
        'solution': np.linalg.lstsq(X, y, rcond=None)[0].tolist(),
        'runs': [
            {'rate': rate, 'momentum': momentum, 'path': run(x, y, rate, momentum, 40)}
            for rate, momentum in [(0.1, 0), (0.9, 0), (1.2, 0), (0.2, 0.9), (1.9, 0.9)]
        ],
    }


x, y = points.T
golden = {'points': points.tolist(), 'plain': case(x, y), 'standardized': case((x - x.mean()) / x.std(), y)}
write('leastSquares.json', golden)
