class Dropout(nn.Module):
    """nn.Dropout with the lab's own draws, so that the same units are switched off at each step."""

    def __init__(self, layer, share, seed):
        super().__init__()
        self.layer, self.share, self.seed, self.step = layer, share, seed, 0

    def forward(self, x):
        if not self.training:
            return x
        key = hash32(self.seed, self.step, self.layer)
        drawn = hash32(key, np.arange(x.numel(), dtype=np.uint64)) / 2**32
        self.step += 1
        return x * torch.tensor(drawn >= self.share).reshape(x.shape) / (1 - self.share)
