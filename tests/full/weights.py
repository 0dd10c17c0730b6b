"""Weights between the lab and PyTorch, and what both make of them: `weights.py FOLDER`.

Loads the lab's weights.npz and weights.safetensors into the network of the exported run.py, and writes those of a network of its own
as own.npz and own.safetensors. Prints the losses on the training samples as JSON.
"""
import json
import os
import runpy
import struct
import sys

import numpy as np
import torch
from torch import nn

os.chdir(sys.argv[1])
# Under another name the script defines its network and data, and trains nothing.
script = runpy.run_path('run.py', run_name='exported')
inputs, targets = script['TRAIN_INPUTS'], script['TRAIN_TARGETS']


def loss(model):
    model.eval()
    with torch.no_grad():
        return nn.functional.cross_entropy(model(inputs), targets).item()


def read_safetensors(path):
    """By the format's own description: eight bytes of length, the header in JSON, the numbers."""
    with open(path, 'rb') as file:
        (length,) = struct.unpack('<Q', file.read(8))
        header = json.loads(file.read(length))
        body = file.read()
    return {
        name: np.frombuffer(body[slice(*told['data_offsets'])], {'F32': '<f4', 'F64': '<f8'}[told['dtype']]).reshape(told['shape'])
        for name, told in header.items()
        if name != '__metadata__'
    }


def write_safetensors(path, arrays):
    header, body = {}, b''
    for name, array in arrays.items():
        data = array.astype('<f4').tobytes()
        header[name] = {'dtype': 'F32', 'shape': list(array.shape), 'data_offsets': [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header).encode()
    with open(path, 'wb') as file:
        file.write(struct.pack('<Q', len(text)) + text + body)


def loaded(arrays):
    model = script['Network']()
    state = {name: torch.tensor(np.array(values)) for name, values in arrays.items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    # PyTorch counts the batches that its running statistics have seen; nothing is computed from that.
    assert not unexpected and all(name.endswith('num_batches_tracked') for name in missing), (missing, unexpected)
    return loss(model)


told = {'npz': loaded(np.load('weights.npz')), 'safetensors': loaded(read_safetensors('weights.safetensors'))}
torch.manual_seed(7)
own = nn.Sequential(nn.Linear(2, 12), nn.Tanh(), nn.Linear(12, 12), nn.Tanh(), nn.Linear(12, 2)).float()
arrays = {name: p.detach().numpy() for name, p in own.named_parameters()}
np.savez('own.npz', **{name: np.asfortranarray(array) for name, array in arrays.items()})
write_safetensors('own.safetensors', dict(reversed(arrays.items())))
told['own'] = loss(own.double())
print(json.dumps(told))
