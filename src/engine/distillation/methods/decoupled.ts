import type { Algebra } from '../../algebra';
import type { Kernels, Matrix } from '../../kernels/kernels';
import { argmax } from '../../numeric/argmax';
import type { Objective } from '../../objective';
import { labelTerm } from './labelTerm';
import { type DistillationInput, defineMethod } from './method';
import { temperature, weight } from './params';
import { divergence } from './soften';

/** Distillation in two parts: the confidence in the target class, and the comparison of the other classes. */
export const decoupled = defineMethod({
  title: { en: 'Decoupled distillation (DKD)', 'zh-CN': '解耦蒸馏（DKD）' },
  summary: {
    en: 'Hinton’s term has two parts: the teacher’s confidence in the target class, and its probabilities of the other classes, which count less the more confident it is. Here each part has a weight of its own. A sample without a label takes the teacher’s argmax as its target class. There is no warm-up: both terms have their full weight from the first step, which the authors’ code reaches linearly over the first epochs.',
    'zh-CN':
      'Hinton 的损失含两部分：教师网络对目标类的置信度，以及其余类别之间的相对概率；置信度越高，后者的作用越小。这里两者各有权重。无标签样本以教师网络的 argmax 为目标类。没有预热：两项从第一步起就取全部权重，而作者的代码在最初若干轮内线性增大。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + T^2\\left(\\alpha\\,\\mathrm{KL}(b^t\\|b^s) + \\beta\\,\\mathrm{KL}(\\hat p^t\\|\\hat p^s)\\right)',
  source: 'Zhao et al. 2022, arXiv:2203.08679, eq. 7',
  role: 'method',
  unlabelled: true,
  params: {
    hard: weight(
      1,
      { en: 'Weight of hard labels λ', 'zh-CN': '硬标签权重 λ' },
      { en: 'Weight of the cross-entropy with the labels.', 'zh-CN': '对标签的交叉熵的权重。' },
    ),
    target: weight(
      1,
      { en: 'Weight of the target class α', 'zh-CN': '目标类权重 α' },
      {
        en: 'Weight of the teacher’s confidence in the target class.',
        'zh-CN': '教师网络对目标类置信度的权重。',
      },
    ),
    others: weight(
      8,
      { en: 'Weight of the other classes β', 'zh-CN': '非目标类权重 β' },
      {
        en: 'Weight of the comparison between the other classes.',
        'zh-CN': '其余类别之间比较的权重。',
      },
    ),
    temperature: temperature(4),
  },
  plan: () => ({ kind: 'teacher' }),
  teach: (lesson, { hard, target, others, temperature }) => ({
    objective: decoupledLoss(teacherParts(lesson, temperature), { hard, target, others, temperature }),
  }),
  pytorch: ({ hard, target, others, temperature }) => ({
    lines: [
      `return ${hard} * cross_entropy(s, y) + decoupled(s, t, y, known, ${target}, ${others}, ${temperature})`,
    ],
    functions: decoupledPytorch,
  }),
});

const decoupledPytorch = `def decoupled(s, t, y, known, alpha, beta, T):
    """T² (alpha KL of the target class against all others + beta KL among the others), a mean over the batch."""
    target = torch.where(known > 0, y, t).argmax(1)
    mask = nn.functional.one_hot(target, t.shape[1]).bool()

    def parts(z):
        """The log-odds of the target class, and the logarithms of the other classes' shares."""
        others = (z / T).masked_fill(mask, -1e38)
        return (z / T)[mask] - others.logsumexp(1), others.log_softmax(1)

    (u, log_p), (v, log_q) = parts(s), parts(t)
    sure = nn.functional.logsigmoid
    target_class = torch.sigmoid(v) * (sure(v) - sure(u)) + torch.sigmoid(-v) * (sure(-v) - sure(-u))
    other_classes = (log_q.exp() * (log_q - log_p)).sum(1)
    return T ** 2 * (alpha * target_class + beta * other_classes).mean()`;

interface TeacherParts {
  readonly classes: number;
  /** `[rows]` */
  readonly labelled: Float64Array;
  /** The target class, one-hot `[rows, classes]`. */
  readonly target: Float64Array;
  /** ln q/(1 − q) of the target class at T `[rows]`, computed from the logits. A float may not resolve 1 − q. */
  readonly odds: Float64Array;
  /** The softmax at T over the other classes only `[rows, classes]`; 0 at the target. */
  readonly others: Float64Array;
}

function teacherParts(
  { rows, classes, labelled, targets, logits }: DistillationInput,
  temperature: number,
): TeacherParts {
  const t = logits[0]!;
  const target = new Float64Array(rows * classes);
  const odds = new Float64Array(rows);
  const others = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const own = argmax(labelled[row] ? targets : t, row, classes);
    const at = (k: number) => t[row * classes + k]! / temperature;
    target[row * classes + own] = 1;
    let top = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) if (k !== own) top = Math.max(top, at(k));
    let sum = 0;
    for (let k = 0; k < classes; k++) if (k !== own) sum += Math.exp(at(k) - top);
    for (let k = 0; k < classes; k++) if (k !== own) others[row * classes + k] = Math.exp(at(k) - top) / sum;
    odds[row] = at(own) - top - Math.log(sum);
  }
  return { classes, labelled, target, odds, others };
}

