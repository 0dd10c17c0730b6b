"""Tests that the hook changes no bit of training, and that it supports each common way of training."""

import copy
import json
import math
import os
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import unittest.mock
import warnings

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..'))
import gradient_lab

from tests import models


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = os.path.join(folder.name, 'run.jsonl')

    def read(self):
        return gradient_lab.read(self.out)

    def row(self, line, quantity, name, header):
        return line[quantity][[module['name'] for module in header['modules']].index(name)]


def train(model, kind='vectors', steps=2, optimizer=None, around=None):
    optimizer = optimizer or torch.optim.SGD(model.parameters(), 0.1)
    for number in range(steps):
        inputs, classes = models.batch(kind, number)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(inputs), classes)
        loss.backward()
        optimizer.step()
        if around:
            around(loss)


def mlp(*middle):
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(6, 8), *middle, nn.Linear(8, 4))


class Unchanged(Folder):
    def test_training_gives_the_same_bits(self):
        """Weights, gradients, batch-norm statistics, optimizer state and the random generator, dropout included."""
        for build, kind in ((models.ResNet, 'images'), (models.Transformer, 'tokens'), (models.Lstm, 'tokens')):
            states = []
            for watched in (False, True):
                model = models.made(build)
                model.add_module('unused', nn.Linear(2, 2))
                for module in model.modules():
                    if isinstance(module, nn.Dropout):
                        module.p = 0.2
                optimizer = torch.optim.Adam(model.parameters(), 1e-2)
                torch.manual_seed(5)
                if watched:
                    with gradient_lab.watch(model, optimizer, self.out, every=2, histograms=True):
                        train(model, kind, 5, optimizer)
                else:
                    train(model, kind, 5, optimizer)
                gradients = [None if p.grad is None else p.grad.clone() for p in model.parameters()]
                states.append((model.state_dict(), gradients, optimizer.state_dict()['state'], torch.get_rng_state()))
            (weights, gradients, state, generator), watched = states
            for name in weights:
                self.assertTrue(torch.equal(weights[name], watched[0][name]), (build.__name__, name))
            for a, b in zip(gradients, watched[1]):
                self.assertTrue((a is None and b is None) or torch.equal(a, b), build.__name__)
            for key in state:
                for name, value in state[key].items():
                    self.assertTrue(torch.equal(torch.as_tensor(value), torch.as_tensor(watched[2][key][name])))
            self.assertTrue(torch.equal(generator, watched[3]))

    def test_training_in_double_precision_gives_the_same_bits(self):
        """Tensors that need no conversion are the model's own: sigmoids, whose mean is far from 0, and infinite ones."""
        inputs, classes = models.batch('vectors', 0)
        for scale in (1.0, 1e-200, 1e200):
            states = []
            for watched in (False, True):
                model = mlp(nn.Sigmoid(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8), nn.Softplus()).double()
                torch.manual_seed(1)
                for p in model.parameters():
                    nn.init.normal_(p)
                optimizer = torch.optim.SGD(model.parameters(), 0.1)
                run = gradient_lab.watch(model, optimizer, self.out, every=1, histograms=True) if watched else None
                for _ in range(3):
                    optimizer.zero_grad()
                    nn.functional.cross_entropy(model(scale * inputs.double()), classes).backward()
                    optimizer.step()
                if run:
                    run.close()
                states.append([p.detach().clone() for p in model.parameters()])
            for plain, watched in zip(*states):
                self.assertTrue(torch.equal(plain.nan_to_num(), watched.nan_to_num()), scale)

    def test_no_hook_stays_behind(self):
        model = mlp(nn.Tanh())
        optimizer = torch.optim.SGD(model.parameters(), 0.1)
        with gradient_lab.watch(model, optimizer, self.out):
            train(model, steps=1, optimizer=optimizer)
        for module in model.modules():
            self.assertFalse(module._forward_hooks)
            self.assertFalse(module._forward_pre_hooks)
        self.assertNotIn('step', optimizer.__dict__)
        self.assertFalse(getattr(optimizer, '_optimizer_step_pre_hooks', None))


