import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createTrainer } from '../../../src/engine/createTrainer';
import { openKernels } from '../../../src/engine/kernels/open';
import { frameLine } from '../../../src/engine/telemetryFile';
import { parseDistillationText } from '../../../src/schema/distillation';
import { hiddenLayers } from '../../../src/schema/experiment';
import { fromFragment } from '../../../src/schema/link';
import { parseExperiment, parseExperimentText } from '../../../src/schema/parse';
import { parseResults, serializeResults } from '../../../src/schema/results';
import { parseSweep } from '../../../src/schema/sweep';
import { parseTransferText } from '../../../src/schema/transfer';
import { createDistillation } from '../../../src/store/createDistillation';
import { createLab } from '../../../src/store/createLab';
import { createTransfer } from '../../../src/store/createTransfer';
import { createDatabase } from '../../../src/store/database';
import { unpackLibrary } from '../../../src/store/libraryFile';
import { pages } from '../../../src/store/state';
import { type Job, JobRunner } from '../../../src/worker/job';
import type { Pool } from '../../../src/worker/pool';
import { runSweep } from '../../../src/worker/sweep';
import { memory } from './memory';

/** Files, links and browser storage as version 0.1.0 wrote them: every later version opens them. */

const folder = new URL('../../fixtures/saved/v0.1.0/', import.meta.url);
const bytes = (name: string) => readFileSync(new URL(name, folder));
const text = (name: string) => bytes(name).toString('utf8');
const json = (name: string) => JSON.parse(text(name));
const idle = () => ({ send: () => {}, end: () => {} });
const workers = { start: idle, pool: () => undefined, backend: () => 'auto' } as never;
const fragmentOf = (link: string) => new URL(link).hash;

/** Numbers of another JavaScript engine may differ in the last digits; everything else is the same. */
function expectClose(found: unknown, written: unknown): void {
  if (typeof written === 'number' && !Number.isNaN(written)) {
    expect(found).toBeTypeOf('number');
    expect(Math.abs((found as number) - written)).toBeLessThanOrEqual(1e-9 * Math.abs(written));
  } else if (written !== null && typeof written === 'object') {
    for (const [key, value] of Object.entries(written)) {
      expectClose((found as Record<string, unknown>)[key], value);
    }
  } else expect(found).toBe(written);
}

test.each(['saved', 'own-table'])('the experiment file %s opens with every field as written', (name) => {
  expect(parseExperimentText(text(`${name}.experiment.json`))).toMatchObject(json(`${name}.experiment.json`));
});

test('a distillation, a transfer and a sweep file open with every field as written', () => {
  expect(parseDistillationText(text('saved.distillation.json'))).toMatchObject(
    json('saved.distillation.json'),
  );
  expect(parseTransferText(text('saved.transfer.json'))).toMatchObject(json('saved.transfer.json'));
  expect(parseSweep(json('map.sweep.json'))).toMatchObject(json('map.sweep.json'));
});

test.each(['experiment', 'distillation', 'transfer'])('a link to the %s holds it', (kind) => {
  expect(fromFragment(fragmentOf(json('links.json')[kind]))).toEqual(json(`saved.${kind}.json`));
});

test('a link opens its room with what it holds', () => {
  const links = json('links.json');
  const lab = (link: string) => createLab(idle, fragmentOf(link), memory()).getState();
  expect(lab(links.experiment)).toMatchObject({ page: 'lab', spec: json('saved.experiment.json') });
  expect(lab(links.distillation).page).toBe('distil');
  expect(lab(links.transfer).page).toBe('transfer');
  expect(
    createDistillation(workers, fragmentOf(links.distillation), memory()).getState().draft,
  ).toMatchObject(json('saved.distillation.json'));
  expect(createTransfer(workers, fragmentOf(links.transfer), memory()).getState().draft).toMatchObject(
    json('saved.transfer.json'),
  );
});

test('every room has the address that it had', () => {
  for (const [room, link] of Object.entries(json('links.json').rooms)) {
    expect(pages).toContain(room);
    expect(new URL(link as string).searchParams.get('page')).toBe(room);
  }
});

test('what the browser kept is there at the next visit', () => {
  const kept = json('localStorage.json') as Record<string, string>;
  const storage = memory();
  for (const [key, value] of Object.entries(kept)) storage.set(key, value);
  expect(createLab(idle, '', storage).getState()).toMatchObject({
    language: 'zh-CN',
    spec: json('saved.experiment.json'),
  });
  expect(createDistillation(workers, '', storage).getState().draft).toMatchObject(
    json('saved.distillation.json'),
  );
  expect(createTransfer(workers, '', storage).getState().draft).toMatchObject(json('saved.transfer.json'));
});

