"""Writes distillation.json: PyTorch's losses and gradients of every way to teach a student, and its weights after 20 updates.

Debian: apt install python3-torch libopenblas0-pthread; then python3 tests/golden/distillation.py
"""
import torch
from torch.nn import functional as F

from common import rounded, write_dense
from pytorch import ACTIVATIONS, drawer

STEPS, ROWS, LABELLED, FEATURES, CLASSES = 20, 9, 6, 3, 3
TEACHER = [6, 4, 7]
draw = drawer(11)
inputs = draw(ROWS, FEATURES)
labels = torch.tensor([i % CLASSES for i in range(ROWS)])[:LABELLED]
logits = [draw(ROWS, CLASSES, scale=2.0) for _ in range(2)]
logits[0][1, 1] = 30.0  # One answer that the teacher is sure of.
hidden = [draw(ROWS, units) for units in TEACHER]
target = torch.cat([labels, logits[0][LABELLED:].argmax(1)])
one_hot = F.one_hot(target, CLASSES).bool()


def network(*hidden, normalization='none', residual=False, sure=1.0):
    widths = [FEATURES] + [units for units, _ in hidden] + [CLASSES]
    layers = [[draw(a, b, scale=1.2 / a ** 0.5), draw(b, scale=0.3)] for a, b in zip(widths, widths[1:])]
    layers[-1] = [(sure * layers[-1][0]).float().double(), layers[-1][1]]
    return {
        'hidden': [{'units': units, 'activation': name} for units, name in hidden], 'normalization': normalization, 'residual': residual,
        'initializer': {'kind': 'inline', 'layers': [{'weights': w.tolist(), 'biases': b.tolist()} for w, b in layers]},
    }


# A student that is sure has steep losses.
RATES = {'plain': 0.05, 'normalized': 0.05, 'sure': 0.002}
NETWORKS = {
    'plain': network((5, 'tanh'), (4, 'sigmoid'), (6, 'tanh')),
    'normalized': network((5, 'softplus'), (5, 'tanh'), (5, 'tanh'), normalization='batch', residual=True),
    'sure': network((5, 'tanh'), (4, 'tanh'), sure=10.0),
}


class Student:
    def __init__(self, spec):
        self.spec = spec
        self.groups = []
        for l, layer in enumerate(spec['initializer']['layers']):
            group = [torch.tensor(layer[name], dtype=torch.float64) for name in ('weights', 'biases')]
            if spec['normalization'] == 'batch' and l < len(spec['hidden']):
                units = spec['hidden'][l]['units']
                group += [torch.ones(units, dtype=torch.float64), torch.zeros(units, dtype=torch.float64)]
            self.groups.append([p.requires_grad_() for p in group])

    @property
    def parameters(self):
        return [p for group in self.groups for p in group]

    def __call__(self, x):
        outs = []
        for group, layer in zip(self.groups, self.spec['hidden']):
            z = x @ group[0] + group[1]
            if len(group) == 4:
                z = F.batch_norm(z, None, None, group[2], group[3], training=True)
            a = ACTIVATIONS[layer['activation']](z)
            x = a + x if self.spec['residual'] and group[0].shape[0] == group[0].shape[1] else a
            outs.append(x)
        return outs + [x @ self.groups[-1][0] + self.groups[-1][1]]


def cross_entropy(s):
    """Of the labelled rows, over the size of the whole batch."""
    return F.cross_entropy(s[:LABELLED], labels, reduction='sum') / len(s)


def kl(s, q, T):
    return F.kl_div(F.log_softmax(s / T, 1), q, reduction='batchmean')


def hinton(alpha, T, q=None):
    soft = F.softmax(logits[0] / T, 1) if q is None else q
    return lambda outs, own, step: alpha * cross_entropy(outs[-1]) + (1 - alpha) * T * T * kl(outs[-1], soft, T)


def hint(outs, own, teacher_layer, student_layer):
    a = outs[student_layer - 1]
    guess = a @ own[0] + own[1] if own else a
    return 0.5 * (hidden[teacher_layer - 1] - guess).pow(2).sum(1).mean()