/** ln σ(x), finite for every finite x. */
const logSigmoid = <T>(m: Algebra<T>, x: T): T => m.sub(m.min(x, 0), m.log1p(m.exp(m.neg(m.abs(x)))));

/** σ(x) − σ(y) without loss of digits near 1. */
const sigmoidDifference = <T>(m: Algebra<T>, x: T, y: T): T =>
  m.where(
    m.greater(x, 0),
    m.sub(m.sigmoid(m.neg(y)), m.sigmoid(m.neg(x))),
    m.sub(m.sigmoid(x), m.sigmoid(y)),
  );

/**
 * `hard · CE + T² (target · TCKD + others · NCKD)`, a mean over the batch. u is the student's log-odds of the target
 * class at T, and v the teacher's. Then `∂TCKD/∂u = σ(u) − σ(v)`. `∂u/∂z` is 1/T at the target and −p̂/T elsewhere.
 * `∂NCKD/∂z = (p̂ − q̂)/T`.
 */
function decoupledLoss(
  parts: TeacherParts,
  weights: {
    readonly hard: number;
    readonly target: number;
    readonly others: number;
    readonly temperature: number;
  },
): Objective {
  const { temperature: T } = weights;
  const { classes } = parts;
  return {
    columns: {
      labelled: { cols: 1, values: parts.labelled },
      target: { cols: classes, values: parts.target },
      odds: { cols: 1, values: parts.odds },
      others: { cols: classes, values: parts.others },
    },
    prepare(kernels, io) {
      const { outputs, signal, result, slot, columns } = io;
      const { rows } = outputs;
      const losses = Array.from({ length: 3 }, () => kernels.matrix(1, 1));
      const [labelLoss, targetLoss, othersLoss] = losses as [Matrix, Matrix, Matrix];
      const labels = labelTerm(kernels, io, {
        labelled: columns.labelled!,
        weight: weights.hard,
        loss: labelLoss,
      });
      const student = studentParts(kernels, outputs, columns.target!, T);
      const perRow = (T * T) / rows;
      return {
        scratch: [...losses, ...labels.scratch, ...student.scratch],
        run() {
          labels.run();
          student.run();
          kernels.map(
            [signal],
            (m, delta, chosen, u, v, logP, q) => {
              const p = m.mul(m.exp(logP!), m.sub(1, chosen!));
              const sure = m.mul(sigmoidDifference(m, u!, v!), m.sub(chosen!, p));
              const terms = m.add(m.mul(sure, weights.target), m.mul(m.sub(p, q!), weights.others));
              return [m.add(delta!, m.mul(terms, perRow / T))];
            },
            [signal, columns.target!, student.odds, columns.odds!, student.logOthers, columns.others!],
          );
          kernels.measure(
            targetLoss,
            0,
            'sum',
            (m, u, v) => {
              const at = (x: typeof u, y: typeof u) =>
                m.mul(m.sigmoid(x), m.sub(logSigmoid(m, x), logSigmoid(m, y)));
              return m.mul(m.add(at(v!, u), at(m.neg(v!), m.neg(u))), weights.target * perRow);
            },
            [student.odds, columns.odds!],
          );
          kernels.measure(
            othersLoss,
            0,
            'sum',
            (m, logP, q) => m.mul(divergence(m, q!, logP), weights.others * perRow),
            [student.logOthers, columns.others!],
          );
          kernels.measure(result, slot, 'sum', (m, a, b, c) => m.add(m.add(a, b!), c!), losses);
        },
      };
    },
  };
}

/** The student's log-odds of the target class at T `[batch, 1]`, and ln p̂ of the other classes `[batch, classes]`. */
function studentParts(kernels: Kernels, z: Matrix, target: Matrix, T: number) {
  const column = () => kernels.matrix(z.rows, 1);
  const [own, top, sum, odds] = [column(), column(), column(), column()];
  const logOthers = kernels.matrix(z.rows, z.cols);
  // A value far below any logit and within float32.
  const excluded = -1e38;
  return {
    odds,
    logOthers,
    scratch: [own, top, sum, odds, logOthers],
    run() {
      kernels.foldRows(own, 'sum', (m, z, chosen) => m.mul(z, chosen!), [z, target]);
      kernels.foldRows(top, 'max', (m, z, chosen) => m.where(chosen!, excluded, z), [z, target]);
      kernels.foldRows(
        sum,
        'sum',
        (m, z, chosen, top) => m.where(chosen!, 0, m.exp(m.div(m.sub(z, top!), T))),
        [z, target, top],
      );
      kernels.map([odds], (m, own, top, sum) => [m.sub(m.div(m.sub(own!, top!), T), m.log(sum!))], [
        own,
        top,
        sum,
      ]);
      // No term uses ln p̂ at the target, so it is set to 0. The target's logit may be far above the others.
      kernels.map(
        [logOthers],
        (m, z, chosen, top, sum) => [m.where(chosen!, 0, m.sub(m.div(m.sub(z!, top!), T), m.log(sum!)))],
        [z, target, top, sum],
      );
    },
  };
}
