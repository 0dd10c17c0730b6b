import { z } from 'zod';
import { field, type SpecOf, unionOf } from '../base/entry';
import { coded, enumerated, Problem, say } from '../base/problem';
import { dataSets } from '../data/sets';
import { type MethodSpec, methods } from '../engine/distillation/methods';
import type { Method } from '../engine/distillation/methods/method';
import { losses } from '../engine/losses';
import { type ExperimentSpec, experimentSchema, hiddenLayers, networkSchema } from './experiment';
import { type FileFormat, parseFile, parseJson } from './parse';
import { taskOf } from './task';

/** The distillation file, version 1: a teacher, a student, and the methods of teaching it that are compared. */

/** The largest number of students in a race; a chart cannot distinguish more. */
export const maxStudents = 12;

/** Changes to the teacher's outputs before a student sees them. */
export const teacherOutputsOptions = ['asTaught', 'shuffledInClass', 'shuffled'] as const;
export type TeacherOutputsOption = (typeof teacherOutputsOptions)[number];

const { activation, initializer, normalization, residual } = networkSchema.shape;

/**
 * The parts of a student's network that differ from the other students'. Layers and units stay the same, so that students are
 * comparable.
 */
const ownNetworkSchema = z.strictObject({
  activation,
  initializer: initializer.unwrap().optional(),
  normalization: normalization.unwrap().optional(),
  residual: residual.unwrap().optional(),
});

/** Fields that every student has, besides its method's own. */
export const sharedStudentFields = {
  unlabelled: field(z.boolean().default(false), {
    label: { en: 'Unlabelled inputs too', 'zh-CN': '也用无标签输入' },
    short: { en: '+ unlabelled', 'zh-CN': '+ 无标签' },
    help: {
      en: 'Also learns the teacher’s outputs on the inputs of the transfer set that have no label.',
      'zh-CN': '同时学习教师网络在迁移集中无标签输入上的输出。',
    },
  }),
  teacherOutputs: field(z.enum(teacherOutputsOptions).default('asTaught'), {
    label: { en: 'Teacher’s outputs', 'zh-CN': '教师网络输出' },
    help: {
      en: 'Unshuffled; or a wrong teacher, whose outputs are shuffled among the samples of the same class, or among all: shows what is left of the gain without its knowledge.',
      'zh-CN': '原始输出；或作为对照，在同类样本之间或全部样本之间打乱输出：看去掉知识后增益还剩多少。',
    },
    options: {
      asTaught: say('teacher’s outputs, unshuffled', '原始输出'),
      shuffledInClass: say('shuffled within class', '类内打乱'),
      shuffled: say('shuffled', '全部打乱'),
    },
    unnamed: 'asTaught',
  }),
};

export const studentSchema = unionOf(methods, {
  ...sharedStudentFields,
  network: ownNetworkSchema.optional(),
});
export type StudentSpec = SpecOf<typeof methods> & {
  readonly unlabelled: boolean;
  readonly teacherOutputs: TeacherOutputsOption;
  readonly network?: z.output<typeof ownNetworkSchema> | undefined;
};

const role = (wanted: Method['role'], least: number) =>
  z
    .array(studentSchema)
    .min(least)
    .max(maxStudents)
    .superRefine((list, context) => {
      list.forEach((student, i) => {
        if ((methods[student.kind] as Method).role === wanted) return;
        const names = Object.entries(methods).filter(([, method]) => (method as Method).role === wanted);
        context.addIssue({
          code: 'custom',
          path: [i, 'kind'],
          message: 'of the other list',
          params: {
            found: coded(`"${student.kind}"`, methods[student.kind].title),
            allowed: enumerated(names.map(([name, { title }]) => coded(name, title))),
          },
        });
      });
    });

export const transferSetSchema = z.strictObject({
  labelsPerClass: field(z.int().min(1).max(100_000).nullable().default(null), {
    label: { en: 'Labels per class', 'zh-CN': '每类标签数' },
    help: {
      en: 'How many training samples of each class keep their label; the others become inputs without a label. By default all.',
      'zh-CN': '每类有多少训练样本保留标签，其余成为无标签输入；默认全部保留。',
    },
    unset: { en: 'all', 'zh-CN': '全部' },
    scale: 'log',
    sliderRange: [1, 1000],
  }),
  withoutClass: field(z.int().min(0).max(99).nullable().default(null), {
    label: { en: 'Class left out', 'zh-CN': '缺失类别' },
    help: {
      en: 'Students never see a training sample of this class (counted from 0); the teacher did, and the test set has it (Hinton et al. 2015, section 3).',
      'zh-CN':
        '学生网络从未见过该类（从 0 计）的训练样本；教师网络见过，测试集也有（Hinton 等 2015 第 3 节）。',
    },
    unset: { en: 'none', 'zh-CN': '无' },
    sliderRange: [0, 9],
    step: 1,
  }),
  unlabelled: field(z.int().min(0).max(100_000).default(0), {
    label: { en: 'Unlabelled inputs', 'zh-CN': '无标签输入数' },
    help: {
      en: 'Additional inputs without labels from the same distribution (for generated data only). Used by students with “Unlabelled inputs too”.',
      'zh-CN': '从同一分布另外抽取的无标签输入（仅限生成的数据）；由选择“也用无标签输入”的学生网络使用。',
    },
    scale: 'log',
    sliderRange: [1, 10_000],
  }),
});

