"""One run of a Gradient Lab experiment in PyTorch: the same data, the same draws, the same batches as on the page."""
import functools
import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

ACTIVATIONS = {
    'linear': lambda z: z,
    'sigmoid': torch.sigmoid,
    'tanh': torch.tanh,
    'relu': F.relu,
    'leakyRelu': lambda z: F.leaky_relu(z, 0.01),
    'elu': F.elu,
    'selu': F.selu,
    'gelu': F.gelu,
    'swish': F.silu,
    'softplus': lambda z: F.softplus(z, threshold=1e9),
    'hardTanh': F.hardtanh,
    'mish': F.mish,
}
OPTIMIZERS = {
    'sgd': lambda p, o, wd: torch.optim.SGD(p, lr=o['learningRate'], weight_decay=wd),
    'momentum': lambda p, o, wd: torch.optim.SGD(
        p, lr=o['learningRate'], momentum=o['momentum'], nesterov=o['nesterov'], weight_decay=wd),
    'rmsprop': lambda p, o, wd: torch.optim.RMSprop(
        p, lr=o['learningRate'], alpha=o['alpha'], eps=o['eps'], weight_decay=wd),
    'adam': lambda p, o, wd: torch.optim.Adam(
        p, lr=o['learningRate'], betas=(o['beta1'], o['beta2']), eps=o['eps'], weight_decay=wd),
    'adamw': lambda p, o, wd: torch.optim.AdamW(
        p, lr=o['learningRate'], betas=(o['beta1'], o['beta2']), eps=o['eps'], weight_decay=wd),
}
SCHEDULES = {
    'constant': lambda s, t, n: 1.0,
    'cosine': lambda s, t, n: s['minFactor'] + (1 - s['minFactor']) * (1 + math.cos(math.pi * min(t, n) / n)) / 2,
    'step': lambda s, t, n: s['gamma'] ** (t // s['every']),
    'warmup': lambda s, t, n: min(1.0, (t + 1) / s['warmupSteps']),
}
# Variance of a weight by fanIn and fanOut, and how it is drawn.
VARIANCES = {
    'glorot': lambda i, o: 2 / (i + o),
    'he': lambda i, o: 2 / i,
    'lecun': lambda i, o: 1 / i,
    'standard': lambda i, o: 1 / (3 * i),
}
MASK = (1 << 64) - 1
WORD = (1 << 32) - 1


def hash32(*words):
    """MurmurHash3's finalizer, word by word."""
    h = 0x9E3779B9
    for word in words:
        h = ((h ^ (word & WORD)) * 0x85EBCA6B) & WORD
        h = ((h ^ (h >> 13)) * 0xC2B2AE35) & WORD
        h ^= h >> 16
    return h


def hash32_range(key, count):
    """hash32(key, 0), hash32(key, 1), … as an array."""
    h = 0x9E3779B9
    h = ((h ^ key) * 0x85EBCA6B) & WORD
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & WORD
    h ^= h >> 16
    words = np.arange(count, dtype=np.uint64)
    g = ((h ^ words) * np.uint64(0x85EBCA6B)) & np.uint64(WORD)
    g = ((g ^ (g >> np.uint64(13))) * np.uint64(0xC2B2AE35)) & np.uint64(WORD)
    return g ^ (g >> np.uint64(16))


class Random:
    """xoroshiro128+ for one stream of one seed (Blackman & Vigna), as the page seeds it."""

    def __init__(self, seed, stream, index=0):
        code = hash32(seed & WORD, (seed >> 32) & WORD, *(ord(c) for c in stream), index)
        self.s0 = ((WORD << 32) | (~code & WORD)) & MASK
        self.s1 = (code << 32) & MASK

    def words(self, count):
        s0, s1 = self.s0, self.s1
        out = np.empty(count, dtype=np.uint64)
        for k in range(count):
            out[k] = (s0 + s1) & WORD
            s1 ^= s0
            s0 = (((s0 << 24) | (s0 >> 40)) ^ s1 ^ (s1 << 16)) & MASK
            s1 = ((s1 << 37) | (s1 >> 27)) & MASK
        self.s0, self.s1 = s0, s1
        return out

    def uniform(self, count):
        """Uniform in [0, 1), 53 bits each."""
        words = self.words(2 * count)
        high, low = words[0::2] >> np.uint64(5), words[1::2] >> np.uint64(6)
        return (high * np.uint64(0x4000000) + low).astype(np.float64) / 0x20000000000000

    def normal(self, count):
        """Standard normal, by Box and Muller."""
        u = self.uniform(2 * ((count + 1) // 2))
        radius, angle = np.sqrt(-2 * np.log(1 - u[0::2])), 2 * math.pi * u[1::2]
        pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
        return pairs.reshape(-1)[:count]

    def permutation(self, n):
        order = np.arange(n)
        uniform = self.uniform(max(0, n - 1))
        for k, i in enumerate(range(n - 1, 0, -1)):
            j = int(uniform[k] * (i + 1))
            order[i], order[j] = order[j], order[i]
        return order


@functools.lru_cache(maxsize=512)
def unit_draws(seed, layer, count, kind):
    """A layer's draws before they are scaled: cells of a sweep share them."""
    random = Random(seed, 'weights', layer)
    return random.normal(count) if kind == 'normal' else 2 * random.uniform(count) - 1


def drawn_as(kind):
    """What an initializer draws of its stream, for each weight."""
    if kind in ('zeros', 'constant'):
        return None
    return 'uniform' if kind == 'uniform' or kind.endswith('Uniform') else 'normal'


def orthogonal(seed, layer, fan_in, fan_out):
    """Orthonormal columns (or rows) by Gram and Schmidt done twice."""
    length, count = max(fan_in, fan_out), min(fan_in, fan_out)
    draws = unit_draws(seed, layer, length * count, 'normal')
    vectors = np.empty((count, length))
    for v in range(count):
        vector = draws[v * length:(v + 1) * length].copy()
        for _ in range(2):
            for other in vectors[:v]:
                vector -= (vector @ other) * other
            vector /= math.sqrt(vector @ vector)
        vectors[v] = vector
    return vectors.T.copy() if fan_in >= fan_out else vectors


def weights_of(initializer, seed, layer, fan_in, fan_out):
    """A layer's weights [fanIn, fanOut] before the gain."""
    kind = initializer['kind']
    draw = drawn_as(kind)
    if draw is None:
        return np.full((fan_in, fan_out), float(initializer['value'] if kind == 'constant' else 0))
    if kind in ('orthogonal', 'lsuv'):
        return orthogonal(seed, layer, fan_in, fan_out)
    if kind == 'normal':
        scale = initializer['std']
    elif kind == 'uniform':
        scale = initializer['limit']
    else:
        family = kind.replace('Normal', '').replace('Uniform', '')
        variance = initializer['sigmaW'] ** 2 / fan_in if kind == 'meanField' else VARIANCES[family](fan_in, fan_out)
        scale = math.sqrt(variance if draw == 'normal' else 3 * variance)
    return scale * unit_draws(seed, layer, fan_in * fan_out, draw).reshape(fan_in, fan_out)


def biases_of(initializer, seed, layer, fan_in, fan_out):
    """Standard normal numbers for a layer's biases: from the stream of its weights, after them."""
    random, draw, count = Random(seed, 'weights', layer), drawn_as(initializer['kind']), fan_in * fan_out
    if draw == 'normal':
        # Box and Muller's numbers come in pairs: an odd count leaves one for the first bias.
        return random.normal(count + fan_out)[count:]
    if draw == 'uniform':
        random.uniform(count)
    return random.normal(fan_out)


def initialize(spec, data):
    """Starting weights and biases of every layer, output layer included."""
    network, initializer = spec['network'], spec['network']['initializer']
    if initializer['kind'] == 'inline':
        return [(np.array(layer['weights']), np.array(layer['biases'])) for layer in initializer['layers']]
    hidden = hidden_layers(network)
    widths = [data['features']] + [layer['units'] for layer in hidden] + [data['outputs']]
    gain, std = initializer.get('gain', 1), initializer.get('biasStd', 0)
    if initializer['kind'] == 'meanField':
        std = math.hypot(initializer['sigmaB'], std)
    layers = []
    for l, (fan_in, fan_out) in enumerate(zip(widths, widths[1:])):
        weights = weights_of(initializer, spec['seed'], l, fan_in, fan_out)
        biases = std * biases_of(initializer, spec['seed'], l, fan_in, fan_out) if std > 0 else np.zeros(fan_out)
        layers.append((gain * weights, biases))
    if initializer['kind'] == 'lsuv':
        return unit_variance(spec, data, layers, gain)
    return layers


def unit_variance(spec, data, layers, gain):
    """LSUV: each layer's pre-activations on 256 samples get variance gain²."""
    hidden = hidden_layers(spec['network'])
    a = torch.as_tensor(data['trainInputs'][:256])
    done = []
    for l, (weights, biases) in enumerate(layers):
        z = a @ torch.as_tensor(weights)
        std = z.std(unbiased=False).item()
        scale = gain / std if std > 0 else 1
        done.append((weights * scale, biases))
        if l == len(hidden):
            break
        out = ACTIVATIONS[hidden[l]['activation']](z * scale + torch.as_tensor(biases))
        a = out + a if spec['network']['residual'] and weights.shape[0] == weights.shape[1] else out
    return done


def hidden_layers(network):
    if network.get('hidden'):
        return network['hidden']
    return [{'units': network['width'], 'activation': network['activation']}] * network['depth']


class Batches:
    """Shuffled epochs laid end to end and cut into batches of equal size."""

    def __init__(self, seed, count):
        self.seed, self.count, self.position, self.epoch, self.order = seed, count, 0, -1, None

    def next(self, size):
        if size == 'full':
            return np.arange(self.count)
        rows = []
        for _ in range(min(size, self.count)):
            epoch, place = divmod(self.position, self.count)
            if epoch != self.epoch:
                self.epoch, self.order = epoch, Random(self.seed, 'batches', epoch).permutation(self.count)
            rows.append(self.order[place])
            self.position += 1
        return np.array(rows)


def run(spec, data, steps):
    """Trains a spec for some steps; with 0 steps looks at the network as it starts.

    data: trainInputs [n, features], trainTargets [n, outputs], testInputs, testTargets, features, outputs, and whether
    it is a classification. Returns the metrics of the results file; None stands for no number.
    """
    torch.set_num_threads(1)
    network, training = spec['network'], spec['training']
    hidden, kind = hidden_layers(network), network['normalization']
    groups, running = [], []
    for l, (weights, biases) in enumerate(initialize(spec, data)):
        group = [torch.tensor(weights, dtype=torch.float64), torch.tensor(biases, dtype=torch.float64)]
        if kind != 'none' and l < len(hidden):
            units = hidden[l]['units']
            group += [torch.ones(units, dtype=torch.float64), torch.zeros(units, dtype=torch.float64)]
            running.append((torch.zeros(units, dtype=torch.float64), torch.ones(units, dtype=torch.float64)))
        groups.append([p.requires_grad_() for p in group])
    parameters = [p for group in groups for p in group]
    optimizer = OPTIMIZERS[training['optimizer']['kind']](parameters, training['optimizer'], training['weightDecay'])
    rate, dropout = training['optimizer']['learningRate'], network['dropout']

    def forward(x, masks=None, train=True):
        a, zs = x, []
        for l, group in enumerate(groups):
            z = a @ group[0] + group[1]
            if train:
                z.retain_grad()
            zs.append(z)
            if l == len(hidden):
                return zs
            n = z
            if kind == 'batch':
                mean, variance = running[l]
                n = F.batch_norm(z, mean, variance, group[2], group[3], training=train)
            elif kind == 'layer':
                n = F.layer_norm(z, (z.shape[1],), group[2], group[3])
            out = ACTIVATIONS[hidden[l]['activation']](n)
            if masks is not None:
                out = out * masks[l]
            if network['residual'] and group[0].shape[0] == group[0].shape[1]:
                out = out + a
            a = out
        return zs

    def loss_of(outputs, targets):
        if training['loss'] == 'crossEntropy':
            return F.cross_entropy(outputs, targets)
        return F.mse_loss(outputs, targets)

    inputs, targets = torch.as_tensor(data['trainInputs']), torch.as_tensor(data['trainTargets'])
    batches, first, diverged = Batches(spec['seed'], len(inputs)), None, None
    for step in range(max(1, steps)):
        rows = batches.next(training['batchSize'])
        masks = None
        if dropout > 0:
            masks = []
            for l, layer in enumerate(hidden):
                uniform = hash32_range(hash32(spec['seed'], step, l), len(rows) * layer['units']) / 2 ** 32
                mask = np.where(uniform < dropout, 0.0, 1 / (1 - dropout))
                masks.append(torch.as_tensor(mask.reshape(len(rows), layer['units'])))
        optimizer.zero_grad()
        zs = forward(inputs[rows], masks)
        loss = loss_of(zs[-1], targets[rows])
        loss.backward()
        if first is None:
            first = {
                'signal': (zs[0].grad.norm().item(), zs[len(hidden) - 1].grad.norm().item()),
                'gradient': (groups[0][0].grad.norm().item(), groups[len(hidden) - 1][0].grad.norm().item()),
            }
        gradients = [p.grad for p in parameters]
        if not all(torch.isfinite(g).all() for g in [loss.detach(), *gradients]):
            diverged = step
            break
        if steps == 0:
            break
        if training['clipNorm'] is not None:
            nn.utils.clip_grad_norm_(parameters, training['clipNorm'])
        for group in optimizer.param_groups:
            group['lr'] = rate * SCHEDULES[training['schedule']['kind']](training['schedule'], step, training['steps'])
        optimizer.step()

    def evaluate(name):
        x = torch.as_tensor(data[f'{name}Inputs'])
        if steps == 0 or len(x) == 0:
            return None, None
        with torch.no_grad():
            outputs = forward(x, train=False)[-1]
        y = torch.as_tensor(data[f'{name}Targets'])
        right = None
        if data['classification']:
            right = (outputs.argmax(1) == y.argmax(1)).double().mean().item()
        return loss_of(outputs, y).item(), right

    train_loss, train_accuracy = evaluate('train')
    test_loss, test_accuracy = evaluate('test')
    ratio = divide(*first['signal'])
    return {
        'signalRatio': log10(ratio),
        'gradientRatio': log10(divide(*first['gradient'])),
        'chi': None if len(hidden) < 2 or ratio is None else ratio ** (2 / (len(hidden) - 1)),
        'trainLoss': train_loss,
        'testLoss': test_loss,
        'accuracy': test_accuracy if test_loss is not None else train_accuracy,
        'divergedAt': diverged,
    }


def divide(a, b):
    return a / b if b else None


def log10(value):
    return None if value is None else math.log10(value) if value > 0 else -math.inf
