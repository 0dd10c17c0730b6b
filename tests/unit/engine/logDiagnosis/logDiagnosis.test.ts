import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LogFiles } from '../../../../src/data/logs/logFiles';
import { readLog } from '../../../../src/data/logs/readLog';
import type { LogRun } from '../../../../src/data/logs/run';
import { signalProfile } from '../../../../src/engine/diagnosis/signal';
import { diagnoseLog, type LogRuleName } from '../../../../src/engine/logDiagnosis';

const folder = join(import.meta.dirname, '../../../fixtures/logs');
const opened = async (name: string) =>
  (await readLog(new Blob([readFileSync(join(folder, name))]), name))[0]!;

const diagnosed = (run: LogRun, at = run.length - 1) =>
  diagnoseLog({ summary: run.summary(), moment: run.moment(at) });
const rulesOf = (run: LogRun, at?: number) => diagnosed(run, at).found.map(({ rule }) => rule);

/** A log of Linear layers and of the activations behind them, with some quantities at each step. */
async function made(
  types: readonly string[],
  steps: readonly object[],
  name: (i: number) => string = (i) => `net.${i}`,
): Promise<LogRun> {
  const modules = types.map((type, i) => ({
    name: name(i),
    type,
    parameters: type === 'Linear' ? { weight: { shape: [4, 4], role: 'weight' } } : {},
  }));
  const lines = [{ format: 'gradient-lab/log', version: 1, modules }, ...steps];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return (await readLog(new Blob([text]), 'run.jsonl'))[0]!;
}
const linear = (count: number) => Array.from({ length: count }, () => 'Linear');

describe('real logs', () => {
  test('six sigmoid layers behind an LSTM: the signal vanishes, by the lab’s own profile', async () => {
    const run = await opened('lstm.jsonl');
    const { found } = diagnosed(run);
    const finding = found.find(({ rule }) => rule === 'vanishing')!.finding;
    const { header } = run;
    const signals = [...run.moment(run.length - 1).values.signalNorm!].filter(
      (_, i) => header.modules[i]!.isLayer,
    );
    const profile = signalProfile(signals.slice(0, -1))!;
    expect(profile.kind).toBe('vanishes');
    expect(finding.evidence.en).toContain(`embedding gets`);
    expect(finding.evidence.en).toContain('hidden.10');
    // The factor of a step to the power of the steps is what is left; n layers have n − 1 steps between them.
    const [, factor, steps] = /: ([\d.]+) times less at each of (\d+) steps/.exec(finding.evidence.en)!;
    expect(Number(steps)).toBe(signals.length - 2);
    expect(Math.log10(Number(factor)) * Number(steps)).toBeCloseTo(-Math.log10(profile.ratio), 1);
    expect(header.modules[finding.module]!.name).toBe('embedding');
  });

  test.each(['resnet.jsonl', 'transformer.jsonl'])('%s is healthy and learns', async (name) => {
    const run = await opened(name);
    expect(diagnosed(run)).toEqual({ found: [], learns: true });
  });

  test('of merged ranks the one where NaN began is named', async () => {
    const logs = new LogFiles(['ranks.jsonl', 'ranks.rank1.jsonl']);
    await logs.read(
      ['ranks.jsonl', 'ranks.rank1.jsonl'].map((name) => new Blob([readFileSync(join(folder, name))])),
    );
    const [run] = logs.runs;
    const { found } = diagnoseLog({ summary: run!.summary(), moment: run!.moment(3) });
    expect(found.map(({ rule }) => rule)).toEqual(['nonfinite']);
    expect(found[0]!.finding.evidence.en).toMatch(/^At step 3 .* in the forward pass, in 0, on rank 1 alone/);
    expect(found[0]!.finding.evidence['zh-CN']).toContain('仅在进程 1');
  });

  test('the module where NaN began is named, and not before it began', async () => {
    const run = await opened('packed.jsonl');
    expect(rulesOf(run, 2)).not.toContain('nonfinite');
    const [first] = diagnosed(run).found;
    expect(first!.rule).toBe('nonfinite');
    expect(first!.finding.evidence.en).toMatch(
      /^At step 6 they first appear in the forward pass, in layers\.40 /,
    );
    expect(first!.finding.evidence.en).toContain('Its weights were not finite by then');
    expect(first!.finding.advice.en).toContain('every=1 from step 4');
  });
});

