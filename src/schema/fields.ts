import { z } from 'zod';
import { type Entry, type FieldMeta, fieldMeta, type Text } from '../base/entry';
import { say } from '../base/problem';
import { type DataSpec, dataSets, sharedDataFields } from '../data/sets';
import { activations } from '../engine/activations';
import { losses } from '../engine/losses';
import { normalizations } from '../engine/normalizations';
import { optimizers } from '../engine/optimizers';
import { schedules } from '../engine/schedules';
import {
  type ExperimentSpec,
  experimentSchema,
  initializerRegistry,
  networkSchema,
  stopSchema,
  telemetrySchema,
  trainingSchema,
} from './experiment';
import { taskOf } from './task';

/** A field of an experiment that has several possible values and can be compared or swept. */
export interface Field {
  /** Dotted, as `setField` takes it. */
  readonly path: string;
  readonly label: Text;
  readonly range: NumberRange | Choice;
}

export interface NumberRange {
  readonly kind: 'number';
  readonly integer: boolean;
  readonly min: number;
  readonly max: number;
  /** The range that a slider offers. */
  readonly sliderRange: readonly [number, number];
  readonly scale: 'linear' | 'log';
}

/** The limit of a number that the schema leaves open. */
const open = 1e9;

/** What a field's number must be, as a number field checks it; an open limit is undefined. */
export const limitsOf = ({ integer, min, max }: NumberRange) => ({
  integer,
  min: min > -open ? min : undefined,
  max: max < open ? max : undefined,
});

export interface Choice {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string | boolean; readonly label: Text }[];
}

/** Removes the default and optional wrappers of a schema, and returns what they declared. */
export function unwrap(schema: z.ZodType): {
  readonly inner: z.ZodType;
  readonly nullable: boolean;
  readonly meta: FieldMeta | undefined;
} {
  let inner = schema;
  let nullable = false;
  let meta = fieldMeta.get(inner);
  while (
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodPrefault ||
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodNullable
  ) {
    nullable ||= inner instanceof z.ZodNullable;
    inner = inner.unwrap() as z.ZodType;
    meta ??= fieldMeta.get(inner);
  }
  return { inner, nullable, meta };
}

type Registry = Readonly<Record<string, Entry>>;

/** Kinds of data and of initializers that only a file can define. */
const ownKinds = ['table', 'csv', 'idx', 'inline'];

const kindField = (path: string, label: Text, registry: Registry): Field => ({
  path: `${path}.kind`,
  label,
  range: {
    kind: 'choice',
    options: Object.entries(registry)
      .filter(([value]) => !ownKinds.includes(value))
      .map(([value, { title }]) => ({ value, label: title })),
  },
});

/** Describes a field by its schema; undefined if it holds neither a number nor a choice. */
function fieldOf(path: string, schema: z.ZodType, registry?: Registry): Field[] {
  const { inner, meta } = unwrap(schema);
  if (!meta) return [];
  const { label } = meta;
  if (inner instanceof z.ZodBoolean) {
    const options = [
      { value: false, label: say('off', '关') },
      { value: true, label: say('on', '开') },
    ];
    return [{ path, label, range: { kind: 'choice', options } }];
  }
  if (inner instanceof z.ZodEnum) {
    const options = inner.options.map((option) => {
      const value = String(option);
      const title = registry?.[value]?.title ?? meta.options?.[value];
      return { value, label: title ?? (value === 'none' ? say('none', '无') : say(value, value)) };
    });
    return [{ path, label, range: { kind: 'choice', options } }];
  }
  const number =
    inner instanceof z.ZodUnion ? inner.options.find((option) => option instanceof z.ZodNumber) : inner;
  if (!(number instanceof z.ZodNumber)) return [];
  const [min, max] = [number.minValue ?? -open, number.maxValue ?? open];
  const range: NumberRange = {
    kind: 'number',
    integer: number.isInt,
    min,
    max,
    sliderRange: meta.sliderRange ?? [min, Math.min(max, Math.max(min, 0) + 10)],
    scale: meta.scale ?? 'linear',
  };
  return [{ path, label, range }];
}

const fieldsIn = (path: string, shape: Readonly<Record<string, z.ZodType>>): Field[] =>
  Object.entries(shape).flatMap(([name, schema]) => fieldOf(`${path}.${name}`, schema));

/** The shared fields that apply to data of this task. */
export function sharedFieldsOf(data: DataSpec): Readonly<Record<string, z.ZodType>> {
  const { labelNoise, ...others } = sharedDataFields;
  return taskOf(data) === 'regression' ? others : sharedDataFields;
}

/** The fields of an experiment that hold a number or a choice, in the page's order. */
export function fieldsOf(spec: ExperimentSpec): Field[] {
  const network = networkSchema.shape;
  const training = trainingSchema.shape;
  const { initializer } = spec.network;
  const { optimizer, schedule } = spec.training;
  const given = initializerRegistry as Registry;
  return [
    ...fieldOf('network.activation', network.activation, activations),
    ...fieldOf('network.depth', network.depth),
    ...fieldOf('network.width', network.width),
    kindField('network.initializer', say('Initializer', '初始化方法'), given),
    ...fieldsIn('network.initializer', given[initializer.kind]!.params as never),
    ...fieldOf('network.normalization', network.normalization, normalizations),
    ...fieldOf('network.residual', network.residual),
    ...fieldOf('network.dropout', network.dropout),
    kindField('training.optimizer', say('Optimizer', '优化器'), optimizers),
    ...fieldsIn('training.optimizer', (optimizers as Registry)[optimizer.kind]!.params as never),
    kindField('training.schedule', say('Learning-rate schedule', '学习率调度'), schedules),
    ...fieldsIn('training.schedule', (schedules as Registry)[schedule.kind]!.params as never),
    ...fieldOf('training.batchSize', training.batchSize),
    ...fieldOf('training.loss', training.loss, losses),
    ...fieldOf('training.weightDecay', training.weightDecay),
    ...fieldOf('training.clipNorm', training.clipNorm),
    ...fieldOf('training.steps', training.steps),
    kindField('data', say('Data set', '数据集'), dataSets),
    ...fieldsIn('data', (dataSets as Registry)[spec.data.kind]!.params as never),
    ...fieldsIn('data', sharedFieldsOf(spec.data)),
    ...fieldOf('seed', experimentSchema.shape.seed),
  ];
}

/** The schema of an experiment's field by its dotted path, of those without a choice of values too; undefined if it has none. */
export function schemaAt({ network, training, data }: ExperimentSpec, path: string): z.ZodType | undefined {
  const paramsOf = (registry: Registry, { kind }: { readonly kind: string }) => registry[kind]?.params ?? {};
  const shapes: Readonly<Record<string, object>> = {
    network: networkSchema.shape,
    'network.initializer': paramsOf(initializerRegistry as Registry, network.initializer),
    training: trainingSchema.shape,
    'training.optimizer': paramsOf(optimizers, training.optimizer),
    'training.schedule': paramsOf(schedules, training.schedule),
    data: { ...paramsOf(dataSets as Registry, data), ...sharedDataFields },
    telemetry: telemetrySchema.shape,
    stop: stopSchema.shape,
    '': experimentSchema.shape,
  };
  const end = path.lastIndexOf('.');
  return (shapes[path.slice(0, Math.max(0, end))] as Readonly<Record<string, z.ZodType>> | undefined)?.[
    path.slice(end + 1)
  ];
}

/** The value of a spec's field by its dotted path; `undefined` if there is none. */
export function valueAt(spec: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
      spec,
    );
}