def dkd(hard, alpha, beta, T):
    def loss(outs, own, step):
        s, t = outs[-1], logits[0]
        ps, pt = F.softmax(s / T, 1), F.softmax(t / T, 1)
        split = lambda p: torch.stack([(p * one_hot).sum(1), (p * ~one_hot).sum(1)], 1)
        tckd = F.kl_div(split(ps).log(), split(pt), reduction='sum') * T * T / ROWS
        without = lambda z: z / T - 1000.0 * one_hot
        nckd = F.kl_div(F.log_softmax(without(s), 1), F.softmax(without(t), 1), reduction='sum') * T * T / ROWS
        return hard * cross_entropy(s) + alpha * tckd + beta * nckd
    return loss


def pairwise(e):
    squares = (e.pow(2).sum(1)[:, None] + e.pow(2).sum(1)[None] - 2 * e @ e.T).clamp(min=1e-12)
    return squares.sqrt() * (1 - torch.eye(len(e), dtype=e.dtype))


def relational(hard, distance, angle):
    def relative(e):
        d = pairwise(e)
        return d / d[d > 0].mean()

    def cosines(e):
        direction = F.normalize(e[None] - e[:, None], dim=2)
        return torch.bmm(direction, direction.transpose(1, 2))

    def loss(outs, own, step):
        e, t = outs[-2], hidden[-1]
        return hard * cross_entropy(outs[-1]) + distance * F.smooth_l1_loss(relative(e), relative(t)) + angle * F.smooth_l1_loss(cosines(e), cosines(t))
    return loss


def only_labelled(f):
    return lambda outs, own, step: f(outs[-1])


