import { z } from 'zod';
import { list } from '../base/list';
import { coded, Problem, within } from '../base/problem';
import { logitMetricNames } from '../engine/distillation/logitMetrics';
import type { MetricCurves, StudentReport } from '../engine/distillation/student';
import { layerCount } from '../engine/telemetry';
import type { LearnerReport } from '../engine/transfer/learner';
import type { TransferOutcome } from '../engine/transfer/outcomes';
import {
  type Distillation,
  experimentOf,
  maxStudents,
  parseDistillationText,
  studentSchema,
  studentsOf,
} from '../schema/distillation';
import { parseParts } from '../schema/parse';
import { maxMethods, parseTransferText, type TransferSpec, transferSchema } from '../schema/transfer';
import { backends } from '../worker/protocol';
import type { RaceResult } from '../worker/studyJob';
import type { KeptStudy } from './keepStudy';
import {
  checkLayers,
  count,
  divergence,
  floats,
  logitMetrics,
  number,
  ofEarlier,
  score,
  summarySchema,
} from './keptResults';

/** The most repeats of a study. */
const maxSeeds = 100;
const points = floats(10_000);

/** What is kept of any study. */
const studySchema = <S extends z.ZodType>(results: S) =>
  z.object({ spec: z.string(), share: z.number().min(0).max(1), results });

const curveNames = [...logitMetricNames, 'steps'] as const;
const studentReport = z
  .object({
    student: studentSchema,
    step: count,
    done: z.boolean(),
    parameters: count,
    curves: z.object(
      Object.fromEntries(curveNames.map((name) => [name, points])) as Record<
        keyof MetricCurves,
        typeof points
      >,
    ),
    metrics: logitMetrics.optional(),
    summary: summarySchema.optional(),
    memorized: number,
  })
  .transform(
    ({ metrics, summary, student, ...rest }): StudentReport => ({
      ...rest,
      student: student as StudentReport['student'],
      metrics,
      summary,
    }),
  );
const race: z.ZodType<RaceResult> = z.object({
  backend: z.enum(backends),
  milliseconds: number,
  teacher: z.object({ metrics: logitMetrics, parameters: count, cleaned: number }),
  students: list(studentReport, { max: maxStudents }),
});
const distillationSchema = studySchema(z.object({ repeats: list(race.optional(), { max: maxSeeds }) }));

/** @throws Problem the first fault of what was kept of a distillation */
export function parseKeptDistillation(
  value: unknown,
): KeptStudy<{ readonly repeats: readonly (RaceResult | undefined)[] }> {
  const kept = parseParts(distillationSchema, value, coded('distillation', ofEarlier));
  const spec: Distillation = within('spec', () => parseDistillationText(kept.spec));
  const students = studentsOf(spec);
  kept.results.repeats.forEach((repeat, n) => {
    const field = `results.repeats.${n}.students`;
    if (repeat) checkLength(repeat.students, students.length, field);
    repeat?.students.forEach(({ summary }, i) => {
      if (summary)
        checkLayers(summary, layerCount(experimentOf(spec, students[i]!)), `${field}.${i}.summary`);
    });
  });
  return kept;
}

const domain = z.object({ loss: score, accuracy: score, bestConstant: number });
const learner = z
  .object({
    method: transferSchema.shape.methods.element,
    step: count,
    steps: count,
    done: z.boolean(),
    divergence: divergence.optional(),
    points: list(
      z.object({
        step: count,
        source: domain,
        target: domain,
        layers: list(z.object({ source: number, target: number, cosine: number, change: number }), {
          max: 1000,
        }),
      }),
      { max: 10_000 },
    ),
  })
  .transform(({ divergence, ...rest }): LearnerReport => ({ ...rest, divergence }));
const outcome: z.ZodType<TransferOutcome> = z.object({
  index: count,
  methods: list(learner, { max: maxMethods }),
});
const keptTransferSchema = studySchema(
  z.object({
    repeats: list(outcome, { max: maxSeeds }),
    results: list(outcome, { max: 100 * maxSeeds }),
  }),
);

/** @throws Problem the first fault of what was kept of a transfer */
export function parseKeptTransfer(value: unknown): KeptStudy<{
  readonly repeats: readonly TransferOutcome[];
  readonly results: readonly TransferOutcome[];
}> {
  const kept = parseParts(keptTransferSchema, value, coded('transfer', ofEarlier));
  const spec: TransferSpec = within('spec', () => parseTransferText(kept.spec));
  const { repeats, results } = kept.results;
  const values = spec.sweep?.values.length ?? 1;
  checkOutcomes(repeats, spec, maxSeeds, 'results.repeats');
  checkOutcomes(results, spec, maxSeeds * values, 'results.results');
  return kept;
}

function checkOutcomes(
  outcomes: readonly TransferOutcome[],
  { methods }: TransferSpec,
  runs: number,
  field: string,
): void {
  outcomes.forEach(({ index, methods: reports }, i) => {
    checkLength(reports, methods.length, `${field}.${i}.methods`);
    if (index < runs) return;
    const values = { found: String(index), allowed: String(runs - 1) };
    throw new Problem('tooLarge', { field: coded(`${field}.${i}.index`, ofEarlier), ...values });
  });
}

function checkLength(list: readonly unknown[], length: number, field: string): void {
  if (list.length === length) return;
  const code = list.length < length ? 'tooSmall' : 'tooLarge';
  throw new Problem(code, {
    field: coded(field, ofEarlier),
    found: String(list.length),
    allowed: String(length),
  });
}
