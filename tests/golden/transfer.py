"""Writes transfer.json: PyTorch's losses and gradients of the objectives that transfer knowledge to another domain.

Debian: apt install python3-torch libopenblas0-pthread; then python3 tests/golden/transfer.py
"""
import math

import torch
from torch.nn import functional as F

from common import rounded, write_dense
from pytorch import drawer

STEPS, RATE, SOURCE, TARGET, KNOWN = 20, 0.1, 7, 5, 3
WIDTHS = [3, 5, 4, 3]
draw = drawer(7)


class Reverse(torch.autograd.Function):
    @staticmethod
    def forward(context, x, factor):
        context.factor = factor
        return x.view_as(x)

    @staticmethod
    def backward(context, gradient):
        return -context.factor * gradient, None


layers = [(draw(a, b) * 0.7, draw(b) * 0.3) for a, b in zip(WIDTHS, WIDTHS[1:])]
layers = [(w.float().double(), b.float().double()) for w, b in layers]
source, target = draw(SOURCE, 3), draw(TARGET, 3) * 1.5 + 0.5
source, target = source.float().double(), target.float().double()
labels = torch.tensor([i % 3 for i in range(SOURCE)])
target_labels = torch.tensor([(i + 1) % 3 for i in range(TARGET)])
teacher = draw(TARGET, 3) * 2


def forward(parameters, x):
    w = parameters
    h1 = torch.tanh(x @ w[0] + w[1])
    h2 = torch.sigmoid(h1 @ w[2] + w[3])
    return [h1, h2, h2 @ w[4] + w[5]]


def cov(x):
    return torch.cov(x.T, correction=1)


def coral(a, b, weight):
    return weight * (cov(a) - cov(b)).pow(2).sum() / (4 * a.shape[1] ** 2)


def mmd(a, b, weight, widths):
    x = torch.cat([a, b])
    n = len(x)
    distances = (x[:, None] - x[None, :]).pow(2).sum(-1)
    mean = (distances.sum() / (n * (n - 1))).detach()
    kernel = sum(torch.exp(-distances / (f * mean)) for f in widths) / len(widths)
    s, t = slice(0, len(a)), slice(len(a), n)
    within = lambda k: (k.sum() - k.diagonal().sum()) / (len(k) * (len(k) - 1))
    return weight * (within(kernel[s, s]) + within(kernel[t, t]) - 2 * kernel[s, t].mean())


def kl(logits, temperature):
    q = torch.softmax(teacher / temperature, 1)
    return temperature ** 2 * F.kl_div(torch.log_softmax(logits / temperature, 1), q, reduction='batchmean')


SEVERAL = [0.25, 0.5, 1, 2, 4]
OWN = [draw(4, 6), 0.1 * draw(1, 6), draw(6, 1), 0.1 * draw(1, 1)]
OWN = [o.float().double() for o in OWN]


def domain(w, a, b, step):
    factor = 1.3 * (2 / (1 + math.exp(-10 * step / STEPS)) - 1)
    tell = lambda h: torch.relu(Reverse.apply(h, factor) @ w[6] + w[7]) @ w[8] + w[9]
    return (F.binary_cross_entropy_with_logits(tell(a), torch.zeros(len(a), 1).double())
            + F.binary_cross_entropy_with_logits(tell(b), torch.ones(len(b), 1).double())) / 2


def aligned(term):
    def loss(w, step):
        a, b = forward(w, source), forward(w, target)
        return F.cross_entropy(a[2], labels) + term(w, a, b, step)
    return loss


def labels_and_soft(w, step):
    known = F.cross_entropy(forward(w, target[:KNOWN])[2], target_labels[:KNOWN])
    return 0.3 * known + 0.7 * kl(forward(w, target)[2], 2.0)


def joint(w, step):
    return (F.cross_entropy(forward(w, source)[2], labels)
            + F.cross_entropy(forward(w, target[:KNOWN])[2], target_labels[:KNOWN])) / 2


def pseudo(w, step):
    """Of the target, only rows whose teacher is sure; the mean goes over all of them."""
    p = torch.softmax(teacher, 1)
    sure = (p.max(1).values >= 0.8).double()
    each = F.cross_entropy(forward(w, target)[2], p.argmax(1), reduction='none')
    return (F.cross_entropy(forward(w, source)[2], labels) + (each * sure).mean()) / 2


CASES = {
    'coral': aligned(lambda w, a, b, _: coral(a[1], b[1], 0.7)),
    'coral, first layer': aligned(lambda w, a, b, _: coral(a[0], b[0], 20)),
    'mmd, one width': aligned(lambda w, a, b, _: mmd(a[1], b[1], 1.5, [1])),
    'mmd, several widths': aligned(lambda w, a, b, _: mmd(a[0], b[0], 1.5, SEVERAL)),
    'gradient reversal': aligned(lambda w, a, b, step: domain(w, a[1], b[1], step)),
    'distillation': lambda w, _: kl(forward(w, target)[2], 2.5),
    'labels and soft targets': labels_and_soft,
    'joint': joint,
    'pseudo-labels': pseudo,
}


def run(name, loss_of):
    own = OWN if name == 'gradient reversal' else []
    w = [p.clone().requires_grad_() for layer in layers for p in layer] + [o.clone().requires_grad_() for o in own]
    optimizer = torch.optim.SGD(w, lr=RATE)
    losses, gradients = [], None
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(w, step)
        loss.backward()
        losses.append(loss.item())
        # The reversed gradient is 0 at the very first step; the second tells more.
        if step == 1:
            gradients = [p.grad.flatten().tolist() for p in w]
        optimizer.step()
    return {'losses': losses, 'gradients': gradients, 'parameters': [p.detach().flatten().tolist() for p in w]}


write_dense('transfer.json', rounded({
    'torch': torch.__version__, 'steps': STEPS, 'learningRate': RATE, 'known': KNOWN,
    'layers': [{'weights': w.tolist(), 'biases': b.tolist()} for w, b in layers],
    'source': {'inputs': source.tolist(), 'labels': labels.tolist()},
    'target': {'inputs': target.tolist(), 'labels': target_labels.tolist(), 'teacherLogits': teacher.tolist()},
    'own': [{'rows': o.shape[0], 'cols': o.shape[1], 'values': o.flatten().tolist()} for o in OWN],
    'cases': {name: run(name, loss) for name, loss in CASES.items()},
}))
