import { z } from 'zod';
import { field, type Text } from '../base/entry';
import { list } from '../base/list';
import { coded, enumerated, Problem, say } from '../base/problem';
import { type DataKind, dataSchema, dataSets } from '../data/sets';
import { type Shift, shifts, shiftsSchema } from '../data/shifts';
import { losses } from '../engine/losses';
import {
  type TransferMethod,
  type TransferMethodSpec,
  transferMethodSchema,
  transferMethods,
} from '../engine/transfer/methods';
import { type ExperimentSpec, experimentSchema, hiddenLayers } from './experiment';
import { unwrap } from './fields';
import { type FileFormat, parseFile, parseJson } from './parse';
import { taskOf } from './task';

/** The transfer file, version 1: a source, a target, and the transfer methods that are compared. */

/** The largest number of methods; a chart cannot distinguish more. */
export const maxMethods = 12;

export const targetSchema = z
  .strictObject({
    /** The shifts that make the target from the source, or another data set. */
    shifts: shiftsSchema.optional(),
    data: dataSchema.optional(),
    labelBudget: field(z.int().min(0).max(100_000).nullable().default(null), {
      label: { en: 'Target labels per class', 'zh-CN': '目标域每类标签数' },
      help: {
        en: 'How many training samples of each class in the target keep their label; by default all.',
        'zh-CN': '目标域每类保留标签的训练样本数；默认全部保留。',
      },
      unset: { en: 'all', 'zh-CN': '全部' },
      scale: 'log',
      sliderRange: [1, 500],
    }),
  })
  .superRefine(({ shifts, data }, context) => {
    if ((shifts === undefined) !== (data === undefined)) return;
    context.addIssue({
      code: 'custom',
      path: [data === undefined ? 'shifts' : 'data'],
      message: 'one of both',
      params: {
        found: data === undefined ? say('missing', '缺失') : say('it stands beside shifts', '与偏移同时给出'),
        allowed: say('either shifts or data', '偏移或数据二者之一'),
      },
    });
  });

export const transferSchema = z.strictObject({
  format: z.literal('gradient-lab/transfer'),
  version: z.literal(1),
  name: z.string().max(200).default('Untitled'),
  /** Its data are the source. All methods use its network, training and seed. */
  source: experimentSchema,
  /** Shifts of the source's own samples; with paired data, this is the view of the teacher. */
  sourceShifts: shiftsSchema.default([]),
  target: targetSchema,
  paired: field(z.boolean().default(false), {
    label: { en: 'Paired samples', 'zh-CN': '成对样本' },
    help: {
      en: 'Each target sample is a shifted source sample: two views of the same object.',
      'zh-CN': '目标域的每个样本都由源域的一个样本偏移得到：同一对象的两个视图。',
    },
  }),
  methods: list(transferMethodSchema, { min: 1, max: maxMethods }),
  /** The number of repeats; they use the seeds after the file's. */
  seeds: z.int().min(1).max(100).default(1),
  /** The values of one target field: `labelBudget`, or a number of a shift, such as `shifts.0.degrees`. */
  sweep: z
    .strictObject({ over: z.string(), values: list(z.number().nullable(), { min: 1, max: 100 }) })
    .optional(),
});

export type { TransferMethodSpec };
export type TransferSpec = z.output<typeof transferSchema>;
export type TransferSweep = NonNullable<TransferSpec['sweep']>;

const format: FileFormat<typeof transferSchema> = {
  name: 'gradient-lab/transfer',
  noun: 'transfer',
  schema: transferSchema,
  migrate: (value) => value,
};

/**
 * Parses a transfer from a value such as `JSON.parse` gives, and fills in defaults. Properties that only the data show (their
 * classes, their number) are checked when the data are built.
 * @throws Problem the first fault: which field, what was found, what is allowed
 */
