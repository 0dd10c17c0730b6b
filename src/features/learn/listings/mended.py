import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(1)
T, alpha, classes = 4.0, 0.0, 5
centres = torch.randn(classes, 2) * 3


def sample(count, wrong=0.0):
    """Points around one centre for each class; a share of the labels is replaced by random ones."""
    labels = torch.randint(0, classes, (count,))
    inputs = centres[labels] + torch.randn(count, 2)
    replaced = torch.rand(count) < wrong
    return inputs, torch.where(replaced, torch.randint(0, classes, (count,)), labels)


def network(width):
    return nn.Sequential(nn.Linear(2, width), nn.ReLU(), nn.Linear(width, classes))


def accuracy(model, inputs, labels):
    model.eval()
    with torch.no_grad():
        return (model(inputs).argmax(dim=1) == labels).float().mean().item()


def train(model, loss_of, steps=1000):
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(steps):
        optimizer.zero_grad()
        loss_of(model).backward()
        optimizer.step()


# A teacher that knows something, and samples that nobody has trained on.
known_inputs, known_labels = sample(5000)
test_inputs, test_labels = sample(5000)
teacher = network(64)
train(teacher, lambda model: F.cross_entropy(model(known_inputs), known_labels))

# Without a graph: only the student learns.
inputs, labels = sample(60, wrong=0.4)
teacher.eval()
with torch.no_grad():
    soft_targets = F.softmax(teacher(inputs) / T, dim=1)


def distillation(model):
    logits = model(inputs)
    hard = F.cross_entropy(logits, labels)
    soft = F.kl_div(F.log_softmax(logits / T, dim=1), soft_targets, reduction="batchmean")
    return alpha * hard + (1 - alpha) * T * T * soft


torch.manual_seed(2)
alone = network(16)
torch.manual_seed(2)
taught = network(16)
train(alone, lambda model: F.cross_entropy(model(inputs), labels))
train(taught, distillation)
for name, model in [
    ("teacher", teacher),
    ("student, labels only", alone),
    ("student, distilled", taught),
]:
    print(f"{name}: test accuracy {accuracy(model, test_inputs, test_labels):.3f}")
