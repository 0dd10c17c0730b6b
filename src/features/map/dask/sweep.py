"""Runs the sweep in this folder on a Dask cluster; results.csv opens in Gradient Lab's map.

    python3 sweep.py                                    a cluster of this machine's cores
    python3 sweep.py --scheduler tcp://host:8786        an existing one
"""
import argparse
import json
import math
import os
import pathlib
import pickle

import numpy as np
from dask.distributed import Client, LocalCluster, as_completed

import experiment

here = pathlib.Path(__file__).parent
METRICS = ('signalRatio', 'gradientRatio', 'chi', 'trainLoss', 'testLoss', 'accuracy', 'divergedAt')


def load(name):
    return json.loads((here / name).read_text())


def load_data(index):
    """One data set: float64 numbers laid one after another in a .bin, its shapes in a .json."""
    shape = load(f'data/{index}.json')
    numbers = np.fromfile(here / 'data' / f'{index}.bin', dtype='<f8')
    parts, at = {}, 0
    for part, count in (('train', shape['trainCount']), ('test', shape['testCount'])):
        for name, columns in (('Inputs', shape['features']), ('Targets', shape['outputs'])):
            size = count * columns
            parts[part + name] = numbers[at:at + size].reshape(count, columns).copy()
            at += size
    return {**parts, 'features': shape['features'], 'outputs': shape['outputs'],
            'classification': shape['classification']}


def spec_of(base, changes):
    """The sweep's experiment with a cell's fields set; no value takes the field away."""
    spec = json.loads(json.dumps(base))
    for path, *value in changes:
        *parents, name = path.split('.')
        place = spec
        for key in parents:
            place = place[key]
        if value:
            place[name] = value[0]
        else:
            place.pop(name, None)
    return spec


def run_cell(base, cell, data):
    """A run, on a worker. The experiment and the cell come as JSON: Dask would take their lists for tasks."""
    base, cell = json.loads(base), json.loads(cell)
    spec = spec_of(base, cell['changes'])
    return cell['index'], experiment.run(spec, data, cell['steps'])


def written(value):
    if value is None or isinstance(value, float) and math.isnan(value):
        return ''
    if isinstance(value, float) and math.isinf(value):
        return 'Infinity' if value > 0 else '-Infinity'
    return repr(value)


def done_before(path, head):
    """Runs that the results hold already; a last line that was cut short is taken off."""
    if not path.exists():
        path.write_text(head)
        return set()
    text = path.read_text()
    if not text.startswith(head):
        raise SystemExit(f'{path}: holds the results of another sweep; allowed: a new file, or results of this sweep.')
    whole = text[:text.rfind('\n') + 1]
    path.write_text(whole)
    return set(line.rsplit(',', len(METRICS))[0] for line in whole[len(head):].splitlines())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--scheduler', help='address of a running scheduler; by default a cluster on this machine')
    parser.add_argument('--workers', type=int, default=os.cpu_count(), help='processes of the cluster on this machine')
    parser.add_argument('--out', default=str(here / 'results.csv'))
    options = parser.parse_args()
    base, cells, head = load('experiment.json'), load('cells.json'), (here / 'results.head').read_text()
    path = pathlib.Path(options.out)
    done = done_before(path, head)
    waiting = {cell['index']: cell for cell in cells if cell['key'] not in done}
    cluster = None if options.scheduler else LocalCluster(
        n_workers=options.workers, threads_per_worker=1, dashboard_address=None)
    with Client(options.scheduler or cluster) as client, path.open('a') as out:
        client.upload_file(str(here / 'experiment.py'))
        # As tasks rather than scattered: what a worker that dies held alone is made again from the scheduler's copy.
        def give(value):
            return client.submit(pickle.loads, pickle.dumps(value), pure=False, retries=3)

        data = {index: give(load_data(index)) for index in {cell['data'] for cell in cells}}
        shared = give(json.dumps(base))
        # A cell whose worker was killed is run again elsewhere.
        futures = [client.submit(run_cell, shared, json.dumps(cell), data[cell['data']], pure=False, retries=3)
                   for cell in waiting.values()]
        print(f'{len(futures)} runs to do, {len(done)} done before.', flush=True)
        for count, future in enumerate(as_completed(futures), 1):
            index, metrics = future.result()
            out.write(','.join([waiting[index]['key'], *(written(metrics[name]) for name in METRICS)]) + '\n')
            out.flush()
            print(f'\r{count} of {len(futures)} runs', end='', flush=True)
            future.release()
    if cluster:
        cluster.close()
    print()


if __name__ == '__main__':
    main()
