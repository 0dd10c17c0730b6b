"""Records how signals, activations, gradients and updates pass through a PyTorch model, module by module.

    with gradient_lab.watch(model, optimizer, out='run.jsonl', every=10):
        ...  # the training loop, unchanged

The log is JSON Lines; docs/log-format.md of Gradient Lab describes its content. The room "Models" opens it, and
`gradient_lab.read('run.jsonl')` reads it in Python. This file needs only PyTorch (1.13 or later) and the standard library.

The values of update s are measured with the weights before that update, on the batches of that update. The hook does not
change training: training with and without the hook gives the same bits.
"""

import atexit
import base64
import datetime
import functools
import gzip
import html
import json
import math
import os
import struct
import sys
import threading
import time
import types
import warnings
import weakref
import zlib

import torch

__version__ = '1.0.0'
__all__ = ['watch', 'read', 'report', 'lightning', 'hugging_face', 'keras']

FORMAT = 'gradient-lab/log'
FORMAT_VERSION = 1

# Arrays of a step line, in this order. Those ending in "Fraction" are shares between 0 and 1.
QUANTITIES = (
    'signalNorm',
    'activationMean',
    'activationStd',
    'saturatedFraction',
    'deadFraction',
    'zeroFraction',
    'signalUnderflowFraction',
    'weightGradNorm',
    'biasGradNorm',
    'weightGradUnderflowFraction',
    'weightNorm',
    'updateRatio',
)

# A log of more modules than this is written in base64, because text would be twice as large.
TEXT_MODULES = 64

# As in the lab: a unit is saturated if the slope of its activation is below this share of the largest slope.
SATURATION = 0.05

# Histograms count log2|x| in bins of width 1 from 2^LOW to 2^HIGH. Four more counts follow: below, above, zero, not finite.
HISTOGRAM_LOW, HISTOGRAM_HIGH = -40, 24

COMPILED = (
    'Compiled by torch.compile, whose fused code runs no hook: only weights, gradients and updates are recorded; watch the '
    'model uncompiled to see activations and signals.'
)

UNSEEN = (
    'The model got gradients, but none of the watched modules ran: activations and signals are missing from the log. Was it '
    'compiled by torch.compile, or its modules replaced, before it was watched? Watch the model first.'
)


# ---- activations whose slope is known ----


def _gelu_slope(_, z):
    return 0.5 * (1 + torch.erf(z / math.sqrt(2))) + z * torch.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def _silu_slope(_, z):
    s = torch.sigmoid(z)
    return s * (1 + z * (1 - s))


def _mish_slope(_, z):
    t = torch.tanh(torch.nn.functional.softplus(z))
    return t + z * (1 - t * t) * torch.sigmoid(z)


def _elu_slope(scale):
    def slope(module, z):
        alpha = getattr(module, 'alpha', 1.6732632423543772)
        width = alpha if type(module).__name__ == 'CELU' else 1.0
        height = 1.0 if type(module).__name__ == 'CELU' else alpha
        return scale * torch.where(z > 0, torch.ones_like(z), height * torch.exp(z / width))

    return slope


def _inside(low, high, slope):
    return lambda module, z: slope * ((z > low(module)) & (z < high(module))).to(z.dtype)


def _sigmoid_slope(_, z):
    s = torch.sigmoid(z)
    return s * (1 - s)


# By class name: the largest slope, and the slope at z.
SLOPES = {
    'ReLU': (1.0, lambda _, z: (z > 0).to(z.dtype)),
    'ReLU6': (1.0, _inside(lambda _: 0, lambda _: 6, 1.0)),
    'Hardtanh': (1.0, _inside(lambda m: m.min_val, lambda m: m.max_val, 1.0)),
    'Hardsigmoid': (1 / 6, _inside(lambda _: -3, lambda _: 3, 1 / 6)),
    'LeakyReLU': (1.0, lambda m, z: torch.where(z > 0, torch.ones_like(z), torch.full_like(z, m.negative_slope))),
    'Sigmoid': (0.25, _sigmoid_slope),
    'LogSigmoid': (1.0, lambda _, z: torch.sigmoid(-z)),
    'Tanh': (1.0, lambda _, z: 1 - torch.tanh(z) ** 2),
    'Softplus': (1.0, lambda m, z: torch.sigmoid(m.beta * z)),
    'Softsign': (1.0, lambda _, z: 1 / (1 + z.abs()) ** 2),
    'ELU': (1.0, _elu_slope(1.0)),
    'CELU': (1.0, _elu_slope(1.0)),
    'SELU': (1.7580993408473766, _elu_slope(1.0507009873554805)),
    'GELU': (1.1289, _gelu_slope),
    'SiLU': (1.0998, _silu_slope),
    'Mish': (1.0885, _mish_slope),
    # Hugging Face's names for the same functions.
    'GELUActivation': (1.1289, _gelu_slope),
    'NewGELUActivation': (1.1289, _gelu_slope),
    'FastGELUActivation': (1.1289, _gelu_slope),
    'GELUTanh': (1.1289, _gelu_slope),
    'SiLUActivation': (1.0998, _silu_slope),
}


# Settings on which the function of an activation depends.
OPTIONS = ('negative_slope', 'alpha', 'beta', 'threshold', 'min_val', 'max_val', 'approximate')


# ---- the recorded modules: the rows of the log ----


class _Row:
    """A recorded module: its name in the tree, its own parameters, and its slope if it is an activation."""

    def __init__(self, name, module):
        self.name = name.replace('_orig_mod.', '')
        self.module = module
        self.type = type(_uncompiled(module)).__name__
        self.compiled = False
        own = _own_parameters(module)
        self.parameters = own
        self.weights = [p for key, p in own if not _is_bias(key)]
        self.biases = [p for key, p in own if _is_bias(key)]
        known = not own and not any(True for _ in module.children())
        self.slope = SLOPES.get(type(module).__name__) if known else None

    def unit_dim(self, tensor):
        """The dimension of the units: the channels after the batch for images, the last one for vectors and sequences."""
        channels_first = isinstance(
            self.module,
            (
                torch.nn.modules.conv._ConvNd,
                torch.nn.modules.batchnorm._NormBase,
                torch.nn.GroupNorm,
            ),
        )
        fixed = isinstance(self.module, (torch.nn.Linear, torch.nn.LayerNorm, torch.nn.Embedding))
        if tensor.dim() > 1 and (channels_first or (tensor.dim() >= 4 and not fixed)):
            return 1
        return max(0, tensor.dim() - 1)


