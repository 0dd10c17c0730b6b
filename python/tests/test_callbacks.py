"""Tests each callback in its library. A test is skipped if the library is not installed."""

import importlib.util
import os
import sys
import tempfile
import unittest

os.environ.setdefault('KERAS_BACKEND', 'torch')

import torch
from torch import nn

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..'))
import gradient_lab

from tests import models


def needs(*names):
    """Skips a test if one of these packages is missing or was installed for another PyTorch."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    return unittest.skipIf(missing, '%s is not installed: pip install %s' % (missing[:1], ' '.join(missing)))


class Callbacks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.out = os.path.join(folder.name, 'run.jsonl')
        torch.manual_seed(0)

    def check(self, last, loss=True):
        """The log contains every second update, complete."""
        headers, steps = gradient_lab.read(self.out)
        self.assertEqual([line['step'] for line in steps], list(range(0, last, 2)))
        names = [module['name'] for module in headers[0]['modules'] if module['parameters']]
        for line in steps:
            for quantity in ('signalNorm', 'activationStd', 'weightGradNorm', 'updateRatio', 'weightNorm'):
                values = dict(zip([module['name'] for module in headers[0]['modules']], line[quantity]))
                for name in names:
                    self.assertGreater(values[name], 0, (quantity, name))
            self.assertEqual(line['loss'] is not None, loss)
        return headers[0], steps

    @needs('lightning')
    def test_lightning(self):
        import lightning.pytorch as pl

        class Module(pl.LightningModule):
            def __init__(self):
                super().__init__()
                self.net = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 4))

            def training_step(self, pair, _):
                return nn.functional.cross_entropy(self.net(pair[0]), pair[1])

            def configure_optimizers(self):
                return torch.optim.SGD(self.parameters(), 0.1)

        data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(*models.batch('vectors', 0, 48)), 8)
        trainer = pl.Trainer(
            max_epochs=1,
            callbacks=[gradient_lab.lightning(self.out, every=2)],
            logger=False,
            enable_checkpointing=False,
            enable_progress_bar=False,
            enable_model_summary=False,
            accelerator='cpu',
        )
        trainer.fit(Module(), data)
        self.check(6)

    @needs('transformers', 'accelerate')
    def test_hugging_face(self):
        import transformers

        class Model(nn.Module):
            def __init__(self):
                super().__init__()
                self.net = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 4))

            def forward(self, inputs, labels):
                logits = self.net(inputs)
                return {'loss': nn.functional.cross_entropy(logits, labels), 'logits': logits}

        inputs, classes = models.batch('vectors', 0, 48)
        data = [{'inputs': x, 'labels': y} for x, y in zip(inputs, classes)]
        arguments = transformers.TrainingArguments(
            self.folder,
            per_device_train_batch_size=4,
            gradient_accumulation_steps=2,
            num_train_epochs=1,
            report_to=[],
            use_cpu=True,
            save_strategy='no',
            disable_tqdm=True,
        )
        callback = gradient_lab.hugging_face(self.out, every=2)
        transformers.Trainer(Model(), arguments, train_dataset=data, callbacks=[callback]).train()
        self.check(6, loss=False)

    @needs('keras')
    def test_keras(self):
        import keras

        inputs, classes = models.batch('vectors', 0, 48)
        model = keras.Sequential([keras.layers.Dense(8, activation='relu'), keras.layers.Dense(4)])
        model.compile('sgd', keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        model.build((None, 6))
        callback = gradient_lab.keras(self.out, every=2)
        model.fit(inputs.numpy(), classes.numpy(), batch_size=8, verbose=0, callbacks=[callback])
        header, steps = self.check(6)
        self.assertEqual([module['type'] for module in header['modules']], ['Dense', 'Dense'])
        self.assertEqual(list(header['modules'][0]['parameters']), ['kernel', 'bias'])
        self.assertGreater(steps[0]['biasGradNorm'][0], 0)


if __name__ == '__main__':
    unittest.main()
