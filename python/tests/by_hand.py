"""Computes the numbers of a log again from complete tensors, in the simplest way. It shares no code with the hook."""

import math

import torch

BIASES = ('bias', 'bias_ih_l0', 'bias_hh_l0', 'bias_ih_l1', 'bias_hh_l1', 'in_proj_bias')


class Kept:
    """Stores every output of every module of a model, with its gradient, during one update."""

    def __init__(self, model):
        self.model = model
        self.outputs = {}
        self.inputs = {}
        self.handles = [module.register_forward_hook(self.keep(name)) for name, module in model.named_modules()]

    def keep(self, name):
        def hook(_, inputs, output):
            tensor = output[0] if isinstance(output, tuple) else output
            tensor.retain_grad()
            self.outputs.setdefault(name, []).append(tensor)
            self.inputs.setdefault(name, []).append(inputs[0])

        return hook


def together(tensors):
    return torch.cat([t.detach().double().reshape(-1) for t in tensors])


def norm(tensors):
    flat = together(tensors)
    return math.sqrt(math.fsum((v * v for v in flat.tolist())))


def dead_share(tensors, channels_first):
    """The share of units whose elements are 0 in all tensors."""
    units = {}
    for tensor in tensors:
        dim = 1 if channels_first else tensor.dim() - 1
        for unit in range(tensor.shape[dim]):
            values = tensor.detach().select(dim, unit)
            units[unit] = units.get(unit, True) and bool((values == 0).all())
    return sum(units.values()) / len(units)


def slope(kind, z):
    """The derivative of an activation by autograd."""
    z = z.detach().double().requires_grad_()
    value = {'ReLU': torch.relu, 'Sigmoid': torch.sigmoid, 'GELU': torch.nn.functional.gelu, 'Tanh': torch.tanh}[kind](z)
    return torch.autograd.grad(value.sum(), z)[0]


LARGEST = {'ReLU': 1.0, 'Sigmoid': 0.25, 'GELU': 1.1289, 'Tanh': 1.0}


def underflow_share(tensors):
    lost = sum(int((t.detach().abs() < torch.finfo(t.dtype).tiny).sum()) for t in tensors)
    return lost / sum(t.numel() for t in tensors)


def expected(kept, before, after, feeds):
    """All quantities by module name.

    :param before, after: the parameters by name, before and after the update; gradients still stand on the model
    :param feeds: {activation: [module whose output it takes as it is, by call]}
    """
    table = {}
    model = kept.model
    for name, module in model.named_modules():
        own = {(name + '.' if name else '') + key: p for key, p in module._parameters.items() if p is not None}
        kind = type(module).__name__
        if not own and kind not in LARGEST:
            continue
        row = table[name] = {}
        weights = [full for full in own if full.rsplit('.', 1)[-1] not in BIASES]
        biases = [full for full in own if full.rsplit('.', 1)[-1] in BIASES]
        if weights:
            row['weightNorm'] = norm([before[full] for full in weights])
            moved = [own[full] for full in weights if own[full].grad is not None]
            if moved:
                row['weightGradNorm'] = norm([p.grad for p in moved])
                row['weightGradUnderflowFraction'] = underflow_share([p.grad for p in moved])
                change = [after[full].double() - before[full].double() for full in weights]
                row['updateRatio'] = norm(change) / row['weightNorm']
        if any(own[full].grad is not None for full in biases):
            row['biasGradNorm'] = norm([own[full].grad for full in biases])
        outputs = kept.outputs.get(name)
        if not outputs:
            continue
        flat = together(outputs)
        values = flat.tolist()
        row['activationMean'] = math.fsum(values) / len(values)
        row['activationStd'] = math.sqrt(math.fsum((v - row['activationMean']) ** 2 for v in values) / len(values))
        row['activationRms'] = math.sqrt(math.fsum(v * v for v in values) / len(values))
        row['zeroFraction'] = values.count(0.0) / len(values)
        signals = [o.grad for o in outputs if o.grad is not None]
        images = outputs[0].dim() == 4
        if signals:
            row['signalNorm'] = norm(signals)
            row['signalUnderflowFraction'] = underflow_share(signals)
            row['deadFraction'] = dead_share(signals, images)
        if kind in LARGEST:
            slopes = [slope(kind, z) for z in kept.inputs[name]]
            flat_share = (together(slopes).abs() < 0.05 * LARGEST[kind]).double().mean().item()
            row['saturatedFraction'] = flat_share
            row['deadFraction'] = dead_share(slopes, images)
            for producer, part in zip(feeds.get(name, []), slopes):
                if producer:
                    table.setdefault(producer, {})['saturatedFraction'] = (
                        (part.abs() < 0.05 * LARGEST[kind]).double().mean().item()
                    )
    return table
