import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LogHeader, readHeader } from '../../../../src/data/logs/header';
import { LogFiles } from '../../../../src/data/logs/logFiles';
import { logQuantityNames } from '../../../../src/data/logs/quantities';
import { headerOf, rankGroups } from '../../../../src/data/logs/rankGroups';
import { readLog } from '../../../../src/data/logs/readLog';

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../fixtures/logs', name), 'utf8');
const files = ['ranks.jsonl', 'ranks.rank1.jsonl'];

async function merged(contents: readonly string[], names = files) {
  const logs = new LogFiles(names);
  await logs.read(contents.map((content) => new Blob([content])));
  return logs;
}

describe('the logs of two ranks of DistributedDataParallel', () => {
  test('their merged numbers are those of one process that trained on both halves of each batch', async () => {
    const [both] = (await merged(files.map(fixture))).runs;
    const [one] = await readLog(new Blob([fixture('oneProcess.jsonl')]), 'oneProcess.jsonl');
    for (const at of [0, 1, 2]) {
      const [mine, whole] = [both!.moment(at), one!.moment(at)];
      for (const quantity of logQuantityNames) {
        // A unit may be dead on both halves by other samples: the least share is only a bound.
        if (quantity === 'deadFraction') continue;
        expect(Object.keys(mine.values)).toContain(quantity);
        mine.values[quantity]!.forEach((value, module) => {
          expect(value, `${quantity} of module ${module} at ${at}`).toBeCloseTo(
            whole.values[quantity]![module]!,
            5,
          );
        });
      }
      for (const [module, value] of mine.values.deadFraction!.entries())
        expect(value).toBeGreaterThanOrEqual(whole.values.deadFraction![module]!);
      expect(both!.summary().loss[at]).toBeCloseTo(one!.summary().loss[at]!, 5);
      expect(both!.matrix('signalNorm', 9).values[at]).toBeCloseTo(mine.values.signalNorm![0]!, 12);
    }
  });

  test('histograms of activations are added, those of weights are one rank’s', async () => {
    const [both] = (await merged(files.map(fixture))).runs;
    const [one] = await readLog(new Blob([fixture('oneProcess.jsonl')]), 'oneProcess.jsonl');
    const sum = (counts: Float64Array) => counts.reduce((all, count) => all + count, 0);
    for (const kind of ['activation', 'weight'] as const) {
      const [mine, whole] = [both!.histograms(kind, [0]), one!.histograms(kind, [0])];
      expect(mine.columns).toEqual([0, 1, 2, 3]);
      expect(sum(mine.counts[0]!)).toBe(sum(whole.counts[0]!));
    }
    expect([...both!.histograms('weight', [0]).counts[0]!]).toEqual([
      ...one!.histograms('weight', [0]).counts[0]!,
    ]);
  });

  test('which rank had NaN first is told, and elements are added', async () => {
    const [both] = (await merged(files.map(fixture))).runs;
    const { nonfinite, steps, ranks, name, notices } = both!.summary();
    expect([...steps]).toEqual([0, 1, 2, 3]);
    expect(ranks).toEqual([0, 1]);
    expect(name).toBe('ranks.jsonl × 2');
    expect(nonfinite.map(({ at }) => at)).toEqual([3]);
    expect(nonfinite[0]!.forward).toMatchObject({ first: 0, rank: 1, ranks: [1] });
    // DistributedDataParallel gave both ranks the same gradients.
    expect(nonfinite[0]!.gradient!.ranks).toEqual([0, 1]);
    expect(notices[0]!.en).toMatch(/^Merged from the logs of 2 ranks: signals as √Σ‖δ‖² \/ R/);
    expect(notices).toHaveLength(1);
  });

  test('a rank whose log ends early: all steps are kept, and both are told', async () => {
    const [first, second] = files.map(fixture) as [string, string];
    const cut = second.slice(0, second.length - 40);
    const logs = await merged([first, cut]);
    const { steps, notices } = logs.runs[0]!.summary();
    expect([...steps]).toEqual([0, 1, 2, 3]);
    expect(notices.map(({ en }) => en)).toEqual([
      expect.stringMatching(/^Merged/),
      expect.stringMatching(/^1 of 4 steps are not in every rank’s log/),
      expect.stringMatching(/^ranks\.rank1\.jsonl: Line 5, the last one, is cut off/),
    ]);
    // It is read on when it has grown.
    await logs.read([new Blob(), new Blob([second.slice(logs.consumed[1]!)])]);
    expect(logs.runs[0]!.summary().notices).toHaveLength(1);
    expect(logs.runs[0]!.summary().nonfinite[0]!.forward!.rank).toBe(1);
  });

  test('ranks whose weights differ are told', async () => {
    const [first, second] = files.map(fixture) as [string, string];
    const lines = second.trimEnd().split('\n');
    const apart = lines.map((line) => {
      const step = JSON.parse(line);
      if (step.step < 3) step.weightNorm = step.weightNorm.map((norm: number | null) => norm && norm * 1.1);
      return JSON.stringify(step.step === 3 ? {} : step);
    });
    const { notices } = (await merged([first, `${apart.join('\n')}\n`])).runs[0]!.summary();
    expect(notices.map(({ en }) => en)).toContainEqual(
      expect.stringMatching(/^At step 2 the ranks’ weights of module 0 have different norms/),
    );
  });
});