class WaysToTrain(Folder):
    def signals(self, model, optimizer, batches, forward=None, micro=1):
        """Trains one update on `batches`; gives the step line as {quantity: {module: value}} and the header."""
        with gradient_lab.watch(model, optimizer, self.out, every=1) as run:
            optimizer.zero_grad()
            for inputs, classes in batches:
                loss = nn.functional.cross_entropy((forward or model)(inputs), classes) / micro
                loss.backward()
            optimizer.step()
            run.step(loss)
        headers, steps = self.read()
        os.remove(self.out)
        names = [module['name'] for module in headers[-1]['modules']]
        return {q: dict(zip(names, steps[0][q])) for q in gradient_lab.QUANTITIES if q in steps[0]}, headers[-1]

    def assertSame(self, a, b, tolerance=1e-5):
        self.assertEqual(set(a), set(b))
        for quantity in a:
            for name, value in a[quantity].items():
                other = b[quantity][name]
                if value is None or other is None:
                    self.assertIs(value, other, (quantity, name))
                else:
                    self.assertAlmostEqual(value, other, delta=tolerance * (1e-3 + abs(value)), msg=(quantity, name))

    def test_accumulated_batches_are_measured_as_one(self):
        inputs, classes = models.batch('vectors', 0)
        whole, _ = self.one(mlp(nn.ReLU()), [(inputs, classes)], 1)
        parts, _ = self.one(mlp(nn.ReLU()), [(inputs[:8], classes[:8]), (inputs[8:], classes[8:])], 2)
        self.assertSame(whole, parts)

    def one(self, model, batches, micro, forward=None):
        return self.signals(model, torch.optim.SGD(model.parameters(), 0.1), batches, forward, micro)

    def test_checkpointing_measures_each_module_once(self):
        inputs, classes = models.batch('vectors', 0)
        plain, _ = self.one(mlp(nn.ReLU(), nn.Linear(8, 8), nn.Tanh()), [(inputs, classes)], 1)
        for reentrant in (True, False):
            model = mlp(nn.ReLU(), nn.Linear(8, 8), nn.Tanh())
            forward = lambda x: model[4](checkpoint(model[1:4], model[0](x), use_reentrant=reentrant))
            again, _ = self.one(model, [(inputs, classes)], 1, forward)
            if reentrant:
                # The activation receives a copy, so the hook can't identify the module whose output it is.
                self.assertIsNone(again['saturatedFraction'].pop('0'))
                again['saturatedFraction']['0'] = plain['saturatedFraction']['0']
            self.assertSame(plain, again)

    def test_a_module_called_twice_counts_both_calls(self):
        """Its signal is the norm over both outputs, its mean over all their elements."""
        shared = models.made(lambda: nn.Linear(6, 6))
        model = nn.ModuleDict({'shared': shared, 'head': nn.Linear(6, 4)})
        before_head = copy.deepcopy(model['head'])
        inputs, classes = models.batch('vectors', 0)
        found, _ = self.one(model, [(inputs, classes)], 1, lambda x: model['head'](shared(torch.tanh(shared(x)))))
        again, head = models.made(lambda: nn.Linear(6, 6)), before_head
        a = again(inputs)
        b = again(torch.tanh(a))
        a.retain_grad()
        b.retain_grad()
        nn.functional.cross_entropy(head(b), classes).backward()
        both = torch.cat([a.detach(), b.detach()])
        self.assertAlmostEqual(found['signalNorm']['shared'], math.hypot(a.grad.norm(), b.grad.norm()), places=6)
        self.assertAlmostEqual(found['activationMean']['shared'], both.mean().item(), places=5)
        self.assertAlmostEqual(found['activationStd']['shared'], both.std(unbiased=False).item(), places=5)

    def test_frozen_parameters_have_no_gradient_and_no_update(self):
        model = mlp(nn.ReLU())
        for p in model[0].parameters():
            p.requires_grad_(False)
        optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], 0.1)
        found, header = self.signals(model, optimizer, [models.batch('vectors', 0)])
        self.assertFalse(header['modules'][0]['parameters']['weight']['trainable'])
        for quantity in ('signalNorm', 'weightGradNorm', 'biasGradNorm', 'updateRatio'):
            self.assertIsNone(found[quantity]['0'])
            self.assertGreater(found[quantity]['2' if quantity != 'signalNorm' else '1'] or 1, 0)
        self.assertGreater(found['weightNorm']['0'], 0)
        self.assertGreater(found['activationStd']['0'], 0)

    def test_the_header_tells_initial_sizes_and_settings(self):
        model = nn.Sequential(nn.Linear(6, 8), nn.LeakyReLU(0.2), nn.Linear(8, 4, bias=False), nn.GELU())
        with gradient_lab.watch(model, None, self.out):
            pass
        linear, leaky, _, gelu = gradient_lab.read(self.out)[0][0]['modules']
        for name in ('weight', 'bias'):
            rms = getattr(model[0], name).detach().double().square().mean().sqrt()
            self.assertAlmostEqual(linear['parameters'][name]['rms'], float(rms), 6)
        self.assertEqual(leaky['options'], {'negative_slope': 0.2})
        self.assertEqual(gelu['options'], {'approximate': 'none'})

    def test_shared_parameters_are_told(self):
        model = nn.Sequential(nn.Linear(6, 6), nn.Tanh(), nn.Linear(6, 6), nn.Linear(6, 4))
        model[2].weight = model[0].weight
        found, header = self.one(model, [models.batch('vectors', 0)], 1)
        self.assertEqual(header['modules'][2]['parameters']['weight']['sharedWith'], '0.weight')
        self.assertEqual(found['weightGradNorm']['0'], found['weightGradNorm']['2'])

    def test_dead_units_are_seen_under_a_functional_relu(self):
        model = mlp()
        with torch.no_grad():
            model[0].bias[:3] = -100
        found, _ = self.one(model, [models.batch('vectors', 0)], 1, lambda x: model[1](torch.relu(model[0](x))))
        self.assertAlmostEqual(found['deadFraction']['0'], 3 / 8)

    def test_data_parallel_and_names(self):
        """On a machine without GPUs DataParallel only calls the inner model. The names are those of the inner model."""
        inner = mlp(nn.ReLU())
        _, header = self.one(nn.DataParallel(inner), [models.batch('vectors', 0)], 1)
        self.assertEqual([module['name'] for module in header['modules']], ['0', '1', '2'])

    def test_threads_measure_at_the_same_time(self):
        """As DataParallel's do on several GPUs: each thread's numbers keep their places, and the halves are one batch."""
        inputs, classes = models.batch('vectors', 0)
        model = mlp(*[layer for _ in range(30) for layer in (nn.Linear(8, 8), nn.Tanh())])
        plain, _ = self.one(copy.deepcopy(model), [(inputs, classes)], 1)

        def forward(x):
            halves = [None, None]

            def half(i):
                halves[i] = model(x[8 * i : 8 * i + 8])

            threads = [threading.Thread(target=half, args=(i,)) for i in (0, 1)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return torch.cat(halves)

        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        self.addCleanup(sys.setswitchinterval, interval)
        self.assertSame(plain, self.one(model, [(inputs, classes)], 1, forward)[0])

    def test_each_number_keeps_its_place_in_four_threads(self):
        class GivesWay(list):
            def append(self, value):
                super().append(value)
                time.sleep(0)  # Another thread runs now if it may.

        numbers, places = gradient_lab._Numbers(), [[] for _ in range(4)]
        numbers.tensors = GivesWay()

        def add(thread):
            for i in range(500):
                places[thread].append(numbers.add(torch.tensor(1000.0 * thread + i)))

        threads = [threading.Thread(target=add, args=(thread,)) for thread in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        values = numbers.fetch()
        for thread in range(4):
            self.assertEqual([values[place] for place in places[thread]], [[1000.0 * thread + i] for i in range(500)])

    def test_modules_that_never_run_are_told(self):
        model = mlp(nn.ReLU())
        optimizer = torch.optim.SGD(model.parameters(), 0.1)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter('always')
            with gradient_lab.watch(model, optimizer, self.out, every=1):
                for _ in range(2):
                    nn.functional.linear(torch.ones(1, 6), model[0].weight).sum().backward()
                    optimizer.step()
        self.assertEqual([str(warning.message) for warning in told], [gradient_lab.UNSEEN])

    def test_an_optimizer_with_a_closure(self):
        plain, _ = self.one(mlp(nn.ReLU()), [models.batch('vectors', 0)], 1)
        model = mlp(nn.ReLU())
        optimizer = torch.optim.SGD(model.parameters(), 0.1)
        inputs, classes = models.batch('vectors', 0)

        def closure():
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(inputs), classes)
            loss.backward()
            return loss

        with gradient_lab.watch(model, optimizer, self.out, every=1) as run:
            run.step(optimizer.step(closure))
        headers, steps = self.read()
        names = [module['name'] for module in headers[0]['modules']]
        self.assertSame(plain, {q: dict(zip(names, steps[0][q])) for q in gradient_lab.QUANTITIES if q in steps[0]})

    def test_a_scheduler_made_while_watching(self):
        model = mlp(nn.ReLU())
        optimizer = torch.optim.SGD(model.parameters(), 0.1)
        with gradient_lab.watch(model, optimizer, self.out, every=1):
            scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.5)
            with warnings.catch_warnings():
                warnings.simplefilter('error')
                train(model, steps=3, optimizer=optimizer, around=lambda _: scheduler.step())
        self.assertEqual([line['lr'] for line in self.read()[1]], [[0.1], [0.05], [0.025]])

    def test_validation_is_not_recorded(self):
        model = mlp(nn.ReLU())
        optimizer = torch.optim.SGD(model.parameters(), 0.1)
        plain, _ = self.one(copy.deepcopy(model), [models.batch('vectors', 0)], 1)

        def forward(x):
            with torch.no_grad():
                model(x * 100)
            return model(x)

        self.assertSame(plain, self.signals(model, optimizer, [models.batch('vectors', 0)], forward)[0])

    def test_without_an_optimizer_each_call_of_step_ends_an_update(self):
        model = mlp(nn.ReLU())
        with gradient_lab.watch(model, out=self.out, every=2) as run:
            train(model, steps=4, around=run.step)
        _, steps = self.read()
        self.assertEqual([line['step'] for line in steps], [0, 2])
        self.assertNotIn('updateRatio', steps[0])
        self.assertGreater(steps[0]['weightGradNorm'][0], 0)

    def test_two_optimizers_make_one_update(self):
        model = mlp(nn.ReLU())
        both = [torch.optim.SGD(model[0].parameters(), 0.1), torch.optim.Adam(model[2].parameters(), 0.01)]
        with gradient_lab.watch(model, both, self.out, every=1):
            for number in range(2):
                inputs, classes = models.batch('vectors', number)
                model.zero_grad()
                nn.functional.cross_entropy(model(inputs), classes).backward()
                for optimizer in both:
                    optimizer.step()
        _, steps = self.read()
        self.assertEqual([line['lr'] for line in steps], [[0.1, 0.01]] * 2)
        self.assertTrue(all(line['updateRatio'][0] > 0 and line['updateRatio'][2] > 0 for line in steps))

    def test_distributed_ranks(self):
        """Two processes under DistributedDataParallel: rank 0 alone writes, or each rank its own file."""
        script = os.path.join(os.path.dirname(__file__), 'two_ranks.py')
        folder = os.path.dirname(self.out)
        done = subprocess.run([sys.executable, script, folder], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(
            sorted(name for name in os.listdir(folder) if name.endswith('.jsonl')),
            ['all.jsonl', 'all.rank1.jsonl', 'zero.jsonl'],
        )
        logs = [gradient_lab.read(os.path.join(folder, name)) for name in ('all.jsonl', 'all.rank1.jsonl')]
        self.assertEqual([(headers[0]['rank'], headers[0]['world']) for headers, _ in logs], [(0, 2), (1, 2)])
        first, second = (steps[0] for _, steps in logs)
        # Gradients of weights are averaged over ranks. Each rank has its own signals.
        self.assertEqual(first['weightGradNorm'], second['weightGradNorm'])
        self.assertNotEqual(first['signalNorm'], second['signalNorm'])


class FakeScaler:
    """A GradScaler's behaviour on a CPU: it unscales, and it skips an update whose gradients are not finite."""

    def __init__(self, scale):
        self.scale_ = scale

    def get_scale(self):
        return self.scale_

    def step(self, optimizer):
        gradients = [p.grad for group in optimizer.param_groups for p in group['params']]
        for gradient in gradients:
            gradient /= self.scale_
        if all(torch.isfinite(gradient).all() for gradient in gradients):
            optimizer.step()

    def update(self):
        self.scale_ /= 2


def cpu_scaler():
    """PyTorch's GradScaler on the CPU, or None where this PyTorch has it for CUDA alone."""
    try:
        return torch.amp.GradScaler('cpu', init_scale=1024.0)
    except AttributeError:
        return None


class HalfPrecision(Folder):
    def unscaled(self):
        """The first update of the same model without a scaler."""
        plain = mlp(nn.ReLU())
        with gradient_lab.watch(plain, torch.optim.SGD(plain.parameters(), 0.1), self.out, every=1) as run:
            train(plain, steps=1, optimizer=run._optimizers[0])
        _, (line,) = self.read()
        return line

    def assertUnscaled(self, want, line):
        for quantity in ('signalNorm', 'weightGradNorm', 'updateRatio'):
            for a, b in zip(want[quantity], line[quantity]):
                self.assertTrue(a is b is None or abs(a - b) <= 1e-5 * a, quantity)

    def test_a_scaler_is_divided_out_and_skipped_updates_are_told(self):
        want = self.unscaled()
        model, scaler = mlp(nn.ReLU()), FakeScaler(1024.0)
        optimizer = torch.optim.SGD(model.parameters(), 0.1)
        with gradient_lab.watch(model, optimizer, self.out, every=1, scaler=scaler) as run:
            for number in range(3):
                inputs, classes = models.batch('vectors', number)
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(model(inputs), classes) * (math.inf if number == 1 else 1)
                (loss * scaler.get_scale()).backward()
                scaler.step(optimizer)
                scaler.update()
                run.step(loss)
        self.assertNotIn('step', scaler.__dict__)
        _, steps = self.read()
        self.assertEqual([line['step'] for line in steps], [0, 1, 2])
        self.assertEqual([line['lossScale'] for line in steps], [1024, 512, 256])
        self.assertEqual([line.get('skipped', False) for line in steps], [False, True, False])
        self.assertUnscaled(want, steps[0])
        self.assertEqual(steps[1]['updateRatio'], [0, None, 0])
        self.assertFalse(math.isfinite(steps[1]['weightGradNorm'][0]))

    @unittest.skipIf(cpu_scaler() is None, 'This PyTorch has no GradScaler for the CPU: torch 2.3 or later is needed.')
    def test_pytorchs_own_scaler(self):
        """As the imitation above; also with gradients that are unscaled and clipped before the step."""
        want = self.unscaled()
        for clipped in (False, True):
            model, scaler = mlp(nn.ReLU()), cpu_scaler()
            optimizer = torch.optim.SGD(model.parameters(), 0.1)
            with gradient_lab.watch(model, optimizer, self.out, every=1, scaler=scaler) as run:
                for number in range(3):
                    inputs, classes = models.batch('vectors', number)
                    optimizer.zero_grad()
                    loss = nn.functional.cross_entropy(model(inputs), classes) * (math.inf if number == 1 else 1)
                    scaler.scale(loss).backward()
                    if clipped:
                        scaler.unscale_(optimizer)
                        nn.utils.clip_grad_norm_(model.parameters(), 100.0)
                    scaler.step(optimizer)
                    scaler.update()
                    run.step(loss)
            _, steps = self.read()
            self.assertEqual([line['lossScale'] for line in steps], [1024, 1024, 512])
            self.assertEqual([line.get('skipped', False) for line in steps], [False, True, False])
            self.assertUnscaled(want, steps[0])

    def test_underflow_is_counted_in_the_type_of_the_tensor(self):
        """Signals that are normal in float32 and subnormal in float16 (below 6.1e-5) count in float16 alone."""
        for dtype, share in ((torch.float32, 0.0), (torch.bfloat16, 0.0), (torch.float16, 1.0)):

            class Half(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.gain = nn.Parameter(torch.ones(8))

                def forward(self, x):
                    return (self.gain * x).to(dtype)

            model = Half()
            optimizer = torch.optim.SGD(model.parameters(), 0.1)
            with gradient_lab.watch(model, optimizer, self.out, every=1):
                (model(torch.ones(4, 8)).float() * 1e-5).sum().backward()
                optimizer.step()
            _, (line,) = self.read()
            self.assertEqual(line['signalUnderflowFraction'], [share], dtype)
            self.assertEqual(line['weightGradUnderflowFraction'], [0.0], dtype)
            self.assertEqual(line['dtypes'], [str(dtype)[6:]])


class NotFinite(Folder):
    def line(self, forward, model):
        optimizer = torch.optim.SGD(model.parameters(), 0.1)
        with gradient_lab.watch(model, optimizer, self.out, every=1) as run:
            loss = forward(models.batch('vectors', 0)[0])
            loss.backward()
            optimizer.step()
            run.step(loss)
        return self.read()[1][0]

    def test_the_first_module_forward(self):
        """In order of execution, not of the tree."""
        model = nn.ModuleDict({'late': nn.Linear(6, 6), 'early': nn.Linear(6, 6)})

        def forward(x):
            y = model['early'](x)
            return model['late'](y * math.nan).sum()

        line = self.line(forward, model)
        self.assertEqual(line['nonfinite']['forward'], {'first': 0, 'modules': 1, 'elements': 96, 'counts': [[0, 96]]})
        self.assertTrue(math.isnan(line['loss']))
        self.assertTrue(math.isnan(line['activationMean'][0]))
        self.assertTrue(math.isfinite(line['activationMean'][1]))

    def test_the_first_module_backward(self):
        """√x at 0 is finite, but its slope is not. Only the backward pass finds it, first in the module below the root."""
        model = nn.Sequential(nn.Linear(6, 6), nn.Linear(6, 6), nn.Linear(6, 1))
        with torch.no_grad():
            model[1].weight.zero_()
            model[1].bias.zero_()
        line = self.line(lambda x: model[2](torch.sqrt(model[1](model[0](x)).abs())).sum(), model)
        self.assertNotIn('forward', line['nonfinite'])
        self.assertEqual(line['nonfinite']['backward']['first'], 1)
        self.assertEqual(line['nonfinite']['backward']['modules'], 2)
        self.assertIn('gradient', line['nonfinite'])


class Reductions(unittest.TestCase):
    def test_norms_and_moments_at_any_size(self):
        """Against exact sums of float64, where squares are far outside of float32, means far from 0, and in half precision."""
        draw = torch.Generator().manual_seed(1)
        base = torch.randn(3, 5, 700, generator=draw)
        cases = [base * size for size in (1e-42, 1e-30, 1e-16, 1.0, 1e16, 1e37)]
        cases += [base + 1e4, base.double() * 1e-200, base.bfloat16(), (base * 1e-3).half(), base.transpose(0, 2), base[:, 1]]
        for x in cases:
            exact = x.double().reshape(-1).tolist()
            largest = max(map(abs, exact))
            norm = math.sqrt(math.fsum((v / largest) ** 2 for v in exact)) * largest
            mean = math.fsum(exact) / len(exact)
            std = math.sqrt(math.fsum(((v - mean) / largest) ** 2 for v in exact) / len(exact)) * largest
            where = '%s at %g' % (x.dtype, largest)
            numbers, alive = gradient_lab._gradient_numbers(x, 0)
            self.assertAlmostEqual(numbers[0].item() / norm, 1, delta=1e-6, msg=where)
            self.assertAlmostEqual(gradient_lab._norm(x).item() / norm, 1, delta=1e-6, msg=where)
            found = gradient_lab._moments(x).tolist()
            self.assertAlmostEqual(found[0] / largest, mean / largest, delta=1e-6, msg=where)
            self.assertAlmostEqual(found[1] / std, 1, delta=2e-6, msg=where)
            self.assertEqual(found[2:], [exact.count(0.0), 0], where)
            self.assertEqual(alive.tolist(), [True] * x.shape[0], where)

    def test_devices_without_the_quick_way_give_the_same(self):
        """On a GPU no value is read before the line is written. All reductions run there, in float64."""
        x = torch.randn(3, 5, 700, generator=torch.Generator().manual_seed(2))
        x[0, 0, :9] = 0
        for tensor in (x, x.bfloat16(), torch.where(x > 3, torch.full_like(x, math.inf), x)):
            told = []
            for quick in (True, False):
                with unittest.mock.patch.object(gradient_lab, '_is_quick', lambda _: quick):
                    numbers, alive = gradient_lab._gradient_numbers(tensor, 1)
                    told.append([*gradient_lab._moments(tensor).tolist(), *numbers.tolist(), *alive.tolist()])
            for a, b in zip(*told):
                self.assertTrue(a == b or abs(a / b - 1) < 1e-5 or (a != a and b != b), (a, b))

    def test_zeros_and_what_is_not_finite_are_counted(self):
        x = torch.tensor([[0.0, 0.0, 1e-40], [math.nan, 0.0, -math.inf]])
        self.assertEqual(gradient_lab._moments(x).tolist()[2:], [3, 2])
        numbers, alive = gradient_lab._gradient_numbers(x, 1)
        self.assertEqual(numbers.tolist()[1:], [4, 2])
        self.assertEqual(alive.tolist(), [True, False, True])
        self.assertEqual(gradient_lab._norm(torch.zeros(3)).item(), 0)
        self.assertEqual(gradient_lab._moments(torch.zeros(3)).tolist(), [0, 0, 3, 0])


class TheFile(Folder):
    def test_every_line_is_strict_json(self):
        model = mlp(nn.ReLU())
        with gradient_lab.watch(model, torch.optim.SGD(model.parameters(), 1e30), self.out, every=1) as run:
            train(model, steps=4, optimizer=run._optimizers[0], around=run.step)

        def refuse(name):
            raise AssertionError('%s is not JSON' % name)

        with open(self.out) as file:
            lines = [json.loads(line, parse_constant=refuse) for line in file]
        self.assertIn('NaN', lines[-1]['activationMean'])
        self.assertTrue(math.isnan(self.read()[1][-1]['activationMean'][0]))

    def test_a_killed_process_loses_at_most_the_last_line(self):
        script = (
            'import os, sys; sys.path[:0] = [%r, %r]\n'
            'import gradient_lab, torch; from tests import models; from tests.test_training import mlp, train\n'
            'model = mlp(torch.nn.ReLU()); optimizer = torch.optim.SGD(model.parameters(), 0.1)\n'
            'run = gradient_lab.watch(model, optimizer, %r, every=1)\n'
            'train(model, steps=6, optimizer=optimizer); os.kill(os.getpid(), 9)\n'
        ) % (os.path.join(os.path.dirname(__file__), '..'), os.path.dirname(__file__), self.out)
        done = subprocess.run([sys.executable, '-c', script], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, -9, done.stderr)
        self.assertEqual([line['step'] for line in self.read()[1]], [0, 1, 2, 3, 4])

    def test_an_exception_in_the_loop_loses_nothing(self):
        model = mlp(nn.ReLU())
        with self.assertRaises(KeyboardInterrupt):
            with gradient_lab.watch(model, torch.optim.SGD(model.parameters(), 0.1), self.out, every=1) as run:
                train(model, steps=3, optimizer=run._optimizers[0])
                raise KeyboardInterrupt
        self.assertEqual([line['step'] for line in self.read()[1]], [0, 1, 2])

    def test_resumed_after_a_cut_off_line(self):
        for start in (0, 3):
            model = mlp(nn.ReLU())
            optimizer = torch.optim.SGD(model.parameters(), 0.1)
            with gradient_lab.watch(model, optimizer, self.out, every=1, resume=start > 0, start=start):
                train(model, steps=4, optimizer=optimizer)
            if start == 0:
                with open(self.out, 'a') as file:
                    file.write('{"step":4,"time":1')
                self.assertEqual(len(self.read()[1]), 4)
        headers, steps = self.read()
        self.assertEqual(len(headers), 2)
        self.assertEqual([line['step'] for line in steps], [0, 1, 2, 3, 3, 4, 5, 6])

    def test_an_older_log_is_kept(self):
        for _ in range(3):
            gradient_lab.watch(mlp(), None, self.out).close()
        self.assertEqual(sorted(os.listdir(os.path.dirname(self.out))), ['run.1.jsonl', 'run.2.jsonl', 'run.jsonl'])

    def test_many_modules_are_packed_to_the_same_numbers(self):
        lines = []
        for limit in (64, 1000):
            model = models.made(models.DeepTanh)
            optimizer = torch.optim.SGD(model.parameters(), 0.1)
            previous, gradient_lab.TEXT_MODULES = gradient_lab.TEXT_MODULES, limit
            try:
                with gradient_lab.watch(model, optimizer, self.out, every=1) as run:
                    train(model, steps=1, optimizer=optimizer, around=run.step)
            finally:
                gradient_lab.TEXT_MODULES = previous
            with open(self.out) as file:
                raw = json.loads(file.read().split('\n')[1])
            self.assertEqual(isinstance(raw['signalNorm'], str), limit == 64)
            lines.append(self.read()[1][0])
        for quantity in gradient_lab.QUANTITIES:
            for a, b in zip(lines[0][quantity], lines[1][quantity]):
                if a is None or b is None:
                    self.assertIs(a, b)
                else:
                    self.assertAlmostEqual(a, b, delta=1e-5 if quantity.endswith('Fraction') else 1e-6 * abs(b))

    def test_ten_thousand_steps_of_a_thousand_modules_are_about_500_MB(self):
        rows = 1000
        values = [1.2345678e-9 * (i + 1) for i in range(rows)]
        shares = [i / rows for i in range(rows)]
        size = sum(
            len('"%s":,' % q + gradient_lab._array(shares if q.endswith('Fraction') else values, q, True))
            for q in gradient_lab.QUANTITIES
        )
        self.assertLess(size * 10_000, 515e6)

    def test_a_share_that_is_neither_none_nor_all_never_reads_so(self):
        packed = json.loads(gradient_lab._packed([0, 1e-9, 0.5, 1 - 1e-9, 1, None], True))
        none, few, half, most, every, missing = gradient_lab._unpacked(packed)
        self.assertEqual((none, half, every, missing), (0, 0.5, 1, None))
        self.assertTrue(0 < few < 1e-4 and 1 - 1e-4 < most < 1)

    def test_a_nan_of_any_bits_is_packed_as_nan(self):
        """Some of PyTorch's vectorized code gives NaN with all bits set, which in the log means not measured."""
        values = [struct.unpack('<d', bits)[0] for bits in (b'\xff' * 8, b'\0' * 6 + b'\xf8\x7f', b'\0' * 6 + b'\xf8\xff')]
        for value in gradient_lab._unpacked(json.loads(gradient_lab._packed(values, False))):
            self.assertTrue(value is not None and math.isnan(value))

    def test_histograms_count_every_element_once(self):
        model = mlp(nn.ReLU())
        optimizer = torch.optim.SGD(model.parameters(), 0.1)
        with gradient_lab.watch(model, optimizer, self.out, every=1, histograms=True):
            train(model, steps=1, optimizer=optimizer)
        headers, (line,) = self.read()
        self.assertEqual(headers[0]['histogramBins'], {'low': -40, 'high': 24})
        self.assertEqual(sum(line['histograms']['weightGradient']['0']), 48)
        self.assertEqual(sum(line['histograms']['signal']['1']), 16 * 8)
        exact = gradient_lab._histogram(torch.tensor([0.0, 1.0, -1.5, 2.0, 2.0**-41, 2.0**30, math.nan, -math.inf]))
        self.assertEqual({i: c for i, c in enumerate(exact.tolist()) if c}, {40: 2, 41: 1, 64: 1, 65: 1, 66: 1, 67: 2})


class Refusals(Folder):
    def test_each_is_one_sentence(self):
        model = mlp()
        cases = [
            (dict(model=model, every=0), 'every is 0'),
            (dict(model=model, every=2.5), 'every is 2.5'),
            (dict(model=model, ranks='one'), "ranks is 'one'"),
            (dict(model=nn.ReLU()), 'no parameters'),
            (dict(model='resnet'), 'The model is a str'),
            (dict(model=model, optimizer='adam'), 'The optimizer is a str'),
            (dict(model=nn.LazyLinear(3)), 'run one batch'),
        ]
        for arguments, sentence in cases:
            with self.assertRaisesRegex(ValueError, sentence):
                gradient_lab.watch(out=self.out, **arguments)
        self.assertFalse(os.path.exists(self.out))

    def test_reading_what_is_no_log(self):
        for text, sentence in (
            ('{"loss": 1}\n', 'line 1: this is no Gradient Lab log'),
            ('hello\nworld\n', 'line 1: this is not JSON'),
            ('{"format":"gradient-lab/log","version":2}\n', 'version 2'),
        ):
            with open(self.out, 'w') as file:
                file.write(text)
            with self.assertRaisesRegex(ValueError, sentence):
                self.read()

    def test_a_compiled_model_is_told_in_a_sentence(self):
        """Its weights, gradients and updates are still recorded."""
        inner = mlp(nn.ReLU())

        class OptimizedModule(nn.Module):
            """Imitates the interface of torch.compile's result."""

            def __init__(self):
                super().__init__()
                self._orig_mod = inner

            def forward(self, x):
                return self._orig_mod(x)

        model = torch.compile(inner, backend='eager') if hasattr(torch, 'compile') else OptimizedModule()
        optimizer = torch.optim.SGD(model.parameters(), 0.1)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter('always')
            run = gradient_lab.watch(model, optimizer, self.out, every=1)
        self.assertEqual([str(warning.message) for warning in told], [gradient_lab.COMPILED])
        with run:
            train(model, steps=1, optimizer=optimizer)
        headers, (line,) = self.read()
        self.assertEqual([module['name'] for module in headers[0]['modules']], ['0', '1', '2'])
        self.assertEqual(headers[0]['notes'], [gradient_lab.COMPILED])
        self.assertNotIn('signalNorm', line)
        self.assertGreater(line['updateRatio'][0], 0)


if __name__ == '__main__':
    unittest.main()