def _is_bias(key):
    """Whether a parameter is a bias, by its name: `bias`, `bias_ih_l0`, `in_proj_bias`."""
    return 'bias' in key.rsplit('.', 1)[-1]


def _own_parameters(module):
    """A module's own parameters, including those in its ParameterList and ParameterDict: [(name, parameter)]."""
    if isinstance(module, (torch.nn.ParameterList, torch.nn.ParameterDict)):
        return []
    if _is_keras(module):
        return [
            (variable.name, variable.value)
            for variable in module._trainable_variables + module._non_trainable_variables
            if variable.value.is_floating_point()
        ]
    own = [(key, p) for key, p in module._parameters.items() if p is not None]
    for key, child in module._modules.items():
        if isinstance(child, (torch.nn.ParameterList, torch.nn.ParameterDict)):
            own += [(key + '.' + inner, p) for inner, p in child.named_parameters(recurse=False)]
    return own


def _is_keras(module):
    return hasattr(module, '_trainable_variables') and hasattr(module, 'call')


def _uncompiled(module):
    return getattr(module, '_orig_mod', module)


def _is_compiled(module):
    return hasattr(module, '_orig_mod') or getattr(module, '_compiled_call_impl', None) is not None


def _unwrap(model):
    """The model inside DataParallel, DistributedDataParallel and torch.compile, and whether any of it is compiled."""
    compiled = False
    while True:
        compiled = compiled or _is_compiled(model)
        if hasattr(model, '_orig_mod'):
            model = model._orig_mod
        elif isinstance(model, (torch.nn.DataParallel, torch.nn.parallel.DistributedDataParallel)):
            model = model.module
        else:
            return model, compiled


def _modules_of(model, prefix='', seen=None):
    """Every module with its name, in the order of the tree. Keras stores its layers in its own lists."""
    if not _is_keras(model):
        yield from model.named_modules(prefix=prefix)
        return
    seen = set() if seen is None else seen
    yield prefix, model
    for layer in model._layers:
        if id(layer) not in seen:
            seen.add(id(layer))
            yield from _modules_of(layer, (prefix + '.' if prefix else '') + layer.name, seen)


def _rows_of(model):
    rows, containers, compiled = [], [], []
    for name, module in _modules_of(model):
        if _is_compiled(module):
            compiled.append(name)
        if name.endswith('_orig_mod'):
            continue
        if isinstance(module, (torch.nn.ParameterList, torch.nn.ParameterDict)):
            continue
        if any(torch.nn.parameter.is_lazy(p) for p in module._parameters.values()):
            raise ValueError(
                "The module '%s' does not know its shape yet: run one batch through the model, then watch it." % name
            )
        row = _Row(name, module)
        if row.parameters or row.slope:
            rows.append(row)
            row.compiled = any(name == above or name.startswith(above + '.') for above in compiled)
        else:
            containers.append({'name': row.name, 'type': row.type})
    return rows, containers, bool(compiled)


# ---- reductions: each gives a small tensor on the device; the host reads it when the line is written ----


# The number of elements summed in float32 before float64 continues. It is small enough to keep seven digits.
CHUNK = 4096

# Between these bounds, the sum of a chunk of float32 squares neither underflows nor overflows.
SAFE_LOW, SAFE_HIGH = 1e-15, 1e15


def _wide(tensor):
    """Converts to float64, which can represent squares of very small and very large numbers. Apple's GPUs have only float32."""
    return tensor.to(torch.float32 if tensor.device.type == 'mps' else torch.float64)


def _single(tensor):
    return tensor.float() if tensor.dtype in (torch.float16, torch.bfloat16) else tensor


def _chunks(tensor):
    """The elements as [chunks, CHUNK], and the remaining elements."""
    flat = tensor.reshape(-1)
    whole = flat.numel() // CHUNK * CHUNK
    return flat[:whole].view(-1, CHUNK), flat[whole:]


def _chunked_norm(tensor):
    rows, rest = _chunks(tensor)
    parts = [torch.linalg.vector_norm(rows, dim=1).double(), torch.linalg.vector_norm(rest).double().reshape(1)]
    return torch.linalg.vector_norm(torch.cat(parts))


def _chunked_sum(tensor):
    rows, rest = _chunks(tensor)
    return rows.sum(1).double().sum() + rest.double().sum()


def _is_quick(tensor):
    """Whether reading the largest element is cheap, as on a CPU. It makes the float64 copy nearly always unnecessary."""
    return tensor.device.type == 'cpu'


def _norm(tensor, largest=None):
    """The square root of the sum of squares. `largest`: max |x| as a number, if it is known."""
    if not _is_quick(tensor):
        return torch.linalg.vector_norm(_wide(tensor))
    x = _single(tensor)
    if largest is None:
        low, high = torch.aminmax(x)
        largest = max(-float(low), float(high))
    if largest == 0:
        return torch.zeros((), dtype=torch.float64)
    if SAFE_LOW < largest < SAFE_HIGH:
        return _chunked_norm(x)
    scale = largest if math.isfinite(largest) else 1.0
    return torch.linalg.vector_norm(x.double() / scale) * scale


def _rms(parameter):
    """The root mean square of a parameter's elements; None if it is only a part of one, empty, or not finite."""
    if type(parameter) is not torch.nn.Parameter or parameter.numel() == 0 or parameter.is_meta:
        return None
    with torch.no_grad():
        rms = float(_norm(parameter.detach())) / math.sqrt(parameter.numel())
    return float(_number(rms)) if math.isfinite(rms) else None


