class Random:
    """A random stream of Gradient Lab (xoroshiro128+): by seed, name and number."""

    def __init__(self, seed, stream, number=0):
        code = hash32(seed & 0xFFFFFFFF, seed >> 32, *map(ord, stream), number)
        self.s0, self.s1 = 0xFFFFFFFF00000000 | (~code & 0xFFFFFFFF), code << 32
        self.spare = None

    def word(self):
        mask = 0xFFFFFFFFFFFFFFFF
        out, x = (self.s0 + self.s1) & 0xFFFFFFFF, self.s0 ^ self.s1
        self.s0 = ((self.s0 << 24 | self.s0 >> 40) ^ x ^ x << 16) & mask
        self.s1 = (x << 37 | x >> 27) & mask
        return out

    def uniform(self):
        return ((self.word() >> 5) * 2**26 + (self.word() >> 6)) / 2**53

    def normal(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        angle = 2 * math.pi * self.uniform()
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)

    def normals(self, *shape):
        return torch.tensor([self.normal() for _ in range(math.prod(shape))]).reshape(shape)

    def permutation(self, count):
        order = list(range(count))
        for i in range(count - 1, 0, -1):
            j = int(self.uniform() * (i + 1))
            order[i], order[j] = order[j], order[i]
        return order


def batches(seed, counts, size):
    """The rows of each batch: as many from each group of samples, every group in shuffled epochs laid end to end."""

    def endless(group):
        epoch = 0
        while True:
            yield from Random(seed, 'batches' + (str(group) if group else ''), epoch).permutation(counts[group])
            epoch += 1

    if size == 'full':
        while True:
            yield torch.arange(sum(counts))
    share = max(1, min(size, sum(counts)) // len(counts))
    groups = [(sum(counts[:group]), endless(group)) for group in range(len(counts))]
    while True:
        yield torch.tensor([first + next(rows) for first, rows in groups for _ in range(share)])


def train(model, loss, rows, optimizer, steps, schedule=None, clip=None, out=None, every=1):
    """Trains a model, one update at a time: `loss(batch, step)` is that of the samples of a batch. Yields each loss."""
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, schedule) if schedule else None
    run = gradient_lab.watch(model, optimizer, out=out, every=every) if gradient_lab and out else None
    trained = [parameter for group in optimizer.param_groups for parameter in group['params']]
    for step, batch in zip(range(steps), rows):
        optimizer.zero_grad()
        value = loss(batch, step)
        value.backward()
        if clip:
            nn.utils.clip_grad_norm_(trained, clip)
        optimizer.step()
        if scheduler:
            scheduler.step()
        if run:
            run.step(value)
        yield value.item()
    if run:
        run.close()


def run(training):
    """Trains to the end, and gives the losses."""
    return list(training)


def outputs_of(model, x):
    """What a trained model says: the outputs of its hidden layers where they are needed, and last its logits."""
    training, hidden = model.training, []
    model.eval()
    with torch.no_grad():
        logits = model(x, hidden) if LAYERED else model(x)
    model.train(training)
    return [*hidden, logits]


def predict(model, x):
    return outputs_of(model, x)[-1]


def load_weights(model, weights, biases):
    """The lab's initial weights."""
    linear = [module for module in model.modules() if isinstance(module, nn.Linear)]
    with torch.no_grad():
        for layer, weight, bias in zip(linear, weights, biases):
            layer.weight.copy_(weight)
            layer.bias.copy_(bias)


def one_hot(labels, rows):
    """A row for each sample; zeros for those behind the labelled ones."""
    y = torch.zeros(rows, CLASSES)
    y[torch.arange(len(labels)), labels] = 1
    return y


def cross_entropy(s, y):
    """A mean over the batch, in which a sample without a label (y = 0) counts 0."""
    return -(y * s.log_softmax(-1)).sum(-1).mean()


def softened(t, T):
    return (t / T).softmax(-1)


def soft_loss(q, s, T):
    """T² KL(q ‖ softmax(s / T)), a mean over the batch."""
    return T**2 * nn.functional.kl_div((s / T).log_softmax(1), q, reduction='batchmean')


def accuracy(model, x, labels):
    return (predict(model, x).argmax(1) == labels).double().mean().item()


def plot(losses):
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        return
    for name, values in losses.items():
        plt.plot(values, label=name)
    plt.xlabel('step')
    plt.ylabel('loss')
    plt.legend()
    plt.savefig('loss.png')
