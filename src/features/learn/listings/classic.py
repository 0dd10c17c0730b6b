import torch
import torch.nn.functional as F
from torch import nn

inputs = torch.randn(100, 10)
labels = torch.randint(0, 10, (100,))
T, alpha = 4.0, 0.5


def network():
    return nn.Sequential(nn.Linear(10, 50), nn.ReLU(), nn.Linear(50, 10))


teacher, student = network(), network()
optimizer = torch.optim.SGD(student.parameters(), lr=0.01)
teacher_logits = teacher(inputs)

for step in range(10):
    logits = student(inputs)
    hard = F.cross_entropy(logits, labels)
    soft = F.kl_div(
        F.log_softmax(logits / T, dim=1),
        F.softmax(teacher_logits / T, dim=1),
    )
    loss = alpha * hard + (1 - alpha) * soft
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(f"step {step}: loss {loss.item():.4f}")
