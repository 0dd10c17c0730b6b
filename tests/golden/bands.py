"""Writes bands.json: how the backprop signal scatters over random networks of 50 layers, by PyTorch in float64.

For every activation, initializer and width: percentiles of ln(‖δ¹‖ / ‖δ⁵⁰‖) over 2,000 networks on one batch, and how many pass
nothing at all. Debian: apt install python3-torch; then python3 tests/golden/bands.py
"""
import math

import torch
from torch.nn import functional as F

from common import write_dense
from pytorch import ACTIVATIONS

torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(20)

# Networks are drawn so many at once.
DEPTH, NETWORKS, DRAWS, SAMPLES, FEATURES, CLASSES = 50, 500, 4, 24, 4, 2


def orthogonal(rows, cols):
    """Orthonormal columns, or rows where there are fewer of these, uniformly distributed."""
    a = torch.randn(NETWORKS, max(rows, cols), min(rows, cols), generator=generator)
    q, r = torch.linalg.qr(a)
    q = q * torch.sign(torch.diagonal(r, dim1=-2, dim2=-1)).unsqueeze(-2)
    return q if rows >= cols else q.transpose(1, 2)


INITIALIZERS = {
    'heNormal': lambda rows, cols: math.sqrt(2 / rows) * torch.randn(NETWORKS, rows, cols, generator=generator),
    'heUniform': lambda rows, cols: math.sqrt(6 / rows) * (2 * torch.rand(NETWORKS, rows, cols, generator=generator) - 1),
    'orthogonal': orthogonal,
}


def signals(activation, draw, width, inputs, labels):
    """‖δ‖ of the first and of the last hidden layer, for every network."""
    a = inputs.expand(NETWORKS, -1, -1)
    widths = [FEATURES] + [width] * DEPTH + [CLASSES]
    weights, slopes = [], []
    for l, (rows, cols) in enumerate(zip(widths, widths[1:])):
        w = draw(rows, cols)
        z = torch.bmm(a, w)
        weights.append(w)
        if l < DEPTH:
            z = z.requires_grad_()
            value = activation(z)
            slope, = torch.autograd.grad(value.sum(), z)
            slopes.append(slope)
            a = value.detach()
    delta = (torch.softmax(z, -1) - F.one_hot(labels, CLASSES)) / SAMPLES
    norms = []
    for l in range(DEPTH - 1, -1, -1):
        delta = torch.bmm(delta, weights[l + 1].transpose(1, 2)) * slopes[l]
        norms.append(delta.flatten(1).norm(dim=1))
    return norms[-1], norms[0]


inputs = torch.randn(SAMPLES, FEATURES, generator=generator).float().double()
labels = torch.arange(SAMPLES) % CLASSES
cases = []
for width in (8, 32):
    for initializer, draw in INITIALIZERS.items():
        for name, activation in ACTIVATIONS.items():
            drawn = [signals(activation, draw, width, inputs, labels) for _ in range(DRAWS)]
            first, last = (torch.cat(norms) for norms in zip(*drawn))
            passing = last > 0
            logs = torch.log(first[passing] / last[passing])
            percentiles = torch.quantile(logs, torch.linspace(0, 1, 101)).tolist()
            cases.append({'activation': name, 'initializer': initializer, 'width': width, 'silent': 1 - passing.double().mean().item(),
                          'percentiles': [float(f'{p:.6g}') for p in percentiles]})
            print(width, initializer, name, cases[-1]['silent'], percentiles[3], percentiles[50], percentiles[97], flush=True)
write_dense('bands.json', {
    'torch': torch.__version__, 'depth': DEPTH, 'networks': NETWORKS * DRAWS, 'inputs': inputs.tolist(), 'labels': labels.tolist(), 'cases': cases,
})