describe('which logs belong together', () => {
  const header = (rank: number, world = 2, modules = ['a', 'b']): LogHeader =>
    readHeader({ version: 1, rank, world, modules: modules.map((name) => ({ name, type: 'Linear' })) }, 'x');
  const groups = (...logs: readonly (readonly [string, LogHeader | undefined])[]) =>
    rankGroups(logs.map(([name, of]) => ({ name, header: of }))).map((group) =>
      group.map((i) => logs[i]![0]),
    );

  test.each([
    [
      'by names',
      ['run.jsonl', header(0)],
      ['run.rank1.jsonl', header(1)],
      [['run.jsonl', 'run.rank1.jsonl']],
    ],
    [
      'in the order of ranks',
      ['run.rank1.jsonl', header(1)],
      ['run.rank0.jsonl', header(0)],
      [['run.rank0.jsonl', 'run.rank1.jsonl']],
    ],
    [
      'by ranks alone',
      ['left.jsonl', header(0)],
      ['right.jsonl', header(1)],
      [['left.jsonl', 'right.jsonl']],
    ],
    ['not: the same rank twice', ['a.jsonl', header(0)], ['b.jsonl', header(0)], [['a.jsonl'], ['b.jsonl']]],
    [
      'not: other models',
      ['a.jsonl', header(0)],
      ['a.rank1.jsonl', header(1, 2, ['a', 'c'])],
      [['a.jsonl'], ['a.rank1.jsonl']],
    ],
    [
      'not: one process each',
      ['a.jsonl', header(0, 1)],
      ['b.jsonl', header(0, 1)],
      [['a.jsonl'], ['b.jsonl']],
    ],
    ['not: something else', ['a.jsonl', header(0)], ['b.csv', undefined], [['a.jsonl'], ['b.csv']]],
  ] as const)('%s', (_, first, second, expected) => {
    expect(groups(first as never, second as never)).toEqual(expected);
  });

  test('two runs of two ranks each, dropped together', () => {
    expect(
      groups(
        ['a.jsonl', header(0)],
        ['b.jsonl', header(0)],
        ['a.rank1.jsonl', header(1)],
        ['b.rank1.jsonl', header(1)],
      ),
    ).toEqual([
      ['a.jsonl', 'a.rank1.jsonl'],
      ['b.jsonl', 'b.rank1.jsonl'],
    ]);
  });

  test('the header is read off the beginning of a file; what has none is read by itself', async () => {
    const start = new Blob([fixture('ranks.rank1.jsonl').slice(0, 5000)]);
    expect(await headerOf(start, 'x')).toMatchObject({ rank: 1, world: 2 });
    for (const other of ['', 'a,b\n', '{"format":"gradient-lab/log","version":9}\n', '{'])
      expect(await headerOf(new Blob([other]), 'x')).toBeUndefined();
  });
});
