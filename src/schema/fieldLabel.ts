import { z } from 'zod';
import type { Text } from '../base/entry';
import { say } from '../base/problem';
import { distillationSchema } from './distillation';
import { experimentSchema } from './experiment';
import { unwrap } from './fields';
import { comma } from './names';
import { sweepSchema } from './sweep';
import { transferSchema } from './transfer';

const roots: readonly z.ZodType[] = [experimentSchema, distillationSchema, transferSchema, sweepSchema];

/** Places that hold a whole experiment or one of several alike; a field within them is named after them. */
const places: Readonly<Record<string, Text>> = {
  teacher: say('Teacher', '教师网络'),
  student: say('Student', '学生网络'),
  source: say('Source', '源域'),
  target: say('Target', '目标域'),
  hidden: say('Layer', '层'),
  axes: say('Axis', '坐标轴'),
  method: say('Method', '方法'),
  methods: say('Method', '方法'),
  controls: say('Baseline', '对照'),
  shifts: say('Shift', '偏移'),
  sourceShifts: say('Shift of the teacher’s view', '教师网络视图的偏移'),
};

/** Fields that have no control of their own, and objects that are chosen by their `kind`. */
const words: Readonly<Record<string, Text>> = {
  data: say('Data', '数据'),
  network: say('Network', '网络'),
  initializer: say('Initializer', '初始化方法'),
  training: say('Training', '训练'),
  optimizer: say('Optimizer', '优化器'),
  schedule: say('Learning-rate schedule', '学习率调度'),
  telemetry: say('Recording', '记录'),
  stop: say('Stop conditions', '停止条件'),
  transfer: say('Transfer set', '迁移集'),
  sweep: say('Sweep', '扫描'),
  units: say('Units', '神经元数'),
  field: say('Setting', '设置'),
  values: say('Values', '取值'),
  seeds: say('Seeds', '种子数'),
  repeats: say('Repeats per cell', '每格重复次数'),
  metric: say('Metric', '指标'),
  inputs: say('Inputs', '输入'),
  labels: say('Labels', '标签'),
  targets: say('Targets', '目标值'),
  name: say('Name', '名称'),
  teacher: places.teacher!,
  student: places.student!,
  source: places.source!,
  target: places.target!,
  hidden: say('Hidden layers', '隐藏层'),
  axes: say('Axes', '坐标轴'),
  method: say('Methods', '方法'),
  methods: say('Methods', '方法'),
  controls: say('Baselines', '对照'),
  shifts: say('Shifts', '偏移'),
  sourceShifts: say('Shifts of the teacher’s view', '教师网络视图的偏移'),
};

/** Whole files, where a sentence is about no field of them. */
const files: Readonly<Record<string, Text>> = {
  experiment: say('Experiment', '实验'),
  distillation: say('Distillation', '知识蒸馏'),
  transfer: say('Transfer', '迁移学习'),
  assignment: say('Assignment', '作业'),
  answer: say('Answer', '作答'),
};

/** The schemas of a field of an object, or of an item of a list. */
function inside(schema: z.ZodType, key: string): readonly z.ZodType[] {
  const { inner } = unwrap(schema);
  if (inner instanceof z.ZodObject) return key in inner.shape ? [inner.shape[key] as z.ZodType] : [];
  if (inner instanceof z.ZodArray) return /^\d+$/.test(key) ? [inner.element as z.ZodType] : [];
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((one) => inside(one as z.ZodType, key));
  return [];
}

/** The label of a place, if all kinds that have it call it the same. */
function labelOf(schemas: readonly z.ZodType[]): Text | undefined {
  const labels = schemas.flatMap((schema) => unwrap(schema).meta?.label ?? []);
  const [first] = labels;
  return first && labels.every(({ en }) => en === first.en) ? first : undefined;
}

function along(root: z.ZodType, keys: readonly string[]): Text | undefined {
  let schemas: readonly z.ZodType[] = [root];
  const parts: Text[] = [];
  for (const [i, key] of keys.entries()) {
    schemas = schemas.flatMap((schema) => inside(schema, key));
    if (schemas.length === 0) return undefined;
    const last = i === keys.length - 1;
    const list = places[keys[i - 1] ?? ''];
    if (/^\d+$/.test(key)) {
      if (!list) return undefined;
      parts.push(say(`${list.en} ${Number(key) + 1}`, `${list['zh-CN']} ${Number(key) + 1}`));
    } else if (last) {
      // An object's kind goes by the object's own name.
      const own = key === 'kind' ? undefined : (labelOf(schemas) ?? words[key]);
      const named = key === 'kind' ? words[keys[i - 1] ?? ''] : own;
      // “Target labels per class” says of itself that it is the target’s.
      if (named && parts.length > 0 && named.en.startsWith(parts.at(-1)!.en)) parts.pop();
      if (named) parts.push(named);
      // Kinds of an item call the field by different names, so that its own name is the clearest.
      else if (!/\d/.test(parts.at(-1)?.en ?? '')) return undefined;
      else if (key !== 'kind') parts.push(say(key, key));
    } else if (places[key] && !/^\d+$/.test(keys[i + 1]!)) parts.push(places[key]);
  }
  return parts.length === 0
    ? undefined
    : say(parts.map(({ en }) => en).join(comma.en), parts.map((part) => part['zh-CN']).join(comma['zh-CN']));
}

/**
 * What the page calls a field of a file: `network.depth` is “Depth”, `network.hidden.2.units` “Layer 3, Units”.
 * @param path dotted; `axes.0 (network.depth)` names both
 * @returns undefined for a path that the page has no name for
 */
export function fieldLabel(path: string): Text | undefined {
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (file) return file;
  const nested = /^(\S+) \((\S+)\)$/.exec(path);
  if (nested) {
    const [outer, inner] = [fieldLabel(nested[1]!), fieldLabel(nested[2]!)];
    return outer && inner && say(`${outer.en} (${inner.en})`, `${outer['zh-CN']}（${inner['zh-CN']}）`);
  }
  for (const root of roots) {
    const found = along(root, path.split('.'));
    if (found) return found;
  }
  return undefined;
}