describe('each rule finds its fault, and leaves alone what only looks like it', () => {
  const cases: readonly [LogRuleName, string, readonly string[], object, object][] = [
    [
      'exploding',
      'a signal that grows four times a layer',
      linear(8),
      { signalNorm: [4 ** 7, 4 ** 6, 4 ** 5, 4 ** 4, 4 ** 3, 4 ** 2, 4, 1] },
      { signalNorm: [2, 1, 2, 1, 2, 1, 2, 1] },
    ],
    [
      'vanishing',
      'a signal that shrinks four times a layer',
      linear(8),
      { signalNorm: [1, 4, 4 ** 2, 4 ** 3, 4 ** 4, 4 ** 5, 4 ** 6, 4 ** 7] },
      // The output layer's own signal is of another kind, and does not count.
      { signalNorm: [1, 1, 1, 1, 1, 1, 1, 4 ** 7] },
    ],
    [
      'dead',
      'nine of ten units of a ReLU',
      ['Linear', 'ReLU', 'Linear'],
      { deadFraction: [0.1, 0.9, 0] },
      { deadFraction: [0.1, 0.5, 0] },
    ],
    [
      'saturated',
      'tanh on its flat ends',
      ['Linear', 'Tanh', 'Linear'],
      { saturatedFraction: [0.9, 0.9, null] },
      { saturatedFraction: [0.6, 0.6, null] },
    ],
    [
      'saturated',
      'tanh beside a ReLU, which is off half of the time by design',
      ['Linear', 'Tanh', 'ReLU'],
      { saturatedFraction: [null, 0.75, 0.5] },
      { saturatedFraction: [null, 0.1, 0.95] },
    ],
    [
      'imbalance',
      'one layer that moves ten thousand times faster',
      linear(3),
      { updateRatio: [1e-6, 1e-2, 1e-3] },
      { updateRatio: [0, 1e-2, 1e-3] },
    ],
    [
      'halfPrecision',
      'a signal that float16 loses',
      linear(2),
      {
        dtypes: ['float16', 'float16'],
        signalNorm: [2 ** -10, 2 ** -10],
        signalUnderflowFraction: [0.9, 0.9],
      },
      { dtypes: ['bfloat16', 'float32'], signalNorm: [1e-3, 1e-3], signalUnderflowFraction: [0.9, 0.9] },
    ],
    [
      'halfPrecision',
      'zeros beyond those of a ReLU that is off',
      ['Linear', 'ReLU'],
      { dtypes: ['float16', 'float16'], signalUnderflowFraction: [0.99, 0.9], saturatedFraction: [0.4, 0.4] },
      { dtypes: ['float16', 'float16'], signalUnderflowFraction: [0.9, 0.1], saturatedFraction: [0.9, 0.9] },
    ],
  ];
  test.each(cases)('%s: %s', async (rule, _, types, ill, well) => {
    const steps = (numbers: object) => [0, 200].map((step) => ({ step, loss: 1, ...numbers }));
    const found = diagnosed(await made(types, steps(ill))).found.find((one) => one.rule === rule);
    expect(found?.finding.evidence['zh-CN']).toBeTruthy();
    expect(found?.finding.advice.en).toBeTruthy();
    expect(rulesOf(await made(types, steps(well)))).not.toContain(rule);
  });

  test('the loss scale that mends float16 is the largest one that cannot overflow', async () => {
    const half = { dtypes: ['float16', 'float16'], signalUnderflowFraction: [0.9, 0.1] };
    const step = (lossScale: number) => ({ step: 0, loss: 1, lossScale, signalNorm: [2 ** -20, 3], ...half });
    const advice = async (lossScale: number) =>
      diagnosed(await made(linear(2), [step(lossScale)])).found.find(({ rule }) => rule === 'halfPrecision')!
        .finding.advice.en;
    // 3 · 2^14 = 49152 fits into float16 (65504), 3 · 2^15 does not.
    expect(await advice(1)).toContain('init_scale=16384');
    expect(await advice(2 ** 14)).toContain('No single loss scale');
  });

  test('an update that the loss scaler skipped is no NaN of the model', async () => {
    const broken = { nonfinite: { gradient: { first: 0, modules: 1, elements: 3 } } };
    const skipped = await made(linear(2), [{ step: 0, loss: 1, skipped: true, ...broken }]);
    expect(rulesOf(skipped)).toEqual([]);
    expect(rulesOf(await made(linear(2), [{ step: 0, loss: 1, ...broken }]))).toEqual(['nonfinite']);
  });

  test('names are told shortened', async () => {
    const run = await made(linear(3), [{ step: 0, updateRatio: [1e-9, 1, 1] }], (i) => 'x'.repeat(1e5) + i);
    expect(diagnosed(run).found[0]!.finding.evidence.en.length).toBeLessThan(300);
  });
});
