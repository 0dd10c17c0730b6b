import { type OutcomeRow, outcomeTable, type RaceOutcome } from '../../src/engine/distillation/outcomes';
import { beatsConstant } from '../../src/engine/numeric/accuracy';
import { median } from '../../src/engine/numeric/quantile';
import { isScore, type Score } from '../../src/engine/numeric/score';
import { judge } from '../../src/engine/statistics/family';
import { compareRuns } from '../../src/engine/statistics/paired';
import { summarizeScores } from '../../src/engine/statistics/summary';
import { describe } from '../../src/schema/describe';
import { type Distillation, studentsOf } from '../../src/schema/distillation';
import type { ReadyName } from '../../src/schema/distillations';
import { hiddenLayers } from '../../src/schema/experiment';
import { studentNames } from '../../src/schema/studentNames';
import { middleOf } from '../middle';
import type { BiasCorrection } from './biasCorrections';
import { type Published, published } from './published';

interface Evidence {
  readonly name: ReadyName;
  readonly distillation: Distillation;
  readonly outcomes: readonly RaceOutcome[];
  /** By repeat and student; empty if no class is missing. */
  readonly corrections: readonly (readonly BiasCorrection[])[];
}

/** The results of one distillation, in Markdown. */
export function section({ name, distillation, outcomes, corrections }: Evidence): string {
  const students = studentsOf(distillation);
  const names = studentNames(students, (text) => text.en);
  const table = outcomeTable(distillation, outcomes);
  const rowsOf = (student: number | undefined) =>
    table.filter((one) => one.student === student).map(({ row }) => row);
  const accuracies = (student: number | undefined) => rowsOf(student).map(({ accuracy }) => accuracy);
  const learned = (student: number) =>
    rowsOf(student).map(({ accuracy, bestConstant }) => beatsConstant(accuracy, bestConstant));
  const index = (kind: string) => students.findIndex((student) => student.kind === kind);
  const [hard, argmax] = [index('hardLabels'), index('teacherArgmax')];
  const source = published[name];
  const deep = hiddenLayers(distillation.student.network).length > 1;
  const columns: readonly (readonly [string, (student: number | undefined) => string])[] = [
    ['network', (student) => (student === undefined ? 'Teacher' : names[student]!)],
    ['test accuracy', (student) => spreadOf(accuracies(student))],
    ['median', (student) => middleOf(accuracies(student))],
    ['against hard labels', (student) => against(student, hard)],
    ...(argmax < 0
      ? []
      : [['against argmax', (student: number | undefined) => against(student, argmax)] as const]),
    ['agreement', (student) => of(student, 'agreement')],
    [
      'ECE (by chance)',
      (student) => {
        const [error, chance] = [of(student, 'calibrationError'), of(student, 'calibrationByChance')];
        return error && `${error} (${chance})`;
      },
    ],
    ...(deep ? [['δ first/last', (student: number | undefined) => signalOf(student)] as const] : []),
    ['parameters', (student) => String(rowsOf(student)[0]!.parameters)],
    ...(source ? [['elsewhere', (student: number | undefined) => compared(student)] as const] : []),
  ];
  const against = (student: number | undefined, reference: number) => {
    if (student === undefined || student === reference) return '';
    const judged = judgedAgainst(reference)[student];
    if (!judged) return '';
    const told = judged.verdict === 'undecided' ? '*undecided*' : `**${judged.verdict}**`;
    // A difference over some pairs only is not shown as if it were over all.
    if (!judged.difference || judged.difference.count < judged.pairs) {
      return `better in ${judged.better}, worse in ${judged.worse} of ${judged.pairs} ${told}`;
    }
    const { median: middle, low, high, kind } = judged.difference;
    return `${signed(middle)} (${kind === 'range' ? 'range ' : ''}${signed(low)} to ${signed(high)}) ${told}`;
  };
  const judgedAgainst = (reference: number) =>
    judge(
      [...students.keys()].map((student) =>
        student === reference
          ? undefined
          : compareRuns(accuracies(reference), accuracies(student), 'more', {
              a: learned(reference),
              b: learned(student),
            }),
      ),
      outcomes.length,
    );
  const of = (student: number | undefined, quantity: keyof OutcomeRow) =>
    summarizeScores(rowsOf(student).map((row) => row[quantity]))?.median.toFixed(3) ?? '';
  const signalOf = (student: number | undefined) => {
    if (student === undefined) return '';
    return summarizeScores(rowsOf(student).map((row) => row.signalRatio))?.median.toExponential(1) ?? '';
  };
  const compared = (student: number | undefined) => {
    const other = student === undefined ? undefined : source!.students[student];
    return other ? comparedWith(accuracies(student).filter(isScore), other, source!.seeds) : '';
  };
  const lines = [undefined, ...students.keys()].map((student) => columns.map(([, cell]) => cell(student)));
  const diverged = [...students.keys()].flatMap((student) => {
    const count = rowsOf(student).filter(({ divergedAt }) => !Number.isNaN(divergedAt)).length;
    return count > 0 ? [`${names[student]}: ${count} of ${outcomes.length}`] : [];
  });
  return [
    setting(distillation),
    markdown(
      columns.map(([title]) => title),
      lines,
    ),
    ...(diverged.length > 0 ? [`Diverged: ${diverged.join('; ')}. A run that diverged loses.`] : []),
    ...(source ? [elsewhere(source.of, source.seeds)] : []),
    ...(corrections.length > 0
      ? [correctionTable(names, distillation.transfer.withoutClass!, corrections)]
      : []),
  ].join('\n\n');
}

