import { z } from 'zod';
import { list } from '../base/list';
import { type CodedText, coded, Problem, say } from '../base/problem';
import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import { parseExperiment, parseParts } from '../schema/parse';
import type { StopReason } from '../worker/protocol';
import type { StoredNumbers, StoredRun } from './database';
import { numbersHash } from './readBack';
import { asToday, storedFrameLength } from './storedFrames';

/**
 * The check of everything that comes from the browser's database or a library file, before any other code sees it: another
 * version, another program or a fault of the disk may have written it.
 */

/** A number that may be missing: NaN, which JSON writes as null. */
const measured = z
  .preprocess(
    (value) => (value === null ? Number.NaN : value),
    z.custom<number>((value) => typeof value === 'number', { params: { allowed: say('a number', '数') } }),
  )
  .meta({ type: 'number' });
/** Milliseconds since 1970 that are a date. */
const time = z.number().min(0).max(8.64e15);
const count = z.int().min(0);
const floats = z.custom<Float64Array<ArrayBuffer>>((value) => value instanceof Float64Array, {
  params: { allowed: say('numbers of 64 bits', '64 位数') },
});
const ends = [
  'steps',
  'loss',
  'accuracy',
  'plateau',
  'diverged',
  'paused',
  'running',
] as const satisfies readonly (StopReason | 'running')[];

const runSchema = z.object({
  id: z.string().min(1).max(200),
  name: z.string().max(200),
  created: time,
  updated: time,
  step: count,
  end: z.enum(ends),
  pinned: z.boolean(),
  tags: list(z.string().max(1000), { max: 1000 }),
  note: z.string().max(100_000),
  draft: z.boolean().optional(),
  loss: measured,
  accuracy: measured,
  losses: list(measured, { max: 10_000 }),
  profile: list(measured, { max: 1000 }),
  bytes: count,
});

const numbersSchema = z.object({
  id: z.string(),
  frames: floats,
  layers: z.int().min(1).max(1000),
  quantities: list(z.string().max(100), { min: 1, max: 100 }).optional(),
  ending: list(z.string().max(100), { max: 100 }).optional(),
  classification: z.boolean(),
  checkpoint: z.object({ step: count, position: count, arrays: list(floats, { max: 10_000 }) }).optional(),
  hash: z.string().max(100).optional(),
});

/**
 * A stored run without its numbers.
 * @throws Problem the first fault: which field, what was found, what is allowed
 */
export function parseStoredRun(value: unknown): StoredRun {
  const run = parseParts(runSchema, value, coded('run', say('Stored run', '存储的运行')));
  return { ...run, spec: parseExperiment((value as { readonly spec?: unknown }).spec) };
}

/**
 * A stored run's numbers, with its frames in today's layout.
 * @throws Problem the first fault, or if they do not belong to the experiment, or are not the numbers that were stored
 */
export function parseStoredNumbers(value: unknown, spec: ExperimentSpec): StoredNumbers {
  const { checkpoint, quantities, ending, hash, ...rest } = parseParts(numbersSchema, value, storedNumbers());
  const numbers = {
    ...rest,
    checkpoint,
    ...(quantities ? { quantities } : {}),
    ...(ending ? { ending } : {}),
  };
  if (hash !== undefined && hash !== hashOf(numbers)) {
    throw mismatch(
      storedNumbers(),
      say('they have changed since they were stored', '存储之后发生了变化'),
      say('a run that was exported earlier, or train it again', '先前导出的运行，或重新训练'),
    );
  }
  const layers = hiddenLayers(spec.network).length + 1;
  if (numbers.layers !== layers) {
    throw mismatch(
      storedNumbers('layers'),
      `${numbers.layers}`,
      say(`${layers} layers, as in its experiment`, `${layers} 层，与其实验一致`),
    );
  }
  const length = storedFrameLength(numbers);
  if (numbers.frames.length % length !== 0) {
    const found = say(`${numbers.frames.length} numbers`, `${numbers.frames.length} 个数`);
    throw mismatch(storedNumbers('frames'), found, say(`a multiple of ${length}`, `${length} 的倍数`));
  }
  return asToday(numbers, spec);
}

/** The hash of a run's frames and checkpoint. */
export const hashOf = ({ frames, checkpoint }: Pick<StoredNumbers, 'frames' | 'checkpoint'>): string =>
  numbersHash([frames, ...(checkpoint?.arrays ?? [])]);

/** The numbers of a stored run, or one of their parts, which the page does not tell apart. */
const storedNumbers = (part?: string): CodedText =>
  coded(part ? `numbers.${part}` : 'numbers', say('Numbers of the stored run', '存储的运行数据'));

const mismatch = (
  field: CodedText,
  found: string | ReturnType<typeof say>,
  allowed: ReturnType<typeof say>,
) => new Problem('mismatch', { field, found, allowed });

/** A record of the library that cannot be used, as it is stored. */
export interface BadRecord {
  /** Its key in the database. */
  readonly key: string;
  readonly name: string | undefined;
  readonly problem: Problem;
}

/** Separates the records that are runs from those that are not. */
export function sortRecords(records: readonly unknown[]): {
  readonly runs: readonly StoredRun[];
  readonly bad: readonly BadRecord[];
} {
  const runs: StoredRun[] = [];
  const bad: BadRecord[] = [];
  for (const record of records) {
    try {
      runs.push(parseStoredRun(record));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { id, name } = record as { readonly id: unknown; readonly name?: unknown };
      bad.push({
        key: id as string,
        name: typeof name === 'string' ? name.slice(0, 200) : undefined,
        problem: error,
      });
    }
  }
  return { runs, bad };
}
