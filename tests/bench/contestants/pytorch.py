"""PyTorch on one thread, every layer's gradient norm read in one transfer a step.

Reads a line `depth width batch seconds` at a time, answers each with steps per second; the first line out tells the version.
"""
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
print(torch.__version__, flush=True)
networks = {}


def network(depth, width, batch):
    layers, fan_in = [], 2
    for _ in range(depth):
        layers += [nn.Linear(fan_in, width), nn.Sigmoid()]
        fan_in = width
    model = nn.Sequential(*layers, nn.Linear(fan_in, 2))
    weights = [layer.weight for layer in model if isinstance(layer, nn.Linear)]
    x, y = torch.randn(batch, 2), torch.arange(batch) % 2
    loss, parameters = nn.CrossEntropyLoss(), list(model.parameters())
    where = [i for i, p in enumerate(parameters) if any(p is w for w in weights)]

    def step():
        gradients = torch.autograd.grad(loss(model(x), y), parameters)
        torch.stack(torch._foreach_norm([gradients[i] for i in where])).tolist()
        with torch.no_grad():
            torch._foreach_add_(parameters, gradients, alpha=-0.01)

    for _ in range(5):
        step()
    return step


for line in sys.stdin:
    depth, width, batch, seconds = line.split()
    key = (int(depth), int(width), int(batch))
    step = networks.setdefault(key, None) or network(*key)
    networks[key] = step
    steps, start = 0, time.perf_counter()
    while time.perf_counter() - start < float(seconds):
        step()
        steps += 1
    print(steps / (time.perf_counter() - start), flush=True)