function setting({ teacher, student, transfer, seeds }: Distillation): string {
  const { labelsPerClass, withoutClass, unlabelled } = transfer;
  const parts = [
    `Teacher: ${describe(teacher)}, ${teacher.training.steps} steps.`,
    `Students: ${describe(student)}, ${student.training.steps} steps.`,
    ...(labelsPerClass === null ? [] : [`${labelsPerClass} labels a class.`]),
    ...(withoutClass === null ? [] : [`Class ${withoutClass} left out.`]),
    ...(unlabelled > 0 ? [`${unlabelled} further inputs without labels.`] : []),
    `${seeds} seeds.`,
  ];
  return parts.join(' ');
}

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The standard deviation of a sample. */
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

function spreadOf(scores: readonly Score[]): string {
  const values = scores.filter(isScore);
  if (values.length === 0) return 'none';
  const center = mean(values).toFixed(3);
  return values.length === 1 ? center : `${center} ± ${deviation(values).toFixed(3)}`;
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;

/** Whether a mean lies within two standard errors of a published mean. If the published spread is unknown, ours is used. */
function comparedWith(values: readonly number[], { mean: other, sd }: Published, seeds: number): string {
  const own = deviation(values);
  const error = Math.sqrt(own ** 2 / values.length + (sd ?? own) ** 2 / seeds);
  const errors = (mean(values) - other) / error;
  const told = `${other.toFixed(3)}${sd === undefined ? '' : ` ± ${sd.toFixed(3)}`}`;
  return `${told}: ${Math.abs(errors) <= 2 ? 'within two' : `**off by ${Math.abs(errors).toFixed(1)}**`} s.e.`;
}

const elsewhere = (of: string, seeds: number) =>
  `*Elsewhere*: ${of}, ${seeds} seeds; the standard error (s.e.) is that of the difference of the two means, the other ` +
  'spread taken to be like ours where it is not known.';

/** The errors of all repeats together, with the original bias of the missing class and with the raised one. */
function correctionTable(
  names: readonly string[],
  missing: number,
  corrections: readonly (readonly BiasCorrection[])[],
): string {
  const rows = names.map((name, student) => {
    const own = corrections.map((repeat) => repeat[student]!);
    const sum = (of: (lift: BiasCorrection) => number) => own.reduce((total, lift) => total + of(lift), 0);
    return [
      name,
      `${sum(({ before }) => before.all)}, ${sum(({ before }) => before.ofClass)} of them`,
      `+${median(own.map(({ bias }) => bias)).toFixed(2)}`,
      `${sum(({ after }) => after.all)}, ${sum(({ after }) => after.ofClass)} of them`,
    ];
  });
  const samples = corrections.reduce((total, repeat) => total + repeat[0]!.before.samples, 0);
  const head = [
    'student',
    `errors, on class ${missing}`,
    'bias raised by (median)',
    `errors, on class ${missing}`,
  ];
  return (
    `Errors of all ${corrections.length} repeats together (${samples} test samples of class ${missing}, which no student saw), as trained and with ` +
    `the class's bias at whatever makes the fewest errors on the test samples, as Hinton et al. chose it (MNIST: 206 errors, 133 on the 1,010 ` +
    `threes; 109 and 14 with the bias raised by 3.5):\n\n${markdown(head, rows)}`
  );
}