export function parseTransfer(value: unknown): TransferSpec {
  const transfer = parseFile(format, value);
  checkTransfer(transfer);
  transfer.sweep?.values.forEach((_, i) => {
    checkTransfer(setting(transfer, i));
  });
  return transfer;
}

/** Parses a transfer from a file's text. @throws Problem as `parseTransfer`, and for text that is not JSON */
export const parseTransferText = (text: string): TransferSpec => parseTransfer(parseJson(text, format.noun));

/** Writes a transfer as text that `parseTransferText` reads back unchanged. */
export const serializeTransfer = (transfer: TransferSpec): string => `${JSON.stringify(transfer, null, 2)}\n`;

/** The n-th repeat: the transfer with another seed. */
export const repeatOf = (transfer: TransferSpec, n: number): TransferSpec => ({
  ...transfer,
  source: { ...transfer.source, seed: transfer.source.seed + n },
});

/** The transfer at one value of its sweep, without the sweep. */
export function setting(transfer: TransferSpec, place: number): TransferSpec {
  const { sweep, ...rest } = transfer;
  if (!sweep) return transfer;
  const { target } = transfer;
  const value = sweep.values[place]!;
  const allowed = sweepFields(transfer);
  if (!allowed.includes(sweep.over)) {
    throw new Problem('mismatch', {
      field: 'sweep.over',
      found: `"${sweep.over}"`,
      allowed: enumerated(allowed.map((over) => coded(over, sweptName(transfer, over)))),
    });
  }
  const [, shift, key] = sweep.over.split('.');
  const changed =
    key === undefined
      ? { ...target, labelBudget: value }
      : {
          ...target,
          shifts: target.shifts!.map((one, i) => (String(i) === shift ? { ...one, [key]: value } : one)),
        };
  try {
    return parseFile(format, { ...rest, target: changed });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.code, {
      ...error.values,
      field: `sweep.values.${place} (${String(error.values.field)})`,
    });
  }
}

/** The target fields that can be swept. */
export const sweepFields = ({ target }: TransferSpec): string[] => [
  'labelBudget',
  ...(target.shifts ?? []).flatMap((shift, i) =>
    Object.entries(shift)
      .filter(([, value]) => typeof value === 'number')
      .map(([key]) => `shifts.${i}.${key}`),
  ),
];

/** A field that a transfer's sweep varies: its schema, and the shift that has it. */
export function sweptField({ target }: TransferSpec, over: string) {
  const [, place, key] = over.split('.');
  if (key === undefined) return { shift: undefined, schema: targetSchema.shape.labelBudget };
  const shift: Shift = shifts[target.shifts![Number(place)]!.kind];
  return { shift, schema: (shift.params as Record<string, z.ZodType>)[key]! };
}

/** The name of a field that a sweep can vary, e.g. `Rotation: Angle (°)`. */
export function sweptName(transfer: TransferSpec, over: string): Text {
  const { shift, schema } = sweptField(transfer, over);
  const { label } = unwrap(schema).meta!;
  if (!shift) return label;
  const { title } = shift;
  return say(`${title.en}: ${label.en}`, `${title['zh-CN']}：${label['zh-CN']}`);
}

/** One run of a transfer: one value of its sweep and one repeat. */
export interface TransferRun {
  readonly index: number;
  /** Undefined if there is no sweep. */
  readonly value: number | null | undefined;
  readonly repeat: number;
  readonly transfer: TransferSpec;
}

/** All runs, repeats outermost: the whole curve appears early, and later repeats make it more certain. */
export function transferRuns(transfer: TransferSpec): TransferRun[] {
  const values = transfer.sweep?.values ?? [undefined];
  return Array.from({ length: transfer.seeds * values.length }, (_, index) => {
    const repeat = Math.floor(index / values.length);
    const place = index % values.length;
    return { index, value: values[place], repeat, transfer: repeatOf(setting(transfer, place), repeat) };
  });
}

/** The method of a spec. */
export const transferMethodOf = ({ kind }: TransferMethodSpec): TransferMethod => transferMethods[kind];