def _moments(tensor):
    """Mean, standard deviation, number of zeros and of elements that are not finite. [4]"""
    n = tensor.numel()
    if _is_quick(tensor):
        x = _single(tensor)
        low, high = (float(end) for end in torch.aminmax(x))
        largest = max(-low, high)
        if SAFE_LOW < largest < SAFE_HIGH:
            mean = float(_chunked_sum(x)) / n
            square = float(_chunked_norm(x)) ** 2 / n
            # For a mean far from 0 the difference of squares loses digits, so the deviations are squared instead.
            if mean * mean > square / 2:
                std = float(torch.linalg.vector_norm(x.double() - mean)) / math.sqrt(n)
            else:
                std = math.sqrt(square - mean * mean)
            zeros = 0 if low > 0 or high < 0 else int(_count(x == 0))
            return torch.tensor([mean, std, zeros, 0], dtype=torch.float64)
        if 0 < largest < math.inf:
            wide = x.double() / largest
            mean = wide.sum() / n
            std = torch.linalg.vector_norm(wide.sub_(mean)) / math.sqrt(n)
            return _stack(mean * largest, std * largest, _count(x == 0), torch.zeros(()))
    wide = _wide(tensor)
    if wide is tensor:
        wide = tensor.clone()
    mean = wide.sum() / n
    std = torch.linalg.vector_norm(wide.sub_(mean)) / math.sqrt(n)
    return _stack(mean, std, n - torch.count_nonzero(tensor), _not_finite(tensor))


def _gradient_numbers(tensor, dim=None):
    """A gradient's norm, number of elements that are 0 or subnormal in its own type, and number of non-finite elements [3].

    If a dimension is given, also whether each unit has an element other than 0 [units]."""
    size = tensor.abs()
    alive = None if dim is None else _largest_by_unit(size, dim)
    underflowed = _count(size < torch.finfo(tensor.dtype).tiny)
    if not _is_quick(tensor):
        numbers = _stack(_norm(tensor), underflowed, _not_finite(tensor))
    else:
        largest = float(size.max() if alive is None else alive.max())
        broken = 0 if math.isfinite(largest) else int(_not_finite(tensor))
        norm = float(_norm(tensor, largest))
        numbers = torch.tensor([norm, int(underflowed), broken], dtype=torch.float64)
    return numbers, None if alive is None else alive.ne(0)


def _largest_by_unit(size, dim):
    """The largest element of each unit, NaN if the unit has a NaN. [units]"""
    others = [d for d in range(size.dim()) if d != dim]
    return size.amax(dim=others) if others else size.reshape(-1)


def _count(mask):
    """The number of true elements. Bytes are faster to add than booleans."""
    return mask.view(torch.uint8).sum()


def _not_finite(tensor):
    return tensor.numel() - torch.isfinite(tensor).sum()


def _stack(*numbers):
    wide = torch.float32 if numbers[0].device.type == 'mps' else torch.float64
    return torch.stack([number.to(wide) for number in numbers])


def _histogram(tensor):
    """Counts of log2|x|: bins of width 1, then below, above, zero, not finite."""
    bins = HISTOGRAM_HIGH - HISTOGRAM_LOW
    exponent = torch.floor(torch.log2(_wide(tensor).abs())) - HISTOGRAM_LOW
    place = torch.where(exponent < 0, torch.full_like(exponent, bins), exponent)
    place = torch.where(exponent >= bins, torch.full_like(exponent, bins + 1), place)
    place = torch.where(tensor == 0, torch.full_like(exponent, bins + 2), place)
    place = torch.where(torch.isfinite(tensor), place, torch.full_like(exponent, bins + 3))
    return torch.bincount(place.reshape(-1).to(torch.int64), minlength=bins + 4)


def _first_tensor(output):
    """The first floating-point tensor of a module's output: of a tuple, a packed sequence, a dict or a model output."""
    if isinstance(output, torch.Tensor):
        return output if output.is_floating_point() and output.numel() > 0 else None
    if isinstance(output, dict):
        output = output.values()
    elif not isinstance(output, (tuple, list)):
        return None
    return next((t for t in map(_first_tensor, output) if t is not None), None)


def _dense(gradient):
    return gradient.coalesce().values() if gradient.is_sparse else gradient


class _Numbers:
    """Small tensors of one update. They are fetched together, with one copy from each device."""

    def __init__(self):
        self.tensors = []
        # DataParallel runs the forward pass in one thread for each device, and the backward pass is run so by PyTorch.
        self.lock = threading.Lock()

    def add(self, tensor):
        with self.lock:
            self.tensors.append(tensor.reshape(-1))
            return len(self.tensors) - 1

    def fetch(self):
        by_device = {}
        for index, tensor in enumerate(self.tensors):
            by_device.setdefault((tensor.device, tensor.dtype), []).append(index)
        values = [None] * len(self.tensors)
        for indices in by_device.values():
            flat = torch.cat([self.tensors[i] for i in indices]).tolist()
            at = 0
            for i in indices:
                size = self.tensors[i].numel()
                values[i] = flat[at : at + size]
                at += size
        return values


class _Update:
    """The measurements of one update of the weights. Numbers stay on the device until the line is written."""

    def __init__(self, step):
        self.step = step
        self.numbers = _Numbers()
        self.forward = []  # (row, elements, place of [mean, std, zeros, not finite]), in order of execution
        self.slopes = []  # (row, elements, place of [saturated], place of alive units)
        self.backward = []  # (row, elements, place of [norm, underflowed, not finite], place of alive units)
        self.gradients = {}  # parameter -> (elements, place of [norm, underflowed, not finite], divided by)
        self.weights = {}  # parameter -> place of [norm]
        self.before = {}  # parameter -> its value before the update
        self.changes = {}  # parameter -> place of [norm of the change]
        self.histograms = []  # (what, row, place)
        self.dtypes = {}
        self.losses = []
        self.loss_scale = None
        self.rates = None
        self.skipped = False
        self.seconds = None


def _hypot(values):
    """The total norm from the norms of the parts; NaN if one is NaN."""
    values = list(values)
    if any(math.isnan(v) for v in values):
        return math.nan
    return math.hypot(*values) if values else None


def _or(parts):
    """The units that are alive in any of several calls. Calls with different numbers of units are concatenated."""
    if len({len(part) for part in parts}) == 1:
        return [any(unit) for unit in zip(*parts)]
    return [unit for part in parts for unit in part]