export const distillationSchema = z.strictObject({
  format: z.literal('gradient-lab/distillation'),
  version: z.literal(1),
  name: z.string().max(200).default('Untitled'),
  teacher: experimentSchema,
  /** Its data train and test the students; its seed is theirs. */
  student: experimentSchema,
  transfer: transferSetSchema.prefault({}),
  /** The teaching methods, one student each. A single one may be written without brackets. */
  method: role('method', 0),
  /** The controls that the methods are compared with, one student each. */
  controls: role('control', 0).prefault([{ kind: 'hardLabels' } as never]),
  /** The number of repeats; they use the seeds after the file's. */
  seeds: z.int().min(1).max(100).default(1),
});

export type Distillation = z.output<typeof distillationSchema>;

const format: FileFormat<typeof distillationSchema> = {
  name: 'gradient-lab/distillation',
  noun: 'distillation',
  schema: distillationSchema,
  migrate: ({ method, ...value }) => ({
    ...value,
    ...(method === undefined ? {} : { method: Array.isArray(method) ? method : [method] }),
  }),
};

/**
 * Parses a distillation from a value such as `JSON.parse` gives, and fills in defaults. Properties that only the data show
 * (their classes, their inputs) are checked when the data are built.
 * @throws Problem the first fault: which field, what was found, what is allowed
 */
export function parseDistillation(value: unknown): Distillation {
  const distillation = parseFile(format, value);
  checkDistillation(distillation);
  return distillation;
}

/** Parses a distillation from a file's text. @throws Problem as `parseDistillation`, and for text that is not JSON */
export const parseDistillationText = (text: string): Distillation =>
  parseDistillation(parseJson(text, format.noun));

/** Writes a distillation as text that `parseDistillationText` reads back unchanged. */
export const serializeDistillation = (distillation: Distillation): string =>
  `${JSON.stringify(distillation, null, 2)}\n`;

/** The students of a race, controls first. */
export const studentsOf = ({ controls, method }: Distillation): readonly StudentSpec[] =>
  [...controls, ...method] as readonly StudentSpec[];

/** The experiment that a student trains: the file's student with the changes of this student's own network. */
export function experimentOf({ student }: Distillation, { network }: StudentSpec): ExperimentSpec {
  if (!network) return student;
  const { activation, ...others } = network;
  const { hidden } = student.network;
  const activated =
    activation === undefined
      ? {}
      : hidden
        ? { hidden: hidden.map((layer) => ({ ...layer, activation })) }
        : { activation };
  return { ...student, network: { ...student.network, ...given(others), ...activated } };
}

/** The fields that are defined. */
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** The method of a student. */
export const methodOf = ({ kind }: MethodSpec): Method => methods[kind as keyof typeof methods];

/** The distillation with other seeds, for the n-th repeat. */
export const repeatOf = (distillation: Distillation, n: number): Distillation => ({
  ...distillation,
  teacher: { ...distillation.teacher, seed: distillation.teacher.seed + n },
  student: { ...distillation.student, seed: distillation.student.seed + n },
});

function checkDistillation(distillation: Distillation): void {
  for (const role of ['teacher', 'student'] as const) {
    const spec = distillation[role];
    if (taskOf(spec.data) === 'regression') {
      const { title } = dataSets[spec.data.kind];
      throw new Problem('mismatch', {
        field: `${role}.data.kind`,
        found: say(`“${title.en}” is a regression`, `“${title['zh-CN']}”是回归任务`),
        allowed: say('data with classes', '有类别的数据'),
      });
    }
  }
  const { loss } = distillation.student.training;
  if (loss !== 'crossEntropy') {
    throw new Problem('wrongKind', {
      field: 'student.training.loss',
      found: coded(`"${loss}"`, losses[loss].title),
      allowed: coded('crossEntropy', losses.crossEntropy.title),
    });
  }
  const students = studentsOf(distillation);
  if (students.length === 0) {
    throw new Problem('tooSmall', {
      field: 'method',
      found: say('no student at all', '没有任何学生网络'),
      allowed: say('one method or baseline', '一种方法或一个对照'),
    });
  }
  if (students.length > maxStudents) {
    throw new Problem('tooLarge', {
      field: 'method',
      found: say(`${students.length} students`, `${students.length} 个学生网络`),
      allowed: String(maxStudents),
    });
  }
}

/**
 * Whether the student has more hidden layers than its teacher, or more units in some layer. This is allowed, but the page
 * mentions it.
 */
export function outgrows({ teacher, student }: Distillation): 'wider' | 'deeper' | undefined {
  const taught = hiddenLayers(student.network);
  const teaching = hiddenLayers(teacher.network);
  if (taught.length > teaching.length) return 'deeper';
  const widest = (layers: readonly { readonly units: number }[]) =>
    Math.max(...layers.map(({ units }) => units));
  return widest(taught) > widest(teaching) ? 'wider' : undefined;
}

/** The list of a file that holds the students of a method. */
export const roleOf = (kind: StudentSpec['kind']): 'method' | 'controls' =>
  (methods[kind] as Method).role === 'control' ? 'controls' : 'method';

/** A new student of a method, with the method's defaults. */
export const newStudent = (kind: keyof typeof methods): StudentSpec =>
  studentSchema.parse({ kind } as never) as StudentSpec;
