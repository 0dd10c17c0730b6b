"""Compares every number of the log with one computed from stored tensors: a ResNet, a bfloat16 transformer and an LSTM."""

import os
import sys
import tempfile
import unittest

import torch

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..'))
import gradient_lab

from tests import by_hand, models

STEPS = 3


def train_watched(model, kind, make_optimizer, autocast=False, every=1):
    """Trains with the hook and returns (header, steps)."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, 'run.jsonl')
        optimizer = make_optimizer(model.parameters())
        with gradient_lab.watch(model, optimizer, out, every) as run:
            for number in range(STEPS):
                inputs, classes = models.batch(kind, number)
                optimizer.zero_grad()
                with torch.autocast('cpu', torch.bfloat16, enabled=autocast):
                    loss = torch.nn.functional.cross_entropy(model(inputs).float(), classes)
                loss.backward()
                optimizer.step()
                run.step(loss)
        headers, steps = gradient_lab.read(out)
        return headers[0], steps


def train_by_hand(model, kind, make_optimizer, autocast=False, feeds=None):
    """Trains without the hook and stores all tensors. Returns the loss and the expected numbers of each update."""
    optimizer = make_optimizer(model.parameters())
    kept = by_hand.Kept(model)
    told = []
    for number in range(STEPS):
        kept.outputs.clear()
        kept.inputs.clear()
        inputs, classes = models.batch(kind, number)
        optimizer.zero_grad()
        with torch.autocast('cpu', torch.bfloat16, enabled=autocast):
            loss = torch.nn.functional.cross_entropy(model(inputs).float(), classes)
        loss.backward()
        before = {name: p.detach().clone() for name, p in model.named_parameters()}
        optimizer.step()
        after = {name: p.detach().clone() for name, p in model.named_parameters()}
        told.append((loss.item(), by_hand.expected(kept, before, after, feeds or {})))
    return told


class Numbers(unittest.TestCase):
    def compare(self, log, told, tolerance=2e-6):
        header, steps = log
        names = [module['name'] for module in header['modules']]
        self.assertEqual(len(steps), STEPS)
        compared = 0
        for number, (line, (loss, table)) in enumerate(zip(steps, told)):
            self.assertEqual(line['step'], number)
            self.assertAlmostEqual(line['loss'], loss, delta=1e-6 * abs(loss))
            self.assertEqual(set(names), set(table))
            for quantity in (*gradient_lab.QUANTITIES, 'activationRms'):
                found = dict(zip(names, line.get(quantity, [None] * len(names))))
                for name in names:
                    want = table[name].get(quantity)
                    where = 'update %d, %s of %s' % (number, quantity, name)
                    if want is None or found[name] is None:
                        self.assertIs(found[name], want, where)
                        continue
                    # The tolerance of a mean near 0 is relative to the averaged values.
                    scale = table[name].get('activationRms', 0) if quantity == 'activationMean' else abs(want)
                    self.assertAlmostEqual(found[name], want, delta=tolerance * scale + 1e-12 * (want != 0), msg=where)
                    compared += 1
        return compared

    def test_resnet(self):
        """In-place ReLUs that are called twice, convolutions, batch norms, SGD with momentum."""
        optimizer = lambda parameters: torch.optim.SGD(parameters, 0.1, momentum=0.9)
        log = train_watched(models.made(models.ResNet), 'images', optimizer)
        feeds = {'layer%d.relu' % i: ['layer%d.norm1' % i, None] for i in (1, 2)}
        told = train_by_hand(models.made(models.ResNet, 0, inplace=False), 'images', optimizer, feeds=feeds)
        self.assertGreater(self.compare(log, told), 300)

    def test_transformer_in_bfloat16(self):
        """Autocast: signals and activations are bfloat16, gradients of weights float32; parameters of the model itself."""
        optimizer = lambda parameters: torch.optim.AdamW(parameters, 3e-3)
        log = train_watched(models.made(models.Transformer), 'tokens', optimizer, autocast=True)
        feeds = {'encoder.layers.%d.activation' % i: ['encoder.layers.%d.linear1' % i] for i in (0, 1)}
        told = train_by_hand(models.made(models.Transformer), 'tokens', optimizer, True, feeds)
        self.assertGreater(self.compare(log, told), 300)
        names = [module['name'] for module in log[0]['modules']]
        dtypes = dict(zip(names, log[1][0]['dtypes']))
        self.assertEqual(dtypes['encoder.layers.0.linear1'], 'bfloat16')
        self.assertEqual(dtypes['embedding'], 'float32')

    def test_lstm(self):
        """Tuples as outputs, two layers of weights in one module, and a signal that vanishes below six sigmoids."""
        optimizer = lambda parameters: torch.optim.Adam(parameters, 1e-2)
        log = train_watched(models.made(models.Lstm), 'tokens', optimizer)
        feeds = {'hidden.%d' % (2 * i + 1): ['hidden.%d' % (2 * i)] for i in range(6)}
        told = train_by_hand(models.made(models.Lstm), 'tokens', optimizer, feeds=feeds)
        self.assertGreater(self.compare(log, told), 250)
        names = [module['name'] for module in log[0]['modules']]
        signal = dict(zip(names, log[1][0]['signalNorm']))
        self.assertLess(signal['lstm'], 1e-3 * signal['head'])


if __name__ == '__main__':
    unittest.main()
