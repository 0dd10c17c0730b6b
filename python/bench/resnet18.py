"""Measures the hook's cost. Trains a ResNet-18 with and without it in alternate steps: `python3 bench/resnet18.py [batch] [size]`"""

import os
import statistics
import sys
import tempfile
import time

import torch
from torch import nn

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..'))
import gradient_lab


class Block(nn.Module):
    def __init__(self, before, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(before, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.downsample = None
        if stride > 1 or before != channels:
            self.downsample = nn.Sequential(
                nn.Conv2d(before, channels, 1, stride, bias=False), nn.BatchNorm2d(channels)
            )

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(y + (x if self.downsample is None else self.downsample(x)))


def resnet18():
    """The network of He et al. 2016, table 1, 18 layers: 11.7 million weights."""
    layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)]
    before = 64
    for stage, channels in enumerate((64, 128, 256, 512)):
        for block in range(2):
            layers.append(Block(before, channels, 2 if stage > 0 and block == 0 else 1))
            before = channels
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 1000))


def main(batch=8, size=224, rounds=3, every=10):
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    torch.manual_seed(0)
    model = resnet18().to(device)
    optimizer = torch.optim.SGD(model.parameters(), 0.01, momentum=0.9)
    inputs = torch.randn(batch, 3, size, size, device=device)
    classes = torch.randint(0, 1000, (batch,), device=device)

    # On a CPU the process's own time is measured, which other programs do not lengthen.
    clock = time.perf_counter if device == 'cuda' else time.process_time

    def step():
        began = clock()
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(inputs), classes).backward()
        optimizer.step()
        if device == 'cuda':
            torch.cuda.synchronize()
        return clock() - began

    step()
    plain, recorded, passed = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            plain += [step(), step()]
            with gradient_lab.watch(model, optimizer, os.path.join(folder, '%d.jsonl' % number), every):
                # Update 0 is recorded; update 1 writes its line.
                recorded.append(step())
                passed += [step(), step()]
    plain, recorded, first, later = (
        statistics.median(times) for times in (plain, recorded, passed[::2], passed[1::2])
    )
    extra = (recorded - plain) + (first - plain) + (every - 2) * (later - plain)
    print('ResNet-18, batch %d of %d×%d, %s, %d threads' % (batch, size, size, device, torch.get_num_threads()))
    print('step without the hook %.1f ms; recorded %.1f ms; the next %.1f ms; others %.1f ms' % tuple(
        1000 * t for t in (plain, recorded, first, later)
    ))
    print('cost at every=%d: %.1f %% of a step' % (every, 100 * extra / (every * plain)))


if __name__ == '__main__':
    main(*map(int, sys.argv[1:]))
