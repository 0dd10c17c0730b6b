import { describe, expect, test } from 'vitest';
import { buildDataset } from '../../../../src/data/build';
import { readNpz } from '../../../../src/data/tensors/npz';
import { initialize } from '../../../../src/engine/initialize';
import {
  checkCount,
  experimentSections,
  filesOf,
  notebookOf,
  scriptOf,
} from '../../../../src/exports/pytorch';
import { parseExperiment } from '../../../../src/schema/parse';

const spec = (network: object, training: object = {}, name = 'My network') =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    name,
    data: { kind: 'moons', samples: 40 },
    network: { depth: 20, width: 32, activation: 'sigmoid', ...network },
    training,
  });
const scriptFor = async (...of: Parameters<typeof spec>) => scriptOf(await experimentSections(spec(...of)));

/** What the script runs is held against the lab in tests/full; here is what a reader of it needs. */
describe('an experiment as PyTorch', () => {
  test('a deep network of layers alike is a loop, a short one is written out', async () => {
    expect(await scriptFor({})).toContain(
      [
        '        layers = []',
        '        for inputs in [2] + 19 * [32]:',
        '            layers += [nn.Linear(inputs, 32), nn.Sigmoid()]',
        '        self.hidden = nn.Sequential(*layers)',
        '        self.output = nn.Linear(32, 2)',
      ].join('\n'),
    );
    expect(await scriptFor({ depth: 2, width: 4, normalization: 'batch' })).toContain(
      [
        '        self.hidden = nn.Sequential(',
        '            nn.Linear(2, 4), nn.BatchNorm1d(4), nn.Sigmoid(),',
        '            nn.Linear(4, 4), nn.BatchNorm1d(4), nn.Sigmoid(),',
        '        )',
      ].join('\n'),
    );
  });

  test('what an experiment does not use is not written', async () => {
    const plain = await scriptFor({}, { batchSize: 'full' });
    for (const unused of ['hash32', 'Dropout', 'scheduler', 'clip_grad', 'weight_decay', 'import math'])
      expect(plain).not.toContain(unused);
    const all = await scriptFor(
      { dropout: 0.1, residual: true },
      { schedule: { kind: 'cosine' }, clipNorm: 1, weightDecay: 0.1 },
    );
    for (const used of [
      'hash32',
      'Dropout',
      'scheduler.step()',
      'clip_grad_norm_',
      'weight_decay=0.1',
      'import math',
    ])
      expect(all).toContain(used);
    // The hash is defined once, before what uses it.
    expect(all.split('def hash32').length).toBe(2);
  });

  test('a name can’t break out of its docstring', async () => {
    const script = await scriptFor({}, {}, 'a """ \\\n import os');
    expect(script.split('\n')[0]).toMatch(/^"""a ''' ' import os: 20 × 32 [^"\\]*$/);
  });

  test('the notebook has the same code, and is valid nbformat 4.5', async () => {
    const sections = await experimentSections(spec({}));
    const notebook = JSON.parse(notebookOf(sections));
    expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
    const ids = notebook.cells.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const code = notebook.cells
      .filter((cell: { cell_type: string }) => cell.cell_type === 'code')
      .map(({ source }: { source: string[] }) => source.join(''));
    expect(code).toEqual(sections.map((section) => section.code));
  });

  test('what PyTorch refuses, or what is too much for any file, is said beforehand', async () => {
    await expect(scriptFor({ normalization: 'batch' }, { batchSize: 1 })).rejects.toThrow(/batch of one/);
    expect(() => checkCount(50_000_001)).toThrow(/use at most 50000000 in an export/);
  });

  test('more than four million numbers stand in a file beside the script, each as it is', async () => {
    const large = spec({ depth: 5, width: 1024 });
    const files = filesOf(await experimentSections(large), 'run.py');
    expect(Object.keys(files)).toEqual(['run.py', 'numbers.npz']);
    const script = files['run.py'] as string;
    expect(script.length).toBeLessThan(6000);
    expect(script).not.toContain('base64');
    const tensors = await readNpz(files['numbers.npz'] as Uint8Array, 'numbers.npz', 1e8);
    const weights = initialize(large, buildDataset(large));
    for (const [l, { fanIn, fanOut, weights: own }] of weights.entries()) {
      expect(script).toContain(`WEIGHT_${l} = stored('WEIGHT_${l}', 'float64')`);
      const { shape, values } = tensors.find(({ name }) => name === `WEIGHT_${l}`)!;
      expect(shape).toEqual([fanOut, fanIn]);
      // The last weight from the first input, and the first from the last.
      expect([values[(fanOut - 1) * fanIn], values[fanIn - 1]]).toEqual([
        own[fanOut - 1],
        own[(fanIn - 1) * fanOut],
      ]);
    }
  });
});