test('the database has the name and the tables that it had', () => {
  const database = createDatabase();
  const tables = database.tables.map(({ name, schema }) => [name, schema.primKey.src]);
  expect(database.name).toBe('gradient-lab');
  expect(Object.fromEntries(tables)).toMatchObject({
    runs: 'id',
    numbers: 'id',
    ownData: 'id',
    sweeps: 'id',
    cells: '[sweep+index]',
  });
});

test('a library file opens, and its run can go on', async () => {
  const [whole, ...others] = await unpackLibrary(
    new Uint8Array(bytes('gradient-lab.library.zip')),
    'library.zip',
  );
  expect(others).toEqual([]);
  const { run, numbers } = whole!;
  expect(run).toMatchObject({ id: 'v010-run', name: 'Kept 保留', tags: ['a'], note: 'a note', end: 'steps' });
  expect(run.spec).toMatchObject(json('saved.experiment.json'));
  const trainer = await createTrainer(run.spec, await openKernels('reference'));
  trainer.restore(numbers.checkpoint!);
  expect(trainer.step).toBe(12);
  expect(await trainer.checkpoint()).toEqual(numbers.checkpoint);
  const last = text('saved.telemetry.jsonl').trimEnd().split('\n').at(-1)!;
  const length = numbers.frames.length / 5;
  const frame = numbers.frames.slice(-length);
  expectClose(JSON.parse(frameLine(frame, numbers.layers, 2)), JSON.parse(last));
});

test('a telemetry file says what to run to have the same numbers again', async () => {
  const [head, ...lines] = text('saved.telemetry.jsonl').trimEnd().split('\n');
  const { experiment, engine } = JSON.parse(head!);
  const spec = parseExperiment(experiment);
  const trainer = await createTrainer(spec, await openKernels(engine.backend));
  const again: string[] = [];
  while (trainer.step < spec.training.steps) {
    const frame = await trainer.advance(trainer.step === spec.training.steps - 1);
    if (frame) again.push(frameLine(frame, hiddenLayers(spec.network).length + 1, 2));
  }
  expect(again).toHaveLength(lines.length);
  lines.forEach((line, i) => {
    expectClose(withOneFactor(JSON.parse(again[i]!)), JSON.parse(line));
  });
});

/** As version 0.1.0 told the activation's factor: with what normalization and skips do. */
// biome-ignore lint/suspicious/noExplicitAny: a line of any version.
const withOneFactor = (line: any) => ({
  ...line,
  layers: line.layers.map((layer: Record<string, number | null>) => {
    const { activationFactor, normalizationFactor, skipFactor } = layer;
    const together =
      activationFactor === null ? null : activationFactor! * normalizationFactor! * skipFactor!;
    return { ...layer, activationFactor: together };
  }),
});

test('saved weights are what a run starts from', async () => {
  const spec = parseExperiment({
    ...json('saved.experiment.json'),
    network: { ...json('saved.experiment.json').network, initializer: json('saved.weights.json') },
  });
  const trainer = await createTrainer(spec, await openKernels('reference'));
  const layers = await trainer.parameters();
  expect(layers.map(({ biases }) => [...biases])).toEqual(
    json('saved.weights.json').layers.map(({ biases }: { biases: number[] }) => biases),
  );
});

test('a results file opens, is written back to the letter, and its runs come to the same again', async () => {
  const written = text('map.results.csv');
  const { sweep, cells } = parseResults(written, 'map.results.csv');
  expect(sweep).toMatchObject(json('map.sweep.json'));
  expect(serializeResults(sweep, cells)).toBe(written);
  const host = { openKernels, now: () => 0, yieldToMessages: async () => {} };
  const pool = {
    size: 1,
    run: (job: Job) =>
      new JobRunner(host).run(
        job,
        () => {},
        () => false,
      ),
  };
  const again = new Map<number, unknown>();
  await runSweep(sweep, pool as unknown as Pool, {
    backend: 'reference',
    includes: () => true,
    onCell: (cell) => again.set(cell.index, cell.metrics),
  });
  expect(again.size).toBe(cells.length);
  for (const { index, metrics } of cells) expectClose(again.get(index), metrics);
});
