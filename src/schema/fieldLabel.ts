import { z } from 'zod';
import type { Text } from '../base/entry';
import type { Language } from '../base/languages';
import { say } from '../base/problem';
import { answerSchema } from './assignment/answer';
import { assignmentSchema } from './assignment/assignment';
import { distillationSchema } from './distillation';
import { experimentSchema } from './experiment';
import { unwrap } from './fields';
import { fieldWords } from './fieldWords';
import { comma } from './names';
import { sweepSchema } from './sweep';
import { transferSchema } from './transfer';

const roots: readonly z.ZodType[] = [
  experimentSchema,
  distillationSchema,
  transferSchema,
  sweepSchema,
  assignmentSchema,
  answerSchema,
];

/** Places that hold a whole experiment or one of several alike; a field within them is named after them. */
const places: Readonly<Record<string, Text>> = {
  teacher: say('Teacher', '教师网络'),
  student: say('Student', '学生网络'),
  source: say('Source', '源域'),
  target: say('Target', '目标域'),
  start: say('Experiment to start from', '起始实验'),
  hidden: say('Layer', '层'),
  layers: say('Layer', '层'),
  axes: say('Axis', '坐标轴'),
  method: say('Method', '方法'),
  methods: say('Method', '方法'),
  controls: say('Baseline', '对照'),
  shifts: say('Shift', '偏移'),
  sourceShifts: say('Shift of the teacher’s view', '教师网络视图的偏移'),
  settings: say('Allowed setting', '允许修改的设置'),
  goals: say('Goal', '目标'),
  images: say('Images', '图像'),
  labels: say('Labels', '标签'),
  test: say('Test table', '测试表格'),
  claimed: fieldWords.claimed!,
};

/** Items of other lists. */
const items: Readonly<Record<string, Text>> = {
  inputs: say('Input', '输入'),
  labels: say('Label', '标签'),
  targets: say('Target value', '目标值'),
  weights: say('Weights, row', '权重，行'),
  biases: say('Bias', '偏置'),
  points: say('Point', '点'),
  columns: say('Column', '列'),
  values: say('Value', '取值'),
  features: say('Input feature', '输入特征'),
  classNames: say('Class name', '类别名称'),
};

/** Whole files, where a sentence is about no field of them. */
const files: Readonly<Record<string, Text>> = {
  experiment: say('Experiment', '实验'),
  distillation: say('Distillation', '知识蒸馏'),
  transfer: say('Transfer', '迁移学习'),
  assignment: say('Assignment', '作业'),
  answer: say('Answer', '作答'),
  sweep: fieldWords.sweep!,
  link: say('Link', '链接'),
  runs: say('Runs', '运行'),
  backend: say('Compute backend', '计算后端'),
  checkpoint: say('Checkpoint', '检查点'),
};

/** The schemas of a field of an object, or of an item of a list. */
function inside(schema: z.ZodType, key: string): readonly z.ZodType[] {
  const { inner } = unwrap(schema);
  if (inner instanceof z.ZodObject) return key in inner.shape ? [inner.shape[key] as z.ZodType] : [];
  if (inner instanceof z.ZodArray) return /^\d+$/.test(key) ? [inner.element as z.ZodType] : [];
  if (inner instanceof z.ZodTuple) return isIndex(key) ? [inner.def.items[Number(key)] as z.ZodType] : [];
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((one) => inside(one as z.ZodType, key));
  return [];
}

/** The label of a place; where kinds that have it call it by different names, all of these. */
function labelOf(schemas: readonly z.ZodType[]): Text | undefined {
  const labels = schemas.flatMap((schema) => unwrap(schema).meta?.label ?? []);
  if (labels.length === 0) return undefined;
  const all = (language: Language) => [...new Set(labels.map((label) => label[language]))].join(' / ');
  return say(all('en'), all('zh-CN'));
}

/** Whether a place is the `kind` that says which of several objects its object is. */
const isTag = (schemas: readonly z.ZodType[]): boolean =>
  schemas.every((schema) => unwrap(schema).inner instanceof z.ZodLiteral);

const wordOf = (key: string, list: string): Text | undefined =>
  fieldWords[`${list}.${key}`] ?? (Object.hasOwn(fieldWords, key) ? fieldWords[key] : undefined);

/** An item of a list: “Layer 3”, “Inputs, row 2, number 5”. */
function itemOf(keys: readonly string[], i: number): Text {
  const [list, number] = [keys[i - 1]!, Number(keys[i]) + 1];
  const item = places[list] ?? items[list];
  if (item) return say(`${item.en} ${number}`, `${item['zh-CN']} ${number}`);
  return isIndex(list)
    ? say(`number ${number}`, `第 ${number} 个数`)
    : say(`item ${number}`, `第 ${number} 项`);
}

const isIndex = (key: string | undefined): boolean => /^\d+$/.test(key ?? '');

function along(root: z.ZodType, keys: readonly string[], label?: Text): Text | undefined {
  let schemas: readonly z.ZodType[] = [root];
  const parts: Text[] = [];
  for (const [i, key] of keys.entries()) {
    schemas = schemas.flatMap((schema) => inside(schema, key));
    if (schemas.length === 0) return undefined;
    const last = i === keys.length - 1;
    if (isIndex(key)) parts.push(itemOf(keys, i));
    else if (last) {
      // An object's kind goes by the object's own name, which an item of a list has already.
      const tag = key === 'kind' && isTag(schemas);
      if (tag && isIndex(keys[i - 1])) break;
      const named = tag
        ? wordOf(keys[i - 1] ?? '', '')
        : (label ?? labelOf(schemas) ?? wordOf(key, keys[i - 1] ?? ''));
      // “Target labels per class” says of itself that it is the target’s.
      if (named && parts.length > 0 && named.en.startsWith(parts.at(-1)!.en)) parts.pop();
      parts.push(named ?? say(`“${key}”`, `“${key}”`));
    } else if (places[key] && !isIndex(keys[i + 1])) parts.push(places[key]);
    else if (!places[key] && !items[key] && isIndex(keys[i + 1]))
      parts.push(wordOf(key, '') ?? say(key, key));
  }
  return parts.length === 0
    ? undefined
    : say(parts.map(({ en }) => en).join(comma.en), parts.map((part) => part['zh-CN']).join(comma['zh-CN']));
}

/**
 * What the page calls a field of a file: `network.depth` is “Depth”, `network.hidden.2.units` “Layer 3, Units”.
 * @param path dotted; `axes.0 (network.depth)` names both
 * @param own the label that the object gives the field, which is of one kind
 * @returns undefined for a path that the page has no name for
 */
export function fieldLabel(path: string, own?: Text): Text | undefined {
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (file) return file;
  const nested = /^(\S+) \((\S+)\)$/.exec(path);
  if (nested) {
    const outer = fieldLabel(nested[1]!);
    const inner = fieldLabel(nested[2]!, own);
    return outer && inner && say(`${outer.en} (${inner.en})`, `${outer['zh-CN']}（${inner['zh-CN']}）`);
  }
  // What is kept of a study or a comparison holds whole experiments.
  const keys = path.replace(/^(?:runs\.\d+\.)?spec\./, '').split('.');
  for (const root of roots) {
    const found = along(root, keys, own);
    if (found) return found;
  }
  return undefined;
}
