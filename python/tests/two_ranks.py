"""Trains on two ranks of one machine. test_training.py starts it with the folder for the logs."""

import os
import sys

import torch

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..'))
import gradient_lab

from tests import models
from tests.test_training import mlp


def work(rank, folder):
    torch.set_num_threads(1)
    where = 'file://' + os.path.join(folder, 'meeting')
    torch.distributed.init_process_group('gloo', init_method=where, rank=rank, world_size=2)
    model = torch.nn.parallel.DistributedDataParallel(mlp(torch.nn.ReLU()))
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    for ranks in ('zero', 'all'):
        with gradient_lab.watch(model, optimizer, os.path.join(folder, ranks + '.jsonl'), every=1, ranks=ranks) as run:
            for number in range(2):
                inputs, classes = models.batch('vectors', number, 32)
                part = slice(16 * rank, 16 * rank + 16)
                optimizer.zero_grad()
                loss = torch.nn.functional.cross_entropy(model(inputs[part]), classes[part])
                loss.backward()
                optimizer.step()
                run.step(loss)
    torch.distributed.destroy_process_group()


if __name__ == '__main__':
    torch.multiprocessing.spawn(work, (sys.argv[1],), nprocs=2)
