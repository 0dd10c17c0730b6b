import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { notMeasured } from '../../../../src/data/logs/quantities';
import { LogReader, readLog } from '../../../../src/data/logs/readLog';

const folder = join(import.meta.dirname, '../../../fixtures/logs');
const fixture = (name: string) => readFileSync(join(folder, name), 'utf8');

const header = {
  format: 'gradient-lab/log',
  version: 1,
  modules: [
    { name: '0', type: 'Linear', parameters: { weight: { shape: [8, 6], role: 'weight' } } },
    { name: '1', type: 'ReLU', activation: true, parameters: {} },
  ],
  containers: [{ name: '', type: 'Sequential' }],
};
const step = (number: number, more: object = {}) => ({
  step: number,
  loss: 1,
  signalNorm: [0.5, 1],
  ...more,
});
const jsonl = (...lines: readonly (object | string)[]) =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
const read = (text: string, name = 'run.jsonl', bytesAtOnce?: number) =>
  readLog(new Blob([text]), name, undefined, bytesAtOnce);

/** What is told of a file that could be read, in English; every notice has both languages. */
async function notices(text: string): Promise<string[]> {
  const [run] = await read(text);
  for (const notice of run!.notices) expect(notice['zh-CN']).not.toBe('');
  return run!.notices.map(({ en }) => en);
}

describe('a log of the hook', () => {
  test('every number of a text log is read as it is written', async () => {
    const text = fixture('lstm.jsonl');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const [run] = await read(text, 'lstm.jsonl', 1000);
    const { steps, loss, header } = run!.summary();
    expect([...steps]).toEqual(lines.slice(1).map(({ step }) => step));
    expect([...loss]).toEqual(lines.slice(1).map(({ loss }) => loss));
    expect(header.modules.map(({ name }) => name)).toEqual(
      lines[0].modules.map(({ name }: { name: string }) => name),
    );
    for (const [at, line] of lines.slice(1).entries()) {
      const { values } = run!.moment(at);
      for (const quantity of ['signalNorm', 'weightGradNorm', 'deadFraction'] as const)
        expect([...values[quantity]!]).toEqual(
          line[quantity].map((value: number | null) => value ?? notMeasured),
        );
    }
  });

  test('a packed log: base64, where NaN began, and numbers that are not there', async () => {
    const [run] = await read(fixture('packed.jsonl'));
    const { nonfinite, header, steps } = run!.summary();
    expect([...steps]).toEqual([0, 2, 4, 6]);
    expect(nonfinite.map(({ at }) => at)).toEqual([3]);
    expect(header.modules[nonfinite[0]!.forward!.first]!.name).toBe('layers.40');
    const before = run!.moment(2).values;
    // A tanh has no weights, so it has no gradient of them.
    expect(before.weightGradNorm![1]).toBe(notMeasured);
    expect(before.weightGradNorm![0]).toBeGreaterThan(0);
    const share = before.saturatedFraction![1]!;
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
    expect(run!.moment(3).values.weightNorm![40]).toBeNaN();
  });

  test('the slices in which it is read change nothing', async () => {
    const text = fixture('transformer.jsonl');
    const [whole] = await read(text);
    const [parts] = await read(text, 'run.jsonl', 7);
    expect(parts!.summary()).toEqual(whole!.summary());
    expect(parts!.moment(9)).toEqual(whole!.moment(9));
  });

  test('a matrix takes evenly spread steps, both ends included', async () => {
    const steps = Array.from({ length: 201 }, (_, i) => step(i, { signalNorm: [i, 2 * i] }));
    const [run] = await read(jsonl(header, ...steps));
    const { columns, values } = run!.matrix('signalNorm', 5);
    expect([...columns]).toEqual([0, 50, 100, 150, 200]);
    expect([...values]).toEqual([0, 50, 100, 150, 200, 0, 100, 200, 300, 400]);
  });

  test('progress rises to 1', async () => {
    const told: number[] = [];
    await readLog(new Blob([fixture('resnet.jsonl')]), 'resnet.jsonl', (share) => told.push(share), 8192);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });
});

describe('a log that still grows', () => {
  test('is read on from where it stopped, wherever its last line was cut: the same as read whole', async () => {
    const text = fixture('resnet.jsonl');
    const bytes = new TextEncoder().encode(text);
    const [whole] = await read(text);
    for (const cut of [9000, 9001, 15_000, bytes.length - 1, bytes.length]) {
      const reader = new LogReader('run.jsonl');
      await reader.read(new Blob([bytes.subarray(0, cut)]));
      const { length } = reader.runs[0]!;
      expect(reader.consumed).toBeLessThanOrEqual(cut);
      await reader.read(new Blob([bytes.subarray(reader.consumed)]));
      expect(reader.consumed).toBe(bytes.length);
      expect(reader.runs[0]!.length).toBeGreaterThanOrEqual(length);
      expect(reader.runs[0]!.summary()).toEqual(whole!.summary());
      expect(reader.runs[0]!.moment(19)).toEqual(whole!.moment(19));
    }
  });

  test('a header alone is a run without steps, which then come', async () => {
    const reader = new LogReader('run.jsonl');
    await reader.read(new Blob([jsonl(header)]));
    expect(reader.runs.map(({ length }) => length)).toEqual([0]);
    await reader.read(new Blob([jsonl(step(0), step(10))]));
    expect(reader.runs.map(({ length }) => length)).toEqual([2]);
    expect(reader.runs[0]!.notices).toEqual([]);
  });
});

