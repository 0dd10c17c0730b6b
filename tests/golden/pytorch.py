"""What the programs that ask PyTorch share: one thread, numbers for both precisions, and its activation functions."""
import torch
from torch.nn import functional as F

torch.set_num_threads(1)

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


def drawer(seed):
    """A function that draws normal numbers of a shape, written in float32 so that both precisions start from the very same."""
    generator = torch.Generator().manual_seed(seed)

    def draw(*shape, scale=1.0):
        return (scale * torch.randn(*shape, generator=generator, dtype=torch.float64)).float().double()
    return draw
