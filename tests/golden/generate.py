"""Writes the golden files: PyTorch's numbers for small networks, in float64 and float32.

Debian: apt install python3-torch libopenblas0-pthread; then python3 tests/golden/generate.py
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

from common import rounded, write_dense
from pytorch import ACTIVATIONS

DERIVATIVE_MAX = {'sigmoid': 0.25, 'selu': 1.7580993408473766, 'gelu': 1.1289041451825, 'swish': 1.0998393201285, 'mish': 1.0884981612516}
OPTIMIZERS = {
    'sgd': lambda p, o, wd: torch.optim.SGD(p, lr=o['learningRate'], weight_decay=wd),
    'momentum': lambda p, o, wd: torch.optim.SGD(p, lr=o['learningRate'], momentum=o['momentum'], nesterov=o['nesterov'], weight_decay=wd),
    'rmsprop': lambda p, o, wd: torch.optim.RMSprop(p, lr=o['learningRate'], alpha=o['alpha'], eps=o['eps'], weight_decay=wd),
    'adam': lambda p, o, wd: torch.optim.Adam(p, lr=o['learningRate'], betas=(o['beta1'], o['beta2']), eps=o['eps'], weight_decay=wd),
    'adamw': lambda p, o, wd: torch.optim.AdamW(p, lr=o['learningRate'], betas=(o['beta1'], o['beta2']), eps=o['eps'], weight_decay=wd),
}
SCHEDULES = {
    'constant': lambda s, t, n: 1.0,
    'cosine': lambda s, t, n: s['minFactor'] + (1 - s['minFactor']) * (1 + math.cos(math.pi * t / n)) / 2,
    'step': lambda s, t, n: s['gamma'] ** (t // s['every']),
    'warmup': lambda s, t, n: min(1.0, (t + 1) / s['warmupSteps']),
}


def experiment(name, *, hidden=None, loss='crossEntropy', optimizer=None, normalization='none', residual=False,
               weight_decay=0.0, clip_norm=None, schedule=None, seed=0):
    """A spec with inline data and weights: nothing in it is left to chance."""
    generator = torch.Generator().manual_seed(1000 + seed)
    hidden = hidden or [{'units': 5, 'activation': 'tanh'}, {'units': 5, 'activation': 'sigmoid'}]
    samples, features, outputs = 7, 3, 3
    draw = lambda *shape: torch.randn(*shape, generator=generator, dtype=torch.float64)
    widths = [features] + [layer['units'] for layer in hidden] + [outputs]
    # Written in float32 so that both precisions start from the very same numbers.
    layers = [{'weights': (draw(a, b) * (1.2 / a ** 0.5)).float().tolist(), 'biases': (0.3 * draw(b)).float().tolist()}
              for a, b in zip(widths, widths[1:])]
    data = {'kind': 'inline', 'inputs': draw(samples, features).float().tolist(), 'testFraction': 0}
    if loss == 'crossEntropy':
        data['labels'] = [i % outputs for i in range(samples)]
    else:
        data['targets'] = draw(samples, outputs).float().tolist()
    return {
        'format': 'gradient-lab/experiment', 'version': 1, 'name': name, 'seed': 1, 'data': data,
        'network': {'hidden': hidden, 'initializer': {'kind': 'inline', 'layers': layers},
                    'normalization': normalization, 'residual': residual, 'dropout': 0},
        'training': {'loss': loss, 'optimizer': optimizer or {'kind': 'sgd', 'learningRate': 0.1},
                     'schedule': schedule or {'kind': 'constant'}, 'batchSize': 'full', 'steps': 20,
                     'weightDecay': weight_decay, 'clipNorm': clip_norm},
    }


def run(spec, dtype):
    """Trains as the spec says, and measures what a telemetry frame holds."""
    network, training = spec['network'], spec['training']
    hidden, kind = network['hidden'], network['normalization']
    x = torch.tensor(spec['data']['inputs'], dtype=dtype)
    classification = 'labels' in spec['data']
    y = torch.tensor(spec['data']['labels']) if classification else torch.tensor(spec['data']['targets'], dtype=dtype)
    groups = []
    for l, layer in enumerate(network['initializer']['layers']):
        group = [torch.tensor(layer['weights'], dtype=dtype), torch.tensor(layer['biases'], dtype=dtype)]
        if kind != 'none' and l < len(hidden):
            group += [torch.ones(hidden[l]['units'], dtype=dtype), torch.zeros(hidden[l]['units'], dtype=dtype)]
        groups.append([p.requires_grad_() for p in group])
    parameters = [p for group in groups for p in group]
    optimizer = OPTIMIZERS[training['optimizer']['kind']](parameters, training['optimizer'], training['weightDecay'])
    rate = training['optimizer']['learningRate']

    def measure():
        a, zs, pres, outs = x, [], [], []
        for l, group in enumerate(groups):
            z = a @ group[0] + group[1]
            z.retain_grad()
            zs.append(z)
            if l == len(hidden):
                outs.append(z)
                break
            n = z
            if kind == 'batch':
                n = F.batch_norm(z, None, None, group[2], group[3], training=True)
            elif kind == 'layer':
                n = F.layer_norm(z, (z.shape[1],), group[2], group[3])
            n.retain_grad()
            pres.append(n)
            out = ACTIVATIONS[hidden[l]['activation']](n)
            if network['residual'] and group[0].shape[0] == group[0].shape[1]:
                out = out + a
            out.retain_grad()
            outs.append(out)
            a = out
        if training['loss'] == 'crossEntropy':
            loss = F.cross_entropy(zs[-1], y)
        else:
            loss = F.mse_loss(zs[-1], y)
        return loss, zs, pres, outs

    losses, first, last = [], None, None
    for step in range(training['steps']):
        optimizer.zero_grad()
        loss, zs, pres, outs = measure()
        loss.backward()
        losses.append(loss.item())
        before = [p.detach().clone() for p in parameters]
        gradients = [p.grad.detach().clone() for p in parameters]
        if training['clipNorm'] is not None:
            nn.utils.clip_grad_norm_(parameters, training['clipNorm'])
        for group in optimizer.param_groups:
            group['lr'] = rate * SCHEDULES[training['schedule']['kind']](training['schedule'], step, training['steps'])
        optimizer.step()
        if step in (0, training['steps'] - 1):
            record = []
            index = 0
            for l, group in enumerate(groups):
                w = before[index]
                delta = zs[l].grad
                row = {
                    'weightGradNorm': gradients[index].norm().item(),
                    'biasGradNorm': gradients[index + 1].norm().item(),
                    'signalNorm': delta.norm().item(),
                    'weightNorm': w.norm().item(),
                    'updateRatio': ((group[0].detach() - w).norm() / w.norm()).item(),
                    'activationMean': outs[l].mean().item(),
                    'activationStd': outs[l].std(unbiased=False).item(),
                    'activationRms': outs[l].pow(2).mean().sqrt().item(),
                }
                if l < len(hidden):
                    above = sum(len(g) for g in groups[:l + 1])
                    returned = zs[l + 1].grad @ before[above].T
                    row['weightFactor'] = (returned.norm() / zs[l + 1].grad.norm()).item()
                    row['skipFactor'] = (outs[l].grad.norm() / returned.norm()).item()
                    row['activationFactor'] = (pres[l].grad.norm() / outs[l].grad.norm()).item()
                    row['normalizationFactor'] = (delta.norm() / pres[l].grad.norm()).item()
                    name = hidden[l]['activation']
                    n = pres[l].detach().clone().requires_grad_()
                    slope, = torch.autograd.grad(ACTIVATIONS[name](n).sum(), n)
                    row['saturatedFraction'] = (slope.abs() < 0.05 * DERIVATIVE_MAX.get(name, 1.0)).double().mean().item()
                    row['deadFraction'] = (slope == 0).all(0).double().mean().item()
                record.append(row)
                index += len(group)
            if step == 0:
                first = {'gradients': [g.flatten().tolist() for g in gradients], 'layers': record}
            last = record
    return {'losses': losses, 'first': first, 'last': {'layers': last}, 'parameters': [p.detach().flatten().tolist() for p in parameters]}


def cases():
    hidden = lambda name: [{'units': 5, 'activation': name}, {'units': 4, 'activation': name}]
    for seed, name in enumerate(ACTIVATIONS):
        yield experiment(f'activation {name}', hidden=hidden(name), seed=seed)
    adam = {'learningRate': 0.01, 'beta1': 0.9, 'beta2': 0.999, 'eps': 1e-8}
    for optimizer in ({'kind': 'momentum', 'learningRate': 0.05, 'momentum': 0.9, 'nesterov': False},
                      {'kind': 'momentum', 'learningRate': 0.05, 'momentum': 0.9, 'nesterov': True},
                      {'kind': 'rmsprop', 'learningRate': 0.01, 'alpha': 0.99, 'eps': 1e-8},
                      {'kind': 'adam', **adam}, {'kind': 'adamw', **adam}):
        title = optimizer['kind'] + (' nesterov' if optimizer.get('nesterov') else '')
        for decay in (0.0, 0.05):
            yield experiment(f'optimizer {title}, decay {decay}', optimizer=optimizer, weight_decay=decay)
    yield experiment('sgd with decay', weight_decay=0.05)
    yield experiment('clipped', clip_norm=0.05)
    yield experiment('squared error', loss='meanSquaredError', seed=3)
    for kind in ('batch', 'layer'):
        yield experiment(f'{kind} norm', normalization=kind, seed=4)
        yield experiment(f'{kind} norm, residual', normalization=kind, residual=True, hidden=[{'units': 5, 'activation': 'relu'}] * 3, seed=5)
    yield experiment('residual', residual=True, hidden=[{'units': 5, 'activation': 'tanh'}] * 3, seed=6)
    yield experiment('uneven widths', hidden=[{'units': 6, 'activation': 'relu'}, {'units': 2, 'activation': 'tanh'}, {'units': 7, 'activation': 'elu'}], seed=7)
    for schedule in ({'kind': 'cosine', 'minFactor': 0.1}, {'kind': 'step', 'every': 6, 'gamma': 0.5}, {'kind': 'warmup', 'warmupSteps': 8}):
        yield experiment(f"schedule {schedule['kind']}", schedule=schedule)


networks = [{'experiment': spec, 'float64': run(spec, torch.float64), 'float32Losses': run(spec, torch.float32)['losses']} for spec in cases()]
write_dense('networks.json', {'torch': torch.__version__, 'networks': rounded(networks)})

# Sigmoid networks whose first layers' gradients lie far below what float32 can hold; their weights are written short.
deep = []
for depth in (100, 200):
    spec = rounded(experiment(f'{depth} sigmoid layers', hidden=[{'units': 5, 'activation': 'sigmoid'}] * depth, seed=depth), 6)
    spec['training']['steps'] = 1
    layers = [{name: layer[name] for name in ('signalNorm', 'weightGradNorm', 'biasGradNorm')} for layer in run(spec, torch.float64)['first']['layers']]
    deep.append({'experiment': spec, 'layers': layers})
write_dense('deep.json', {'torch': torch.__version__, 'networks': rounded(deep)})

z = torch.tensor([-40.0, -10, -5, -3, -2, -1.5, -1, -0.5, -0.1, -1e-3, 0, 1e-3, 0.1, 0.5, 1, 1.5, 2, 3, 5, 10, 40], dtype=torch.float64)
curves = {}
for name, f in ACTIVATIONS.items():
    point = z.clone().requires_grad_()
    value = f(point)
    slope, = torch.autograd.grad(value.sum(), point)
    curves[name] = {'value': value.tolist(), 'derivative': slope.tolist()}
write_dense('activations.json', {'z': z.tolist(), 'curves': rounded(curves)})
