import { logitMetricNames, noLogitMetrics } from '../../../src/engine/distillation/logitMetrics';
import { curves, type RunSummary } from '../../../src/engine/summary';
import { frameLength } from '../../../src/engine/telemetry';
import { parseDistillation } from '../../../src/schema/distillation';
import { parseTransfer } from '../../../src/schema/transfer';
import { small } from '../engine/specs';

/** What rooms keep, whole, as the browser's database gives it back. */

const numbers = (length: number) => Float64Array.from({ length }, (_, i) => (i === 2 ? Number.NaN : i / 3));
const list = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, numbers(3)])) as Record<Name, Float64Array>;

/** A summary of `small()`, whose network has so many layers with the output layer. */
const layers = small().network.depth! + 1;
const summary = (): RunSummary => ({
  steps: numbers(3),
  curves: list(curves),
  first: numbers(frameLength(layers)),
  last: numbers(frameLength(layers)),
  train: {
    loss: Number.NaN,
    accuracy: 'constant',
    auc: 'undefined',
    rmse: 'undefined',
    rSquared: 'undefined',
    confusion: Int32Array.of(1, 0, 0, 1),
  },
  test: undefined,
  divergence: { step: 3, layer: 1, quantity: 'loss' },
});

export const keptComparison = () => ({
  runs: [
    { spec: small({ seed: 1 }), step: 12, repeats: [summary(), undefined] },
    { spec: small({ seed: 2 }), step: 0, repeats: [] },
  ],
  pace: 'race' as const,
  seeds: 4,
});

const distillation = parseDistillation({
  format: 'gradient-lab/distillation',
  version: 1,
  teacher: small(),
  student: small(),
  method: { kind: 'hinton' },
  seeds: 2,
});
export const keptDistillation = () => ({
  spec: JSON.stringify(distillation),
  share: 0.5,
  results: {
    repeats: [
      undefined,
      {
        backend: 'reference' as const,
        milliseconds: 4,
        teacher: { metrics: noLogitMetrics('undefined'), parameters: 9, cleaned: Number.NaN },
        students: [...distillation.controls, ...distillation.method].map((student) => ({
          student,
          step: 3,
          done: true,
          parameters: 9,
          curves: { ...list(logitMetricNames), steps: numbers(3) },
          metrics: undefined,
          summary: summary(),
          memorized: Number.NaN,
        })),
      },
    ],
  },
});

const transfer = parseTransfer({
  format: 'gradient-lab/transfer',
  version: 1,
  source: small(),
  target: { shifts: [] },
  methods: [{ kind: 'sourceOnly' }],
});
const score = { loss: 0.5, accuracy: 'diverged' as const, bestConstant: 0.5 };
const outcome = (index: number) => ({
  index,
  methods: transfer.methods.map((method) => ({
    method,
    step: 3,
    steps: 3,
    done: true,
    divergence: undefined,
    points: [
      {
        step: 3,
        source: score,
        target: score,
        layers: [{ source: 1, target: 2, cosine: Number.NaN, change: 0 }],
      },
    ],
  })),
});
export const keptTransfer = () => ({
  spec: JSON.stringify(transfer),
  share: 0,
  results: { repeats: [outcome(0)], results: [outcome(1)] },
});

/** The same as text, for fuzzers of bytes: what JSON lacks is an object of one field. */
export const toText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Float64Array) return { f64: [...part] };
    if (part instanceof Int32Array) return { i32: [...part] };
    return part === undefined || Number.isNaN(part) ? { none: String(part) } : part;
  });

/** And back, if the text is still JSON. */
export const fromText = (text: string): unknown =>
  JSON.parse(text, (_, part: unknown) => {
    const { f64, i32, none } = Object(part) as Readonly<Record<'f64' | 'i32' | 'none', unknown>>;
    if (Array.isArray(f64)) return Float64Array.from(f64, Number);
    if (Array.isArray(i32)) return Int32Array.from(i32, Number);
    return none === 'NaN' ? Number.NaN : none === 'undefined' ? undefined : part;
  });
