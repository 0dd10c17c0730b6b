"""The models of the tests and fixtures, with their data. Each model trains within a second."""

import torch
from torch import nn


class Block(nn.Module):
    """A residual block: conv, norm, ReLU, conv, norm, the sum with the input, and the same ReLU again."""

    def __init__(self, channels, inplace):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=inplace)

    def forward(self, x):
        y = self.relu(self.norm1(self.conv1(x)))
        return self.relu(self.norm2(self.conv2(y)) + x)


class ResNet(nn.Module):
    def __init__(self, inplace=True):
        super().__init__()
        self.stem = nn.Conv2d(1, 8, 3, padding=1)
        self.layer1 = Block(8, inplace)
        self.layer2 = Block(8, inplace)
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        return self.fc(self.layer2(self.layer1(self.stem(x))).mean((2, 3)))


class Transformer(nn.Module):
    """A token encoder that classifies the mean. The position table is a parameter of the model itself."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(20, 16)
        self.position = nn.Parameter(torch.randn(6, 16) * 0.1)
        layer = nn.TransformerEncoderLayer(16, 2, 32, dropout=0.0, activation=nn.GELU(), batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2)
        self.head = nn.Linear(16, 4)

    def forward(self, tokens):
        return self.head(self.encoder(self.embedding(tokens) + self.position).mean(1))


class Lstm(nn.Module):
    """An LSTM followed by six sigmoid layers, in which the signal vanishes."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(20, 8)
        self.lstm = nn.LSTM(8, 12, num_layers=2, batch_first=True)
        layers = []
        for _ in range(6):
            layers += [nn.Linear(12, 12), nn.Sigmoid()]
        self.hidden = nn.Sequential(*layers)
        self.head = nn.Linear(12, 4)

    def forward(self, tokens):
        output, _ = self.lstm(self.embedding(tokens))
        return self.head(self.hidden(output[:, -1]))


class DeepTanh(nn.Module):
    """Forty tanh layers. Logs of so many modules are written in base64."""

    def __init__(self):
        super().__init__()
        layers = [nn.Linear(6, 10)]
        for _ in range(40):
            layers += [nn.Tanh(), nn.Linear(10, 10)]
        self.layers = nn.Sequential(*layers, nn.Linear(10, 4))

    def forward(self, x):
        return self.layers(x)


def batch(kind, number, size=16):
    """Batch `number` of a kind of input (images, tokens, vectors) with classes. The same number gives the same batch."""
    draw = torch.Generator().manual_seed(1000 + number)
    classes = torch.randint(0, 4, (size,), generator=draw)
    if kind == 'tokens':
        tokens = torch.randint(0, 20, (size, 6), generator=draw)
        tokens[:, 0] = classes
        return tokens, classes
    shape = (size, 1, 8, 8) if kind == 'images' else (size, 6)
    return torch.randn(shape, generator=draw) + classes.reshape(-1, *[1] * (len(shape) - 1)) / 2, classes


def made(build, seed=0, *args, **kwargs):
    torch.manual_seed(seed)
    return build(*args, **kwargs)
