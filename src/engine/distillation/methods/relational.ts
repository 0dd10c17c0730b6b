import type { Kernels, Matrix } from '../../kernels/kernels';
import type { Objective } from '../../objective';
import { labelTerm } from './labelTerm';
import { type DistillationInput, defineMethod } from './method';
import { weight } from './params';
import type { Ends, Relation } from './relation';
import { angles } from './relationalAngles';
import { distances } from './relationalDistances';

/** Largest number of batch rows compared in pairs, and in triples. The cost grows with the square and the cube. */
const most = { pairs: 256, triples: 32 } as const;

/** The geometry between samples in the last hidden layer. It does not depend on the layer's width or axes. */
export const relational = defineMethod({
  title: { en: 'Relational distillation (RKD)', 'zh-CN': '关系蒸馏（RKD）' },
  summary: {
    en: 'Learns not the output of the teacher’s last hidden layer for each sample, but the relations between samples there: distances of pairs and angles of triples. Of a batch, at most the first 256 samples make pairs, and the first 32 make triples. Both terms are means, where the paper writes sums.',
    'zh-CN':
      '不学教师网络最后隐藏层对单个样本的输出，而学样本之间的关系：两两距离与三点夹角。每批至多前 256 个样本组成对，前 32 个组成三元组。两项都取平均，论文中写作求和。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + \\lambda_D \\operatorname*{mean}_{i,j} h\\!\\left(\\tfrac{d^s_{ij}}{\\bar d^s} - \\tfrac{d^t_{ij}}{\\bar d^t}\\right) + \\lambda_A \\operatorname*{mean}_{i,j,k} h\\!\\left(\\cos\\angle^s_{ijk} - \\cos\\angle^t_{ijk}\\right)',
  source: 'Park et al. 2019, arXiv:1904.05068, eqs. 5–9',
  role: 'method',
  unlabelled: true,
  params: {
    hard: weight(
      1,
      { en: 'Weight of hard labels λ', 'zh-CN': '硬标签权重 λ' },
      { en: 'Weight of the cross-entropy with the labels.', 'zh-CN': '对标签的交叉熵的权重。' },
    ),
    distance: weight(
      25,
      { en: 'Weight of distances', 'zh-CN': '距离权重' },
      {
        en: 'Weight of the pairwise distances, each divided by their mean; averaged over all pairs.',
        'zh-CN': '两两距离（除以其均值）的权重；对所有对取平均。',
      },
    ),
    angle: weight(
      50,
      { en: 'Weight of angles', 'zh-CN': '角度权重' },
      {
        en: 'Weight of the cosines of the angles of triples; averaged over all triples.',
        'zh-CN': '三点夹角余弦的权重；对所有三元组取平均。',
      },
    ),
  },
  plan: () => ({ kind: 'teacher' }),
  teacherLayers: (_params, teacher) => [teacher.length - 1],
  teach: (lesson, weights) => ({ objective: relationalLoss(lesson, weights) }),
  pytorch: ({ hard, distance, angle }, { teacher, student }) => ({
    lines: [
      'compare = nn.functional.smooth_l1_loss',
      `pairs = ${distance} * compare(distances(h_s), distances(h_t))`,
      `triples = ${angle} * compare(angles(h_s), angles(h_t))`,
      `return ${hard} * cross_entropy(s, y) + pairs + triples`,
    ],
    layers: { teacher: teacher.length - 1, student: student.length - 1 },
    functions: relationalPytorch,
  }),
});

const relationalPytorch = `def distances(e):
    """The distances between the first ${most.pairs} rows, divided by their mean."""
    e = e[:${most.pairs}]
    squares = ((e[:, None] - e[None]) ** 2).sum(2)
    d = squares.clamp(min=1e-12).sqrt() * (1 - torch.eye(len(e)))
    return d / (d.sum() / (len(e) * (len(e) - 1))) if len(e) > 1 else d


def angles(e):
    """The cosines of the angles at every vertex between every two of the first ${most.triples} rows."""
    e = e[:${most.triples}]
    v = e[None] - e[:, None]
    length = (v ** 2).sum(2, keepdim=True).clamp(min=1e-30).sqrt()
    v = torch.where(length > 1e-12, v / length, torch.zeros_like(v))
    return v @ v.transpose(1, 2)`;

function relationalLoss(
  { teacher, student, hidden, labelled }: DistillationInput,
  weights: { readonly hard: number; readonly distance: number; readonly angle: number },
): Objective {
  const last = { teacher: teacher.length - 1, student: student.length - 1 };
  return {
    columns: {
      labelled: { cols: 1, values: labelled },
      embedding: { cols: teacher[last.teacher]!, values: hidden(last.teacher) },
    },
    injects: [last.student],
    prepare(kernels, io) {
      const { output, injection } = io.flows[last.student]!;
      const ends = { student: output, teacher: io.columns.embedding! };
      const losses = Array.from({ length: 3 }, () => kernels.matrix(1, 1));
      const [labelLoss, distanceLoss, angleLoss] = losses as [Matrix, Matrix, Matrix];
      const labels = labelTerm(kernels, io, {
        labelled: io.columns.labelled!,
        weight: weights.hard,
        loss: labelLoss,
      });
      const relations = [
        amongFirst(kernels, ends, most.pairs, (kernels, ends) =>
          distances(kernels, ends, { weight: weights.distance, loss: distanceLoss }),
        ),
        amongFirst(kernels, ends, most.triples, (kernels, ends) =>
          angles(kernels, ends, { weight: weights.angle, loss: angleLoss }),
        ),
      ];
      return {
        scratch: [...losses, ...labels.scratch, ...relations.flatMap(({ scratch }) => scratch)],
        run() {
          labels.run();
          for (const relation of relations) relation.run();
          kernels.map(
            [injection!.gradient],
            (m, pairs, triples) => [m.add(pairs!, triples!)],
            relations.map(({ gradient }) => gradient),
          );
          kernels.measure(io.result, io.slot, 'sum', (m, a, b, c) => m.add(m.add(a, b!), c!), losses);
        },
      };
    },
  };
}

/** A relation between the first rows of a batch only. The gradient of the other rows is 0. */
function amongFirst(
  kernels: Kernels,
  { student, teacher }: Ends,
  rows: number,
  relate: (kernels: Kernels, ends: Ends) => Relation,
): Relation {
  if (student.rows <= rows) return relate(kernels, { student, teacher });
  const chosen = kernels.matrix(
    rows,
    student.rows,
    Float64Array.from({ length: rows * student.rows }, (_, k) =>
      Math.floor(k / student.rows) === k % student.rows ? 1 : 0,
    ),
  );
  const first = { student: kernels.matrix(rows, student.cols), teacher: kernels.matrix(rows, teacher.cols) };
  const gradient = kernels.matrix(student.rows, student.cols);
  const relation = relate(kernels, first);
  return {
    gradient,
    scratch: [chosen, first.student, first.teacher, gradient, ...relation.scratch],
    run() {
      kernels.multiply(first.student, chosen, student);
      kernels.multiply(first.teacher, chosen, teacher);
      relation.run();
      kernels.multiply(gradient, chosen, relation.gradient, { transposeA: true });
    },
  };
}