def cases():
    """Name, method, network, loss, the regressor's shape, rows."""
    T1 = [F.softmax(one, 1) for one in logits]
    yield 'hard labels', {'kind': 'hardLabels'}, 'plain', only_labelled(lambda s: F.cross_entropy(s, labels)), None, LABELLED
    yield 'label smoothing', {'kind': 'labelSmoothing', 'epsilon': 0.2}, 'plain', only_labelled(lambda s: F.cross_entropy(s, labels, label_smoothing=0.2)), None, LABELLED
    yield 'argmax', {'kind': 'teacherArgmax'}, 'plain', lambda outs, own, step: F.cross_entropy(outs[-1], logits[0].argmax(1)), None, ROWS
    yield 'soft targets', {'kind': 'softTargets'}, 'plain', lambda outs, own, step: kl(outs[-1], T1[0], 1), None, ROWS
    for alpha, T in ((0, 1), (0.1, 4), (0.5, 2), (0.3, 20), (1, 4), (0.2, 0.5)):
        yield f'hinton α {alpha}, T {T}', {'kind': 'hinton', 'alpha': alpha, 'temperature': T}, 'plain', hinton(alpha, T), None, ROWS
    yield 'hinton, normalized', {'kind': 'hinton', 'alpha': 0.1, 'temperature': 4}, 'normalized', hinton(0.1, 4), None, ROWS
    yield 'hinton, a sure student', {'kind': 'hinton', 'alpha': 0.1, 'temperature': 1}, 'sure', hinton(0.1, 1), None, ROWS
    yield 'born again', {'kind': 'bornAgain', 'alpha': 0.4, 'temperature': 1.5}, 'plain', hinton(0.4, 1.5), None, ROWS
    yield 'assistant', {'kind': 'assistant', 'alpha': 0.4, 'temperature': 3}, 'plain', hinton(0.4, 3), None, ROWS
    yield 'early-stopped', {'kind': 'earlyStopped', 'alpha': 0.4, 'temperature': 5}, 'plain', hinton(0.4, 5), None, ROWS
    mean = sum(F.softmax(one / 4, 1) for one in logits) / 2
    yield 'ensemble', {'kind': 'ensemble', 'teachers': 2, 'alpha': 0.1, 'temperature': 4}, 'plain', hinton(0.1, 4, mean), None, ROWS
    yield 'mutual', {'kind': 'mutual', 'weight': 0.7}, 'plain', lambda outs, own, step: cross_entropy(outs[-1]) + 0.7 * kl(outs[-1], T1[0], 1), None, ROWS
    yield 'logits', {'kind': 'logitMatching'}, 'plain', lambda outs, own, step: 0.5 * (outs[-1] - logits[0]).pow(2).sum(1).mean(), None, ROWS
    soft = {'alpha': 0.2, 'temperature': 3}
    kd = hinton(0.2, 3)
    two = lambda t, s: lambda outs, own, step: hint(outs, own, t, s) if step < STEPS // 2 else kd(outs, own, step)
    joint = lambda t, s, w: lambda outs, own, step: w * hint(outs, own, t, s) + kd(outs, own, step)
    yield 'hints, identity', {'kind': 'hints', **soft}, 'plain', two(2, 2), None, ROWS
    yield 'hints, regressor', {'kind': 'hints', 'teacherLayer': 3, 'studentLayer': 1, **soft}, 'plain', two(3, 1), (5, 7), ROWS
    yield 'hints, joint', {'kind': 'hints', 'stages': 'joint', 'weight': 0.6, 'teacherLayer': 1, 'studentLayer': 3, **soft}, 'plain', joint(1, 3, 0.6), None, ROWS
    yield 'hints, joint, regressor, normalized', {'kind': 'hints', 'stages': 'joint', **soft}, 'normalized', joint(2, 2, 1), (5, 4), ROWS
    for hard, alpha, beta, T in ((1, 1, 8, 4), (0, 1, 0, 1), (0, 0, 1, 2), (0.5, 2, 0.5, 0.5)):
        method = {'kind': 'decoupled', 'hard': hard, 'target': alpha, 'others': beta, 'temperature': T}
        yield f'decoupled {hard}, {alpha}, {beta}, T {T}', method, 'plain', dkd(hard, alpha, beta, T), None, ROWS
    yield 'decoupled, a sure student', {'kind': 'decoupled', 'hard': 1, 'target': 1, 'others': 2, 'temperature': 1}, 'sure', dkd(1, 1, 2, 1), None, ROWS
    for hard, distance, angle in ((1, 25, 50), (0, 1, 0), (0, 0, 1)):
        method = {'kind': 'relational', 'hard': hard, 'distance': distance, 'angle': angle}
        yield f'relational {hard}, {distance}, {angle}', method, 'plain', relational(hard, distance, angle), None, ROWS
    yield 'relational, normalized', {'kind': 'relational', 'hard': 1, 'distance': 2, 'angle': 3}, 'normalized', relational(1, 2, 3), None, ROWS


def train(spec, rate, loss, shape, rows):
    student = Student(spec)
    own = [draw(*shape, scale=0.5).requires_grad_(), draw(shape[1], scale=0.3).requires_grad_()] if shape else []
    start = [p.detach().flatten().tolist() for p in own]
    parameters = student.parameters + own
    losses, gradients = [], {}
    for step in range(STEPS):
        for p in parameters:
            p.grad = torch.zeros_like(p)
        value = loss(student(inputs[:rows]), own, step)
        value.backward()
        losses.append(value.item())
        if step in (0, STEPS - 1):
            gradients['first' if step == 0 else 'last'] = [p.grad.flatten().tolist() for p in parameters]
        with torch.no_grad():
            for p in parameters:
                p -= rate * p.grad
    return {'own': start, 'losses': losses, 'gradients': gradients, 'parameters': [p.detach().flatten().tolist() for p in parameters]}


found = {
    'torch': torch.__version__, 'steps': STEPS, 'inputs': inputs.tolist(), 'labels': labels.tolist(),
    'teacher': {'units': TEACHER, 'hidden': [one.flatten().tolist() for one in hidden], 'logits': [one.flatten().tolist() for one in logits]},
    'networks': NETWORKS,
    'cases': [{'name': name, 'method': method, 'network': kind, 'learningRate': RATES[kind], 'rows': rows, **train(NETWORKS[kind], RATES[kind], loss, shape, rows)} for name, method, kind, loss, shape, rows in cases()],
}
write_dense('distillation.json', rounded(found))