/** A method's name with all values that differ from the default, e.g. `fineTune what=last`. */
export function methodName(method: TransferMethodSpec): string {
  const usual: Record<string, unknown> = transferMethodSchema.parse({ kind: method.kind } as never);
  const others = Object.entries(method).filter(([key, value]) => usual[key] !== value);
  return [method.kind, ...others.map(([key, value]) => `${key}=${value}`)].join(' ');
}

/** @throws Problem if parts of a transfer do not fit together */
function checkTransfer({ source, target, paired, methods, sourceShifts }: TransferSpec): void {
  checkClassification(source);
  if (target.data && taskOf(target.data) === 'regression')
    throw regression('target.data.kind', target.data.kind);
  if (paired && target.data) {
    throw new Problem('mismatch', {
      field: 'paired',
      found: say('the target has data of its own', '目标域使用其他数据'),
      allowed: say('a target made of the source by shifts', '由源域偏移得到的目标域'),
    });
  }
  if (sourceShifts.length > 0 && !paired) {
    throw new Problem('mismatch', {
      field: 'sourceShifts',
      found: say(`${sourceShifts.length} without paired samples`, `${sourceShifts.length} 项，但样本不成对`),
      allowed: say('none, or turn on “Paired samples”', '留空，或打开“成对样本”'),
    });
  }
  methods.forEach((method, i) => {
    checkMethod(method, `methods.${i}`, { source, target, paired });
  });
}

function checkClassification({ data, training }: ExperimentSpec): void {
  if (taskOf(data) === 'regression') throw regression('source.data.kind', data.kind);
  if (training.loss === 'crossEntropy') return;
  throw new Problem('wrongKind', {
    field: 'source.training.loss',
    found: coded(`"${training.loss}"`, losses[training.loss].title),
    allowed: coded('crossEntropy', losses.crossEntropy.title),
  });
}

const regression = (field: string, kind: DataKind) =>
  new Problem('mismatch', {
    field,
    found: say(
      `“${dataSets[kind].title.en}” is a regression`,
      `“${dataSets[kind].title['zh-CN']}”是回归任务`,
    ),
    allowed: say('data with classes', '有类别的数据'),
  });

function checkMethod(
  spec: TransferMethodSpec,
  place: string,
  { source, target, paired }: Pick<TransferSpec, 'source' | 'target' | 'paired'>,
): void {
  const method = transferMethodOf(spec);
  const { title } = method;
  if (method.needs === 'pairs' && !paired) {
    throw new Problem('unmet', {
      field: place,
      found: say(`${title.en} needs paired samples`, `${title['zh-CN']}需要成对样本`),
      allowed: say('turn on “Paired samples”, or take another method', '请打开“成对样本”，或改用其他方法'),
    });
  }
  if (method.needs === 'labels' && target.labelBudget === 0) {
    throw new Problem('unmet', {
      field: place,
      found: say(
        `${title.en} needs labels of the target, of which there are 0 per class`,
        `${title['zh-CN']}需要目标域的标签，而每类标签数为 0`,
      ),
      allowed: say(
        'set “Target labels per class” to at least 1, or take a method without labels',
        '请把“目标域每类标签数”设为至少 1，或改用无需标签的方法',
      ),
    });
  }
  const depth = hiddenLayers(source.network).length;
  if ('layer' in spec && spec.layer !== null && spec.layer > depth) {
    throw new Problem('tooLarge', { field: `${place}.layer`, found: spec.layer, allowed: depth });
  }
  const { batchSize } = source.training;
  if (method.strata === 2 && batchSize !== 'full' && batchSize < 4) {
    throw new Problem('tooSmall', {
      field: 'source.training.batchSize',
      found: say(`${batchSize} with ${title.en}`, `${batchSize}，而方法为“${title['zh-CN']}”`),
      allowed: say('4, two samples of each domain', '4，即每个域两个样本'),
    });
  }
}
