"""Writes scores.json: numpy's AUC (all pairs compared), RMSE and R² of random predictions.

python3 tests/golden/scores.py
"""
import numpy as np

from common import write

random = np.random.default_rng(7)


def auc_case(rows, digits):
    labels = random.integers(0, 2, rows)
    outputs = np.round(random.normal(size=(rows, 2)) + 0.5 * np.eye(2)[labels], digits)
    # Equality of the differences is decided in the same arithmetic as in the lab: z₁ − z₀ in float64.
    margin = outputs[:, 1] - outputs[:, 0]
    above = margin[labels == 1][:, None] - margin[labels == 0][None, :]
    auc = float(((above > 0) + 0.5 * (above == 0)).mean())
    return {'labels': labels.tolist(), 'outputs': outputs.ravel().tolist(), 'auc': auc}


def regression_case(rows, unit):
    targets = unit * random.normal(size=rows) + 22
    predicted = targets + unit * random.normal(size=rows) * 0.4
    mean, std = targets[: rows // 2].mean(), targets[: rows // 2].std()
    scaled = (targets - mean) / std
    return {
        'unit': float(std),
        'scaledTargets': scaled.tolist(),
        'loss': float(np.mean(((predicted - mean) / std - scaled) ** 2)),
        'rmse': float(np.sqrt(np.mean((predicted - targets) ** 2))),
        'rSquared': float(1 - np.sum((predicted - targets) ** 2) / np.sum((targets - targets.mean()) ** 2)),
    }


numbers = {
    'auc': [auc_case(40, 6), auc_case(60, 0), auc_case(7, 1)],
    'regression': [regression_case(50, 9.2), regression_case(31, 1e-3)],
}
write('scores.json', numbers)
