"""Runs every experiment of this folder, each in its own folder, and draws their losses into comparison.png."""
import os
import runpy

folder = os.path.dirname(os.path.abspath(__file__))
losses = {}
for name in sorted(os.listdir(folder)):
    if os.path.exists(os.path.join(folder, name, 'run.py')):
        os.chdir(os.path.join(folder, name))
        print(name)
        losses[name] = runpy.run_path('run.py')['main']()
os.chdir(folder)


def plot(losses):
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        return
    plt.figure()
    for name, values in losses.items():
        plt.plot(values, label=name)
    plt.xlabel('step')
    plt.ylabel('loss')
    plt.legend()
    plt.savefig('comparison.png')


plot(losses)
