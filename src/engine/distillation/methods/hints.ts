import { z } from 'zod';
import { field, type Text } from '../../../base/entry';
import { coded, Problem, say } from '../../../base/problem';
import type { Algebra } from '../../algebra';
import type { Kernels, Matrix } from '../../kernels/kernels';
import { softmax } from '../../numeric/softmax';
import type { Objective, ObjectiveIO, OwnParameter } from '../../objective';
import { type DistillationInput, defineMethod, type Layers } from './method';
import { alpha, temperature, weight } from './params';
import { softLoss } from './softLoss';

const layer = (label: Text, help: Text) =>
  field(z.int().min(1).max(200).nullable().default(null), {
    label,
    help,
    sliderRange: [1, 20],
    step: 1,
  });

/** What the page calls the two layers. */
const layerNames = {
  teacherLayer: say('Teacher’s layer', '教师网络的层'),
  studentLayer: say('Student’s layer', '学生网络的层'),
};

/** A hidden layer of the teacher guides a hidden layer of the student. */
export const hints = defineMethod({
  title: { en: 'Hints (FitNets)', 'zh-CN': 'Hint 蒸馏（FitNets）' },
  summary: {
    en: 'A hidden layer of the student learns to reproduce the output of a hidden layer of the teacher, through a linear regressor if their widths differ. The term enters in the middle of the network, so earlier layers need no signal from the output. The paper anneals the teacher’s weight during distillation; here α is constant.',
    'zh-CN':
      '学生网络的一个隐藏层学习重现教师网络某隐藏层的输出；宽度不同时经线性回归器。该项作用于网络中部，前面各层不必依赖来自输出的信号。原论文在蒸馏阶段对教师网络项的权重退火；这里 α 保持不变。',
  },
  formula: 'L_{\\text{hint}} = \\tfrac12 \\lVert h_t - (W^\\top a_s + b) \\rVert^2',
  source: 'Romero et al. 2015, arXiv:1412.6550, eq. 3',
  role: 'method',
  unlabelled: true,
  params: {
    stages: field(z.enum(['two', 'joint']).default('two'), {
      label: { en: 'Stages', 'zh-CN': '阶段' },
      help: {
        en: 'Two stages: hints only, then distillation only, as published. Joint: both at every step.',
        'zh-CN': '两阶段：先只学 hint，再只做蒸馏（原论文）。同时：每步都做两者。',
      },
      options: { two: { en: 'two stages', 'zh-CN': '两阶段' }, joint: { en: 'joint', 'zh-CN': '同时' } },
    }),
    teacherLayer: layer(layerNames.teacherLayer, {
      en: 'The teacher’s hidden layer that gives the hints, counted from 1; by default the middle one.',
      'zh-CN': '给出 hint 的教师网络隐藏层，从 1 数起；默认为中间层。',
    }),
    studentLayer: layer(layerNames.studentLayer, {
      en: 'The student’s hidden layer that learns the hints, counted from 1; by default the middle one.',
      'zh-CN': '学习 hint 的学生网络隐藏层，从 1 数起；默认为中间层。',
    }),
    hintShare: field(z.number().min(0).max(1).default(0.5), {
      label: { en: 'Share of stage one', 'zh-CN': '第一阶段占比' },
      help: {
        en: 'With two stages: the share of steps that train on hints only.',
        'zh-CN': '两阶段时：只学 hint 的步数比例。',
      },
      sliderRange: [0, 1],
      step: 0.05,
    }),
    weight: weight(
      1,
      { en: 'Weight of the hint', 'zh-CN': 'Hint 权重' },
      {
        en: 'If joint: weight of the hint, relative to distillation.',
        'zh-CN': '同时进行时：hint 相对于蒸馏的权重。',
      },
    ),
    alpha: alpha(0.1),
    temperature: temperature(4),
  },
  plan: () => ({ kind: 'teacher' }),
  teacherLayers({ teacherLayer, studentLayer }, teacher, student) {
    layerIndex(student, studentLayer, 'studentLayer');
    return [layerIndex(teacher, teacherLayer, 'teacherLayer')];
  },
  teach(input, { stages, teacherLayer, studentLayer, hintShare, weight, alpha, temperature }) {
    const from = layerIndex(input.teacher, teacherLayer, 'teacherLayer');
    const to = layerIndex(input.student, studentLayer, 'studentLayer');
    const { logits, classes, labelled, steps } = input;
    const distillation = softLoss(
      { soft: softmax(logits[0]!, classes, temperature), labelled, classes },
      { hard: alpha, soft: 1 - alpha, temperature },
    );
    const stageOne = Math.round(hintShare * steps);
    const share = stages === 'joint' ? () => weight : (step: number) => (step < stageOne ? 1 : 0);
    return {
      objective: hinted(input, { from, to }, { distillation, share, instead: stages === 'two' }),
    };
  },
  pytorch({ stages, teacherLayer, studentLayer, hintShare, weight, alpha, temperature }, networks) {
    const layers = {
      teacher: layerIndex(networks.teacher, teacherLayer, 'teacherLayer'),
      student: layerIndex(networks.student, studentLayer, 'studentLayer'),
    };
    const [from, to] = [networks.student[layers.student]!, networks.teacher[layers.teacher]!];
    const regressor = from !== to;
    const soft = `soft_loss(softened(t, ${temperature}), s, ${temperature})`;
    return {
      lines: [
        `hint = ((${regressor ? 'regressor(h_s)' : 'h_s'} - h_t) ** 2).sum(1).mean() / 2`,
        `distilled = ${alpha} * cross_entropy(s, y) + (1 - ${alpha}) * ${soft}`,
        ...(stages === 'joint'
          ? [`return ${weight} * hint + distilled`]
          : [
              `share = float(step < ${Math.round(hintShare * networks.steps)})`,
              'return share * hint + (1 - share) * distilled',
            ]),
      ],
      layers,
      ...(regressor
        ? {
            before: [
              `regressor = nn.Linear(${from}, ${to})`,
              'with torch.no_grad():',
              `    regressor.weight.copy_(random.normals(${from}, ${to}).T / ${from} ** 0.5)`,
              '    regressor.bias.zero_()',
            ],
            trains: 'regressor',
          }
        : {}),
    };
  },
});