describe('bad input: one sentence, and nothing lost', () => {
  test('a cut-off log is read up to its last whole line', async () => {
    const text = fixture('lstm.jsonl');
    const cut = text.slice(0, -50);
    const [run] = await read(cut);
    expect(run!.length).toBe(19);
    expect(await notices(cut)).toEqual([expect.stringMatching(/^Line 21, the last one, is cut off/)]);
    // A last line that is whole but for its line feed is read.
    expect((await read(text.trimEnd()))[0]!.length).toBe(20);
  });

  test('NaN and Infinity as bare words are read, but not those within names', async () => {
    const odd = { ...header, modules: [{ name: 'a NaN "b', type: 'Linear' }, header.modules[1]] };
    const text = jsonl(odd, '{"step":0,"loss":NaN,"signalNorm":[-Infinity,NaN]}');
    const [run] = await read(text);
    expect(run!.summary().loss[0]).toBeNaN();
    expect([...run!.moment(0).values.signalNorm!]).toEqual([Number.NEGATIVE_INFINITY, Number.NaN]);
    expect(run!.header.modules[0]!.name).toBe('a NaN "b');
    expect(await notices(text)).toEqual([
      expect.stringMatching(/^Line 2 holds NaN or Infinity as a bare word/),
    ]);
  });

  test('a step that occurs twice is kept twice', async () => {
    const text = jsonl(header, step(0), step(10), step(10, { loss: 2 }), step(20));
    const [run] = await read(text);
    expect([...run!.summary().loss]).toEqual([1, 1, 2, 1]);
    expect(await notices(text)).toEqual(['Line 4 has step 10 a second time; both are kept.']);
  });

  test('steps that go back make a second run; both are kept', async () => {
    const text = jsonl(header, step(0), step(10), header, step(5), step(15));
    const runs = await read(text);
    expect(runs.map(({ name }) => name)).toEqual(['run.jsonl (1: 0–10)', 'run.jsonl (2: 5–15)']);
    expect(await notices(text)).toEqual([expect.stringMatching(/go back from 10 to 5.*both parts are kept/)]);
  });

  test('a run that was resumed where it stopped stays one run', async () => {
    const text = jsonl(header, step(0), step(10), header, step(20));
    const runs = await read(text);
    expect(runs.map(({ length }) => length)).toEqual([3]);
    expect(await notices(text)).toEqual(['The run was resumed at step 20 (line 5).']);
  });

  test('lines that are damaged or foreign, and arrays that do not fit, take nothing else with them', async () => {
    const text = jsonl(
      header,
      step(0),
      '{"step":',
      { hello: 1 },
      step(10, { signalNorm: [1, 2, 3] }),
      step(20),
    );
    const [run] = await read(text);
    expect([...run!.summary().steps]).toEqual([0, 10, 20]);
    expect([...run!.moment(1).values.signalNorm!]).toEqual([notMeasured, notMeasured]);
    expect([...run!.moment(2).values.signalNorm!]).toEqual([0.5, 1]);
    const told = await notices(text);
    expect(told).toHaveLength(3);
    expect(told).toContainEqual(
      expect.stringMatching(/^Line 5: signalNorm is not a list of 2 numbers \(found 3\)/),
    );
  });

  test('a name of ten megabytes and a script in a name are text', async () => {
    const names = ['x'.repeat(1e7), '<script>alert(1)</script>'];
    const odd = { ...header, modules: names.map((name) => ({ name, type: 'Linear' })) };
    const text = jsonl(odd, step(0));
    const [run] = await read(text);
    expect(run!.header.modules.map(({ name }) => name)).toEqual(names);
    expect(await notices(text)).toEqual([
      'The name of module 0 has 10000000 characters; it is shown shortened.',
    ]);
  });

  test.each([
    ['an empty file', '', 'run.jsonl', /run\.jsonl: the file is empty/],
    ['a pickle by its name', '{}', 'model.pt', /model\.pt: a pickle .*run any program.*gradient_lab\.watch/],
    ['a pickle by its first bytes', '\x80\x02}', 'weights', /a pickle/],
    ['an archive of torch.save', 'PK\x03\x04', 'weights', /a pickle/],
    ['text', 'loss\n1\n', 'log.csv', /does not begin with a line of JSON/],
    ['JSON lines of others', '{"a":0,"loss":1}\n', 'other.jsonl', /line 1 is not the header of a log/],
    ['no module', '{"_step":0,"loss":1}\n', 'wandb.jsonl', /none of its names stands for a quantity/],
    [
      'another file of the lab',
      '{"format":"gradient-lab/experiment"}\n',
      'a.json',
      /format "gradient-lab\/experiment"/,
    ],
    [
      'a header that is cut off',
      '{"format":"gradient-lab/log","ver',
      'run.jsonl',
      /ends within its first line/,
    ],
    [
      'a version of the future',
      jsonl({ ...header, version: 2 }),
      'run.jsonl',
      /found version 2; use version 1/,
    ],
    ['no modules', jsonl({ ...header, modules: 3 }), 'run.jsonl', /no list of modules/],
    [
      'a module without name',
      jsonl({ ...header, modules: [{ type: 'A' }] }),
      'run.jsonl',
      /module 0 of the header/,
    ],
  ])('%s is refused', async (_, text, name, sentence) => {
    const bytes = new Uint8Array([...text].map((c) => c.charCodeAt(0)));
    await expect(readLog(new Blob([bytes]), name)).rejects.toThrow(sentence);
  });
});
