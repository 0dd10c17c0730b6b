import { strToU8, zipSync } from 'fflate';
import { joinedNumbers } from '../../base/joined';
import { Problem, say } from '../../base/problem';
import { buildDataset, loadData, type Split } from '../../data/build';
import { differences } from '../../schema/differences';
import { resultsHead, resultsKey } from '../../schema/results';
import { cellAt, cellCount, cellSpec, gridOf, type Sweep, stepsOf } from '../../schema/sweep';
import experimentScript from './dask/experiment.py?raw';
import readme from './dask/README.md?raw';
import sweepScript from './dask/sweep.py?raw';

/** The largest size of the folder's data, in bytes. */
const maxBytes = 500_000_000;

/**
 * Exports a sweep as a folder of Python files that run it with PyTorch on a Dask cluster; the keys are paths.
 * @throws Problem if the folder would be too large
 */
export async function daskFiles(sweep: Sweep): Promise<Record<string, Uint8Array>> {
  const grid = gridOf(sweep);
  const files: Record<string, Uint8Array> = {
    'experiment.py': strToU8(experimentScript),
    'sweep.py': strToU8(sweepScript),
    'README.md': strToU8(readme),
    'experiment.json': strToU8(JSON.stringify(sweep.experiment)),
    'results.head': strToU8(resultsHead(sweep)),
  };
  const dataIndex = new Map<string, number>();
  let bytes = 0;
  const cells: unknown[] = [];
  for (let index = 0; index < cellCount(sweep); index++) {
    const cell = cellAt(sweep, grid, index);
    const spec = cellSpec(sweep, grid, cell);
    const identity = JSON.stringify([spec.data, spec.seed]);
    let data = dataIndex.get(identity);
    if (data === undefined) {
      data = dataIndex.size;
      dataIndex.set(identity, data);
      await loadData(spec);
      const set = buildDataset(spec);
      const parts = [set.train, set.test].flatMap(({ inputs, targets }: Split) => [inputs, targets]);
      const numbers = joinedNumbers(parts);
      bytes += numbers.byteLength;
      if (bytes > maxBytes) {
        const found = say(`more than ${maxBytes / 1e6} MB of data`, `超过 ${maxBytes / 1e6} MB 的数据`);
        throw new Problem('tooLarge', { field: 'data', found, allowed: `${maxBytes / 1e6} MB` });
      }
      files[`data/${data}.bin`] = new Uint8Array(numbers.buffer);
      files[`data/${data}.json`] = strToU8(
        JSON.stringify({
          trainCount: set.train.count,
          testCount: set.test.count,
          features: set.features,
          outputs: set.outcomeNames.length,
          classification: set.task === 'classification',
        }),
      );
    }
    const changes = differences(sweep.experiment, spec)
      .filter(({ path }) => !path.startsWith('data.'))
      .map(({ path, to }) => (to === undefined ? [path] : [path, to]));
    cells.push({ index, key: resultsKey(sweep, grid, cell), changes, data, steps: stepsOf(sweep, spec) });
  }
  files['cells.json'] = strToU8(JSON.stringify(cells));
  return files;
}

/** Packs the folder into a zip file. */
export async function daskFolder(sweep: Sweep): Promise<Blob> {
  const files = Object.entries(await daskFiles(sweep));
  const folder = Object.fromEntries(files.map(([path, bytes]) => [`gradient-lab-sweep/${path}`, bytes]));
  return new Blob([zipSync(folder)], { type: 'application/zip' });
}