def _grouped(entries):
    groups = {}
    for entry in entries:
        groups.setdefault(entry[0], []).append(entry)
    return groups


def _tally(update, values, rows):
    """All quantities of an update: {quantity: [number or None, by row]}, and the counts of non-finite values."""
    table = {quantity: [None] * len(rows) for quantity in QUANTITIES}
    broken = {'forward': {}, 'backward': {}, 'gradient': {}}
    scale = update.loss_scale or 1.0

    for row, calls in _grouped(update.forward).items():
        total = sum(n for _, n, _ in calls)
        parts = [(n, values[place]) for _, n, place in calls]
        mean = sum(n * v[0] for n, v in parts) / total
        square = sum(n * (v[1] * v[1] + (v[0] - mean) * (v[0] - mean)) for n, v in parts) / total
        table['activationMean'][row] = mean
        table['activationStd'][row] = math.sqrt(square)
        table['zeroFraction'][row] = sum(v[2] for _, v in parts) / total
        broken['forward'][row] = int(sum(v[3] for _, v in parts))

    for row, calls in _grouped(update.backward).items():
        total = sum(n for _, n, _, _ in calls)
        table['signalNorm'][row] = _hypot(values[place][0] for _, _, place, _ in calls) / scale
        table['signalUnderflowFraction'][row] = sum(values[place][1] for _, _, place, _ in calls) / total
        alive = _or([values[place] for _, _, _, place in calls])
        table['deadFraction'][row] = 1 - sum(alive) / len(alive)
        broken['backward'][row] = int(sum(values[place][2] for _, _, place, _ in calls))

    for row, calls in _grouped(update.slopes).items():
        total = sum(n for _, n, _, _ in calls)
        table['saturatedFraction'][row] = sum(values[place][0] for _, _, place, _ in calls) / total
        if rows[row].slope:
            alive = _or([values[place] for _, _, _, place in calls])
            table['deadFraction'][row] = 1 - sum(alive) / len(alive)

    for index, row in enumerate(rows):
        for parameters, quantity in ((row.weights, 'weightGradNorm'), (row.biases, 'biasGradNorm')):
            measured = [update.gradients[p] for p in parameters if p in update.gradients]
            if measured:
                table[quantity][index] = _hypot(values[place][0] / by for _, place, by in measured)
                broken['gradient'][index] = broken['gradient'].get(index, 0) + int(
                    sum(values[place][2] for _, place, _ in measured)
                )
                if parameters is row.weights:
                    lost = sum(values[place][1] for _, place, _ in measured)
                    table['weightGradUnderflowFraction'][index] = lost / sum(n for n, _, _ in measured)
        table['weightNorm'][index] = _hypot(values[update.weights[p]][0] for p in row.weights if p in update.weights)
        moved = [p for p in row.weights if p in update.gradients]
        if moved and update.skipped:
            table['updateRatio'][index] = 0.0
        elif moved and any(p in update.changes for p in moved):
            change = _hypot(values[update.changes[p]][0] for p in moved if p in update.changes)
            norm = table['weightNorm'][index]
            # If all weights are 0 there is no ratio, so the change itself is recorded, as in the lab.
            table['updateRatio'][index] = change / norm if norm else change
    return table, broken


# ---- the file ----


def _number(value):
    """A number as JSON with seven digits. NaN and the infinities are strings, because JSON lacks them."""
    if value is None:
        return 'null'
    if math.isnan(value):
        return '"NaN"'
    if math.isinf(value):
        return '"Infinity"' if value > 0 else '"-Infinity"'
    return format(value, '.7g')


def _packed(values, fraction):
    """An array as base64: shares in 16 bits ("u2:"), other numbers in float32 ("f4:"). All bits set means not measured."""
    if fraction:
        places = [
            # Rounding never turns another share into 0 or 1.
            65535 if v is None else 0 if v <= 0 else 65534 if v >= 1 else min(65533, max(1, round(v * 65534)))
            for v in values
        ]
        return '"u2:%s"' % base64.b64encode(struct.pack('<%dH' % len(places), *places)).decode('ascii')
    parts = []
    for v in values:
        try:
            # A NaN may come with all bits set, which means not measured: another NaN is written for it.
            v = math.nan if v is not None and math.isnan(v) else v
            parts.append(b'\xff\xff\xff\xff' if v is None else struct.pack('<f', v))
        except OverflowError:
            parts.append(struct.pack('<f', math.copysign(math.inf, v)))
    return '"f4:%s"' % base64.b64encode(b''.join(parts)).decode('ascii')


def _array(values, quantity, packed):
    if packed:
        return _packed(values, quantity.endswith('Fraction'))
    return '[%s]' % ','.join(map(_number, values))