/** A layer's index, counted from 0. Default: the middle hidden layer. */
function layerIndex(layers: Layers, chosen: number | null, name: keyof typeof layerNames): number {
  if (chosen === null) return Math.floor((layers.length - 1) / 2);
  if (chosen > layers.length)
    throw new Problem('tooLarge', {
      field: coded(name, layerNames[name]),
      found: chosen,
      allowed: layers.length,
    });
  return chosen - 1;
}

interface Blend {
  readonly distillation: Objective;
  /** The hint's share of the loss at a step. */
  readonly share: (step: number) => number;
  /** Whether the hint's share reduces the share of distillation. */
  readonly instead: boolean;
}

/**
 * `share · ½‖h − r(a)‖² + L`, or `share · ½‖h − r(a)‖² + (1 − share) · L`; both terms are means over the batch. h
 * `[batch, teacher's units]` is the output of the teacher's layer, and a the student's. r is a linear regressor with
 * its own parameters, or the identity if both layers have the same width.
 */
function hinted(
  input: DistillationInput,
  { from, to }: { from: number; to: number },
  { distillation, share, instead }: Blend,
): Objective {
  const units = { teacher: input.teacher[from]!, student: input.student[to]! };
  return {
    columns: { ...distillation.columns, hint: { cols: units.teacher, values: input.hidden(from) } },
    injects: [to],
    parameters: units.teacher === units.student ? [] : regressor(units, input),
    factors: (step) => [share(step)],
    prepare(kernels, io) {
      const losses = { hint: kernels.matrix(1, 1), distillation: kernels.matrix(1, 1) };
      const hint = hintTerm(kernels, io, io.flows[to]!, losses.hint);
      const other = distillation.prepare(kernels, { ...io, result: losses.distillation, slot: 0 });
      const rest = <T>(m: Algebra<T>, term: T, share: T): T =>
        instead ? m.mul(term, m.sub(1, share)) : term;
      return {
        scratch: [...Object.values(losses), ...hint.scratch, ...other.scratch],
        run() {
          hint.run();
          other.run();
          kernels.map([io.signal], (m, delta, share) => [rest(m, delta!, share!)], [io.signal, io.factors!]);
          kernels.measure(
            io.result,
            io.slot,
            'sum',
            (m, hint, other, share) => m.add(m.mul(hint, share!), rest(m, other!, share!)),
            [losses.hint, losses.distillation, io.factors!],
          );
        },
      };
    },
  };
}

/** W `[student's units, teacher's units]`, N(0, 1 / student's units), and b. */
function regressor(
  units: { teacher: number; student: number },
  { random }: DistillationInput,
): OwnParameter[] {
  const std = 1 / Math.sqrt(units.student);
  const weights = Float64Array.from({ length: units.student * units.teacher }, () => std * random.normal());
  return [
    { rows: units.student, cols: units.teacher, values: weights },
    { rows: 1, cols: units.teacher, values: new Float64Array(units.teacher) },
  ];
}

/** The hint's loss. With the present share, it also gives the gradients for the student's layer and the regressor. */
function hintTerm(
  kernels: Kernels,
  { columns, parameters, factors: share }: ObjectiveIO,
  { output, injection }: ObjectiveIO['flows'][number],
  loss: Matrix,
) {
  const hint = columns.hint!;
  const { rows, cols } = hint;
  const [weights, biases] = parameters;
  const gradient = injection!.gradient;
  const guess = weights ? kernels.matrix(rows, cols) : output;
  const error = weights ? kernels.matrix(rows, cols) : gradient;
  return {
    scratch: weights ? [guess, error] : [],
    run() {
      if (weights) kernels.multiply(guess, output, weights.value, { bias: biases!.value });
      kernels.measure(loss, 0, 'sum', (m, r, h) => m.div(m.square(m.sub(r, h!)), 2 * rows), [guess, hint]);
      kernels.map([error], (m, r, h, share) => [m.mul(m.div(m.sub(r!, h!), rows), share!)], [
        guess,
        hint,
        share!,
      ]);
      if (!weights) return;
      kernels.multiply(gradient, error, weights.value, { transposeB: true });
      kernels.multiply(weights.gradient, output, error, { transposeA: true });
      kernels.foldColumns(biases!.gradient, 'sum', (_m, e) => e, [error]);
    },
  };
}