def _unpacked(text):
    if text.startswith('u2:'):
        data = base64.b64decode(text[3:], validate=True)
        return [None if v == 65535 else v / 65534 for v in struct.unpack('<%dH' % (len(data) // 2), data)]
    if text.startswith('f4:'):
        data = base64.b64decode(text[3:], validate=True)
        missing = b'\xff\xff\xff\xff'
        return [
            None if data[i : i + 4] == missing else struct.unpack_from('<f', data, i)[0] for i in range(0, len(data), 4)
        ]
    raise ValueError("Unknown packing '%s': this log needs a newer gradient_lab." % text[:3])


def _from_json(value):
    special = {'NaN': math.nan, 'Infinity': math.inf, '-Infinity': -math.inf}
    return special.get(value, value) if isinstance(value, str) else value


def read(path):
    """Reads a log.

    :returns: (headers, steps), both lists of dicts. There is one header line, and one more for each time the run was resumed.
        The arrays of a step line are lists of floats by module, None if nothing was measured. `activationRms` is added.
        An incomplete last line is left out.
    :raises ValueError: the file is not such a log; the sentence names the line
    """
    headers, steps = [], []
    with open(path, encoding='utf-8') as file:
        lines = file.read().split('\n')
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except ValueError:
            if number == len(lines):
                break
            raise ValueError('%s, line %d: this is not JSON.' % (path, number)) from None
        if isinstance(line, dict) and line.get('format') == FORMAT:
            if line.get('version') != FORMAT_VERSION:
                raise ValueError('%s: version %s of the log format is not known here.' % (path, line.get('version')))
            headers.append(line)
        elif not headers or not isinstance(line, dict) or 'step' not in line:
            raise ValueError('%s, line %d: this is no Gradient Lab log.' % (path, number))
        else:
            for quantity in QUANTITIES:
                if quantity in line:
                    array = line[quantity]
                    line[quantity] = (
                        _unpacked(array) if isinstance(array, str) else [_from_json(value) for value in array]
                    )
            for key in ('loss', 'lossScale'):
                if key in line:
                    line[key] = _from_json(line[key])
            if 'activationMean' in line:
                line['activationRms'] = [
                    None if m is None else _hypot([m, s])
                    for m, s in zip(line['activationMean'], line['activationStd'])
                ]
            steps.append(line)
    return headers, steps


def _rank():
    distributed = torch.distributed
    if distributed.is_available() and distributed.is_initialized():
        return distributed.get_rank(), distributed.get_world_size()
    return 0, 1


def _free_name(path):
    stem, extension = os.path.splitext(path)
    number = 1
    while os.path.exists('%s.%d%s' % (stem, number, extension)):
        number += 1
    return '%s.%d%s' % (stem, number, extension)


class _File:
    """The log. Each whole line is passed to the system at once, so that a crash loses no written line."""

    def __init__(self, path, resume):
        path = os.fspath(path)
        cut_off = False
        if os.path.exists(path) and os.path.getsize(path) > 0:
            if resume:
                with open(path, 'rb') as old:
                    old.seek(-1, os.SEEK_END)
                    cut_off = old.read(1) != b'\n'
                if cut_off:
                    _drop_cut_off_line(path)
            else:
                os.rename(path, _free_name(path))
        self.file = open(path, 'a', encoding='utf-8', newline='\n')

    def write(self, line):
        self.file.write(line + '\n')
        self.file.flush()

    def close(self):
        self.file.close()


def _drop_cut_off_line(path):
    """Truncates a file after its last whole line."""
    with open(path, 'rb+') as file:
        end = file.seek(0, os.SEEK_END)
        while end > 0:
            start = max(0, end - 65536)
            file.seek(start)
            found = file.read(end - start).rfind(b'\n')
            if found >= 0:
                file.truncate(start + found + 1)
                return
            end = start
        file.truncate(0)


# ---- the hook ----


class watch:
    """Watches a model while it trains.

    :param model: any `torch.nn.Module`; inside DataParallel or DistributedDataParallel the inner model is watched
    :param optimizer: the optimizer, a list of optimizers (an update ends when the last has stepped), or None. With None, call
        `step(loss)` after each update to end it; update ratios are then not known
    :param out: the file to write; an older file of that name is kept as `run.1.jsonl`
    :param every: record updates 0, every, 2·every, …
    :param scaler: the `GradScaler`; the log then contains unscaled signals, the loss scale, and skipped updates
    :param histograms: also count log2|x| of signals, activations, weights and their gradients
    :param updates: measure update ratios; they need one copy of the weights while an update is recorded
    :param resume: continue an existing file from update `start`
    :param start: the number of the first update
    :param ranks: under torch.distributed, 'zero': rank 0 writes; 'all': one file for each rank, `run.rank1.jsonl`
    :raises ValueError: an argument is wrong; the sentence names it
    """

    def __init__(
        self,
        model,
        optimizer=None,
        out='run.jsonl',
        every=10,
        scaler=None,
        histograms=False,
        updates=True,
        resume=False,
        start=0,
        ranks='zero',
    ):
        if not isinstance(every, int) or every < 1:
            raise ValueError('every is %r: it must be a whole number of updates, 1 or more.' % (every,))
        if ranks not in ('zero', 'all'):
            raise ValueError("ranks is %r: it must be 'zero' or 'all'." % (ranks,))
        if not isinstance(model, torch.nn.Module):
            raise ValueError('The model is a %s: it must be a torch.nn.Module.' % type(model).__name__)
        model, compiled = _unwrap(model)
        self.rows, self._containers, part = _rows_of(model)
        if not any(row.parameters for row in self.rows):
            raise ValueError('The model has no parameters: there is nothing to watch.')
        self._optimizers = _optimizers_of(optimizer)
        self._every, self._scaler, self._histograms, self._updates = every, scaler, histograms, updates
        self._parameters = list({p: None for row in self.rows for p in (*row.weights, *row.biases)})
        self._weights = list({p: None for row in self.rows for p in row.weights})
        self._weight_rows = {p: i for i, row in reversed(list(enumerate(self.rows))) for p in row.weights}
        self._step = start
        self._undo = []
        self._pending = None
        self._passed = False
        self._closed = False
        self._dtypes = None
        self._began = time.perf_counter()
        self._producers = {}
        self._begin_update()
        self._rank, self._world = _rank()
        self._file = None
        if self._rank != 0 and ranks == 'zero':
            self._closed = True
            return
        out = os.fspath(out)
        if self._rank != 0:
            stem, extension = os.path.splitext(out)
            out = '%s.rank%d%s' % (stem, self._rank, extension)
        self._notes = [COMPILED] if compiled or part else []
        for note in self._notes:
            warnings.warn(note, stacklevel=2)
        self._file = _File(out, resume)
        self._file.write(json.dumps(self._header(), separators=(',', ':')))
        self._attach(() if compiled else self.rows)
        atexit.register(self.close)

    # ---- public methods ----

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def step(self, loss=None):
        """Records the loss of an update. Call it after `optimizer.step()`, or after each batch if batches are accumulated.

        :param loss: a tensor or a number; the losses of one update are averaged
        """
        if self._closed:
            return
        if not self._optimizers:
            self._measure_weights()
            self._measure_gradients(self._parameters)
            self._end_update()
        loss = loss.detach() if isinstance(loss, torch.Tensor) else loss
        if self._pending is not None and not self._passed:
            update = self._pending
        else:
            self._write_pending()
            update = self._update
        if loss is not None and update is not None:
            update.losses.append(loss)
        if update is self._pending:
            self._write_pending()

    def close(self):
        """Writes the pending line, removes every hook and closes the file. A second call does nothing."""
        if self._closed:
            return
        self._write_pending()
        self._closed = True
        for undo in reversed(self._undo):
            undo()
        self._undo.clear()
        self._update = None
        self._file.close()
        atexit.unregister(self.close)

    # ---- the file's lines ----

    def _header(self):
        owners = {}
        modules = []
        for row in self.rows:
            entry = {'name': row.name, 'type': row.type}
            if row.slope:
                entry['activation'] = True
                options = {key: getattr(row.module, key, None) for key in OPTIONS}
                options = {key: value for key, value in options.items() if isinstance(value, (int, float, str))}
                if options:
                    entry['options'] = options
            entry['parameters'] = {}
            for key, p in row.parameters:
                full = (row.name + '.' if row.name else '') + key
                told = {
                    'shape': list(p.shape),
                    'dtype': str(p.dtype).replace('torch.', ''),
                    'role': 'bias' if _is_bias(key) else 'weight',
                    'trainable': bool(p.requires_grad),
                }
                rms = _rms(p)
                if rms is not None:
                    told['rms'] = rms
                if p in owners:
                    told['sharedWith'] = owners[p]
                owners.setdefault(p, full)
                entry['parameters'][key] = told
            modules.append(entry)
        return {
            'format': FORMAT,
            'version': FORMAT_VERSION,
            'writer': 'gradient_lab %s' % __version__,
            'torch': str(torch.__version__),
            'started': datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='seconds'),
            'device': ', '.join(sorted({p.device.type for p in self._parameters})),
            'optimizer': [type(o).__name__ for o in self._optimizers],
            'every': self._every,
            'rank': self._rank,
            'world': self._world,
            'notes': self._notes,
            'histogramBins': {'low': HISTOGRAM_LOW, 'high': HISTOGRAM_HIGH} if self._histograms else None,
            'modules': modules,
            'containers': self._containers,
        }

    def _write_pending(self):
        update, self._pending = self._pending, None
        if update is None:
            return
        values = update.numbers.fetch()
        table, broken = _tally(update, values, self.rows)
        parts = ['"step":%d' % update.step, '"time":%s' % _number(update.seconds)]
        losses = [float(loss) for loss in update.losses]
        parts.append('"loss":%s' % _number(sum(losses) / len(losses) if losses else None))
        if update.rates is not None:
            parts.append('"lr":[%s]' % ','.join(map(_number, update.rates)))
        if update.loss_scale is not None:
            parts.append('"lossScale":%s' % _number(update.loss_scale))
        if update.skipped:
            parts.append('"skipped":true')
        dtypes = [update.dtypes.get(i) for i in range(len(self.rows))]
        if dtypes != self._dtypes:
            self._dtypes = dtypes
            parts.append('"dtypes":%s' % json.dumps(dtypes, separators=(',', ':')))
        packed = len(self.rows) > TEXT_MODULES
        for quantity, numbers in table.items():
            if any(number is not None for number in numbers):
                parts.append('"%s":%s' % (quantity, _array(numbers, quantity, packed)))
        told = {pass_: _first_broken(counts) for pass_, counts in broken.items()}
        told = {pass_: what for pass_, what in told.items() if what}
        if told:
            parts.append('"nonfinite":%s' % json.dumps(told, separators=(',', ':')))
        if update.histograms:
            parts.append('"histograms":%s' % json.dumps(_histograms(update, values), separators=(',', ':')))
        self._file.write('{%s}' % ','.join(parts))

    # ---- hooks ----

    def _attach(self, rows):
        for index, row in enumerate(rows):
            module = row.module
            if row.compiled:
                continue
            if _is_keras(module):
                self._wrap_keras(index, module)
                continue
            if row.slope:
                hook = functools.partial(self._before_activation, index)
                self._undo.append(module.register_forward_pre_hook(hook).remove)
            hook = functools.partial(self._after_forward, index)
            self._undo.append(module.register_forward_hook(hook).remove)
        for optimizer in self._optimizers:
            if hasattr(optimizer, 'register_step_post_hook'):
                self._undo.append(optimizer.register_step_pre_hook(self._before_step).remove)
                self._undo.append(optimizer.register_step_post_hook(self._after_step).remove)
            else:
                self._wrap_method(optimizer, 'step', self._before_step, self._after_step)
        if self._scaler is not None:
            self._wrap_method(self._scaler, 'step', self._before_scaler, self._after_scaler)

    def _wrap_method(self, owner, name, before, after):
        """Calls `before` and `after` around a method of one object. PyTorch before 2.0 has no optimizer hooks."""
        inner = getattr(owner, name)

        @functools.wraps(inner)
        def around(this, *args, **kwargs):
            before(this, args, kwargs)
            result = inner(*args, **kwargs)
            after(this, args, kwargs)
            return result

        # It must be a bound method, because learning-rate schedulers read the optimizer from it.
        mine = types.MethodType(around, owner)
        setattr(owner, name, mine)

        def undo():
            if owner.__dict__.get(name) is mine:
                delattr(owner, name)

        self._undo.append(undo)

    def _wrap_keras(self, index, layer):
        """Wraps `layer.call`, because Keras calls it directly and thus bypasses PyTorch's hooks."""
        inner = layer.call

        @functools.wraps(inner)
        def call(*args, **kwargs):
            output = inner(*args, **kwargs)
            self._after_forward(index, layer, args, output)
            return output

        object.__setattr__(layer, 'call', call)
        self._undo.append(lambda: object.__delattr__(layer, 'call'))

    def _begin_update(self):
        self._update = _Update(self._step) if self._step % self._every == 0 else None
        self._in_backward = False
        self._calls = [0] * len(self.rows)
        self._producers = {}

    def _before_activation(self, index, module, inputs):
        update = self._update
        if update is None or not torch.is_grad_enabled() or not inputs:
            return
        z = _first_tensor(inputs[0])
        if z is None or self._is_repeat(index):
            return
        row = self.rows[index]
        with torch.no_grad():
            largest, slope = row.slope
            z = z.detach()
            size = slope(module, _single(z)).abs_()
            saturated = update.numbers.add(_count(size < SATURATION * largest))
            alive = update.numbers.add(_largest_by_unit(size, row.unit_dim(z)).ne(0))
        update.slopes.append((index, z.numel(), saturated, alive))
        producer = self._producers.get(id(inputs[0]))
        # An activation's input is the preceding module's output, so saturation is counted for that module's units.
        if producer is not None and producer[0]() is inputs[0]:
            update.slopes.append((producer[1], z.numel(), saturated, alive))

    def _is_repeat(self, index):
        """Whether a call repeats a measured forward pass because of activation checkpointing."""
        return self._in_backward and self._calls[index] > 0

    def _after_forward(self, index, _module, _inputs, result):
        if not torch.is_grad_enabled():
            return
        self._passed = True
        update = self._update
        if update is None:
            return
        output = _first_tensor(result)
        if output is None:
            return
        if not self._is_repeat(index):
            self._calls[index] += not self._in_backward
            with torch.no_grad():
                x = output.detach()
                update.forward.append((index, x.numel(), update.numbers.add(_moments(x))))
                if self._histograms:
                    update.histograms.append(('activation', index, update.numbers.add(_histogram(x))))
            update.dtypes[index] = str(x.dtype).replace('torch.', '')
            if not self.rows[index].slope:
                self._producers[id(output)] = (weakref.ref(output), index)
        if output.requires_grad:
            self._listen(index, output)

    def _listen(self, index, output):
        """Measures the gradient at an output. It listens at the graph node that created the output, so a later in-place
        operation on the tensor (e.g. an in-place ReLU) does not affect the measurement."""
        node, place, update = output.grad_fn, output.output_nr, self._update
        if node is None:
            output.register_hook(lambda gradient: self._measure_signal(update, index, gradient))
            return

        def hook(_, arrived):
            if arrived[place] is not None:
                self._measure_signal(update, index, arrived[place])

        node.register_hook(hook)

    def _measure_signal(self, update, index, gradient):
        if update is not self._update or self._closed:
            return
        if not self._in_backward:
            self._in_backward = True
            torch.autograd.Variable._execution_engine.queue_callback(self._backward_ended)
        with torch.no_grad():
            g = _dense(gradient.detach())
            numbers, alive = _gradient_numbers(g, self.rows[index].unit_dim(g))
            update.backward.append((index, g.numel(), update.numbers.add(numbers), update.numbers.add(alive)))
            if self._histograms:
                update.histograms.append(('signal', index, update.numbers.add(_histogram(g))))

    def _backward_ended(self):
        self._in_backward = False
        self._calls = [0] * len(self.rows)

    # ---- around an update ----

    def _before_step(self, optimizer, args, kwargs):
        self._write_pending()
        if self._update is None:
            return
        self._measure_weights()
        # A closure computes the gradients inside the step, so they are read after the step.
        if _closure(optimizer, args, kwargs) is None:
            self._measure_gradients(_parameters_of(optimizer), getattr(optimizer, 'grad_scale', None))

    def _after_step(self, optimizer, args, kwargs):
        update = self._update
        if update is not None:
            self._measure_gradients(_parameters_of(optimizer), getattr(optimizer, 'grad_scale', None))
            found = getattr(optimizer, 'found_inf', None)
            if found is not None and float(found) > 0:
                update.skipped = True
        if optimizer is self._optimizers[-1]:
            if update is not None:
                self._measure_gradients(self._parameters)
                self._measure_changes()
            self._end_update()

    def _before_scaler(self, scaler, args, kwargs):
        self._steps_before_scaler = self._step
        if self._update is not None and self._update.loss_scale is None:
            self._update.loss_scale = float(scaler.get_scale())

    def _after_scaler(self, scaler, args, kwargs):
        """Detects a skipped update: a scaler that found non-finite gradients does not call the optimizer."""
        optimizer = args[0] if args else kwargs.get('optimizer')
        if self._step != self._steps_before_scaler or _innermost(optimizer) is not self._optimizers[-1]:
            return
        self._write_pending()
        if self._update is not None:
            self._update.skipped = True
            self._measure_weights()
            self._measure_gradients(self._parameters)
        self._end_update()

    def _measure_weights(self):
        update = self._update
        if update is None or update.weights:
            return
        with torch.no_grad():
            for p in self._weights:
                if p.numel() == 0:
                    continue
                update.weights[p] = update.numbers.add(_norm(p.detach()))
                if self._updates and p.requires_grad:
                    update.before[p] = p.detach().clone()
                if self._histograms:
                    place = update.numbers.add(_histogram(p.detach()))
                    update.histograms.append(('weight', self._weight_rows[p], place))

    def _measure_gradients(self, parameters, scale=None):
        update = self._update
        if update is None:
            return
        by = float(scale) if scale is not None else 1.0
        with torch.no_grad():
            for p in parameters:
                if p.grad is None or p in update.gradients or p.numel() == 0:
                    continue
                g = _dense(p.grad.detach())
                numbers, _ = _gradient_numbers(g)
                update.gradients[p] = (g.numel(), update.numbers.add(numbers), by)
                if self._histograms and p in self._weight_rows:
                    place = update.numbers.add(_histogram(g))
                    update.histograms.append(('weightGradient', self._weight_rows[p], place))

    def _measure_changes(self):
        update = self._update
        with torch.no_grad():
            for p, before in update.before.items():
                update.changes[p] = update.numbers.add(_norm(p.detach() - before))
        update.before.clear()

    def _end_update(self):
        update = self._update
        if update is not None:
            update.before.clear()
            if update.gradients and not update.forward and not self._notes:
                self._notes.append(UNSEEN)
                warnings.warn(UNSEEN, stacklevel=2)
            update.seconds = time.perf_counter() - self._began
            if self._optimizers:
                update.rates = [float(group['lr']) for o in self._optimizers for group in o.param_groups if 'lr' in group]
            self._pending = update
            self._passed = False
        self._step += 1
        self._begin_update()


def _closure(optimizer, args, kwargs):
    # PyTorch's own hooks pass the optimizer as the first argument.
    args = args[1:] if args and args[0] is optimizer else args
    return args[0] if args else kwargs.get('closure')


def _parameters_of(optimizer):
    return [p for group in optimizer.param_groups for p in group['params']]


def _innermost(optimizer):
    """The PyTorch optimizer inside wrappers such as Accelerate's and Lightning's."""
    while isinstance(getattr(optimizer, 'optimizer', None), torch.optim.Optimizer):
        optimizer = optimizer.optimizer
    return optimizer


def _optimizers_of(optimizer):
    if optimizer is None:
        return []
    given = list(optimizer) if isinstance(optimizer, (list, tuple)) else [optimizer]
    given = [_innermost(o) for o in given]
    for one in given:
        if not isinstance(one, torch.optim.Optimizer):
            raise ValueError('The optimizer is a %s: it must be a torch.optim.Optimizer.' % type(one).__name__)
    return given


def _first_broken(counts):
    """The non-finite values of one pass: the first module (in order of execution), and counts for at most 100 modules."""
    found = [[row, count] for row, count in counts.items() if count > 0]
    if not found:
        return None
    return {
        'first': found[0][0],
        'modules': len(found),
        'elements': sum(count for _, count in found),
        'counts': found[:100],
    }


def _histograms(update, values):
    """{what: {row: counts}}; counts of several calls or weights of a module are added."""
    told = {}
    for what, row, place in update.histograms:
        by_row = told.setdefault(what, {})
        counts = [int(v) for v in values[place]]
        by_row[row] = [a + b for a, b in zip(by_row[row], counts)] if row in by_row else counts
    return told


# ---- a report ----


class Report(str):
    """The path of a report. A notebook shows the report itself."""

    height = 900

    def _repr_html_(self):
        with open(self, encoding='utf-8') as file:
            page = html.escape(file.read(), quote=True)
        return '<iframe srcdoc="%s" style="width: 100%%; height: %dpx; border: 0"></iframe>' % (page, self.height)


def report(logs, out='report.html', height=900):
    """Writes logs as one page that needs nothing else: it opens anywhere, without a server, and is shown in a notebook.

    :param logs: the path of a log, or several; with several, one can be put beside another
    :param out: the page to write; an older one of that name is replaced
    :param height: of the page in a notebook, in pixels
    :returns: the path of the page
    :raises ValueError: a file is no log; the sentence names it
    """
    try:
        import gradient_lab_report
    except ImportError:
        raise ValueError(
            'gradient_lab_report.py is missing: it belongs beside gradient_lab.py, and holds the page of a report.'
        ) from None
    paths = [logs] if isinstance(logs, (str, os.PathLike)) else list(logs)
    if not paths:
        raise ValueError('logs is empty: name at least one log.')
    scripts = []
    for path in map(os.fspath, paths):
        with open(path, 'rb') as file:
            content = file.read()
        if b'"%s"' % FORMAT.encode() not in content[:4096]:
            raise ValueError('%s: this is no log that gradient_lab.watch wrote.' % path)
        scripts.append(
            '<script type="text/plain" data-log="%s">%s</script>'
            % (html.escape(os.path.basename(path), quote=True), base64.b64encode(gzip.compress(content)).decode('ascii'))
        )
    page = zlib.decompress(base64.b64decode(gradient_lab_report.PAGE)).decode('utf-8')
    with open(out, 'w', encoding='utf-8') as file:
        file.write(page.replace('<!-- logs -->', '\n'.join(scripts), 1))
    told = Report(os.fspath(out))
    told.height = height
    return told


# ---- callbacks ----


def lightning(out='run.jsonl', every=10, **options):
    """A callback of Lightning: `Trainer(callbacks=[gradient_lab.lightning('run.jsonl')])`. Options are those of `watch`."""
    try:
        from lightning.pytorch import Callback
    except ImportError:
        from pytorch_lightning import Callback

    class GradientLab(Callback):
        run = None

        def on_train_start(self, trainer, module):
            scaler = getattr(trainer.precision_plugin, 'scaler', None)
            self.run = watch(module, trainer.optimizers, out, every, scaler, start=trainer.global_step, **options)

        def on_train_batch_end(self, trainer, module, outputs, *_):
            self.run.step(outputs.get('loss') if isinstance(outputs, dict) else outputs)

        def on_train_end(self, trainer, module):
            self.run.close()

        def on_exception(self, trainer, module, exception):
            if self.run:
                self.run.close()

    return GradientLab()


def hugging_face(out='run.jsonl', every=10, **options):
    """A callback of Hugging Face's Trainer: `Trainer(…, callbacks=[gradient_lab.hugging_face('run.jsonl')])`.

    The Trainer does not pass the loss of a step to callbacks, so the loss is null in the log.
    """
    from transformers import TrainerCallback

    class GradientLab(TrainerCallback):
        run = None

        def on_train_begin(self, args, state, control, model=None, optimizer=None, **_):
            scaler = getattr(optimizer, 'scaler', None)
            self.run = watch(model, optimizer, out, every, scaler, start=state.global_step, **options)

        def on_step_end(self, args, state, control, **_):
            self.run.step()

        def on_train_end(self, args, state, control, **_):
            self.run.close()

    return GradientLab()


def keras(out='run.jsonl', every=10, **options):
    """A callback of Keras 3 on PyTorch: `model.fit(…, callbacks=[gradient_lab.keras('run.jsonl')])`.

    The loss is Keras's own: the mean over the epoch so far.
    """
    import keras as library

    if library.backend.backend() != 'torch':
        raise ValueError(
            "Keras runs on %s: gradient_lab needs its PyTorch backend (KERAS_BACKEND=torch)." % library.backend.backend()
        )

    class GradientLab(library.callbacks.Callback):
        run = None

        def on_train_begin(self, logs=None):
            self.run = watch(self.model, None, out, every, **options)

        def on_train_batch_begin(self, batch, logs=None):
            self.run._measure_weights()

        def on_train_batch_end(self, batch, logs=None):
            if self.run._update is not None:
                self.run._measure_changes()
            self.run.step((logs or {}).get('loss'))

        def on_train_end(self, logs=None):
            self.run.close()

    return GradientLab()
