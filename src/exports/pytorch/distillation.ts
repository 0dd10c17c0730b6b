import { assistantSpec, planOf, unitsOf } from '../../engine/distillation/networks';
import { prepareRaceData } from '../../engine/distillation/raceData';
import { initialize } from '../../engine/initialize';
import {
  type Distillation,
  experimentOf,
  methodOf,
  type StudentSpec,
  studentsOf,
} from '../../schema/distillation';
import type { ExperimentSpec } from '../../schema/experiment';
import { studentNames } from '../../schema/studentNames';
import { numbersCode } from './numbers';
import { inComment, indented } from './python';
import type { Section } from './section';
import shuffledCode from './shuffled.py?raw';
import {
  heading,
  Networks,
  names,
  outName,
  ownLoss,
  sampleArrays,
  trainingCode,
  trainingFunctions,
  Weights,
} from './study';

/** Distance between the first teacher's seed and that of another teacher, of a peer, or of a next generation. */
const seedStride = 1000;

/**
 * A distillation as Python that needs PyTorch and NumPy alone, and comes to the same numbers: the teacher, the networks between
 * it and its students, and the students.
 *
 * @throws {Problem} its data can't be loaded, do not fit together, or are too many for one file
 */
export async function distillationSections(distillation: Distillation): Promise<Section[]> {
  const { teacherData, data, set } = await prepareRaceData(distillation);
  const students = studentsOf(distillation);
  const titles = studentNames(students, ({ en }) => en);
  const all = students.map((student) => pytorchOf(distillation, student));
  const networks = new Networks(
    data,
    all.some(({ layers }) => layers),
  );
  const weights = new Weights();
  const writer = { distillation, networks, weights, data };
  const teacherCode = teacherLines(writer, students, teacherData);
  const functions = students.map((student, i) => studentCode(writer, student, i, titles[i]!));
  const shuffles = students.some(({ teacherOutputs }) => teacherOutputs !== 'asTaught');
  const methodFunctions = [...new Set(all.flatMap((method) => method.functions ?? []))];
  const arrays = [
    { name: 'INPUTS', shape: [set.rows, data.features], values: set.inputs, type: 'f8' as const },
    { name: 'LABELS', shape: [set.labelled], values: set.labels, type: 'i4' as const },
    ...sampleArrays('TEACHER_', teacherData.train, data),
    ...sampleArrays('TEST_', data.test, data),
    ...weights.arrays,
  ];
  const { code, beside } = numbersCode(arrays);
  return [
    {
      title: 'Settings',
      code: `${heading(
        inComment(`${distillation.name}: a teacher and ${students.length} students`),
        [
          'A distillation of Gradient Lab in PyTorch: the same data, initial weights and batches, so the same numbers.',
        ],
        beside !== undefined,
      )}CLASSES = ${data.outcomeNames.length}\nLABELLED = ${set.labelled}  # samples with a label; they come first\nLAYERED = ${all.some(({ layers }) => layers) ? 'True' : 'False'}  # whether outputs of hidden layers are used`,
    },
    { title: 'The networks', code: networks.code() },
    {
      title: 'Training',
      code: [
        trainingFunctions,
        ...(shuffles ? [shuffledCode.trim()] : []),
        ...methodFunctions,
        trainingCode('teacher_training', distillation.teacher).join('\n'),
        trainingCode('student_training', distillation.student).join('\n'),
      ].join('\n\n\n'),
    },
    { title: 'The teacher', code: teacherCode.join('\n') },
    { title: 'The students', code: functions.map((lines) => lines.join('\n')).join('\n\n\n') },
    { title: 'The race', code: mainLines(students, titles).join('\n') },
    {
      title: 'The numbers: data and initial weights',
      code: `${code}\n\n${weights.code()}`,
      numbers: true,
      ...(beside ? { beside } : {}),
    },
    { title: 'Run', code: "if __name__ == '__main__':\n    main()" },
  ];
}

interface Writer {
  readonly distillation: Distillation;
  readonly networks: Networks;
  readonly weights: Weights;
  readonly data: Parameters<typeof initialize>[1];
}

const pytorchOf = (distillation: Distillation, student: StudentSpec) =>
  methodOf(student).pytorch(student, {
    teacher: unitsOf(distillation.teacher),
    student: unitsOf(experimentOf(distillation, student)),
    steps: distillation.student.training.steps,
  });

/** A function that trains the teachers, and gives what each says of the transfer set by the name of its key. */
function teacherLines(
  { distillation: { teacher }, networks, weights }: Writer,
  students: readonly StudentSpec[],
  data: Writer['data'],
): string[] {
  const plans = students.map(planOf);
  const most = Math.max(1, ...plans.map((plan) => (plan.kind === 'ensemble' ? plan.count : 1)));
  const early = [...new Set(plans.flatMap((plan) => (plan.kind === 'early' ? [plan.fraction] : [])))];
  const members = Array.from({ length: most }, (_, k) => ({
    ...teacher,
    seed: teacher.seed + seedStride * k,
  }));
  const lines = members.map((spec, k) => {
    const values = weights.add(k === 0 ? 'TEACHER' : `TEACHER_${k + 1}`, initialize(spec, data));
    return `    (${networks.make(spec, 'Teacher')}, ${values}, ${spec.seed}),`;
  });
  const marks = early.map(
    (fraction) => `${Math.max(1, Math.round(fraction * teacher.training.steps))}: 'early ${fraction}'`,
  );
  return [
    'def train_teachers():',
    `    """Trains ${most === 1 ? 'the teacher' : `${most} teachers`}. Gives its losses, its outputs on the transfer set by name, and the teacher."""`,
    '    outputs, losses, first = {}, [], None',
    `    marks = {${marks.join(', ')}}`,
    '    for model, weights, biases, seed in (',
    ...indented(lines, 1),
    '    ):',
    ...indented(
      [
        'load_weights(model, weights, biases)',
        `loss = ${ownLoss(teacher, 'TEACHER_INPUTS', 'TEACHER_LABELS')}`,
        "out = None if first else 'teacher.jsonl'",
        'for step, value in enumerate(teacher_training(model, (loss, ()), [len(TEACHER_INPUTS)], seed, out), 1):',
        '    if first is None:',
        '        losses.append(value)',
        '        if step in marks:',
        '            outputs[marks[step]] = outputs_of(model, INPUTS)',
        "outputs[f'teacher {seed}'] = outputs_of(model, INPUTS)",
        'first = first or model',
      ],
      2,
    ),
    '    return losses, outputs, first',
  ];
}

/** A function that prepares a student; it gives the network and its training, which yields the losses. */
function studentCode(writer: Writer, student: StudentSpec, index: number, title: string): string[] {
  const { distillation, networks, weights, data } = writer;
  const spec = experimentOf(distillation, student);
  const method = methodOf(student);
  const plan = planOf(student);
  const n = index + 1;
  const { seed } = spec;
  const every = student.unlabelled && method.unlabelled;
  const rows = every ? 'len(INPUTS)' : 'LABELLED';
  const make = networks.make(spec, student.network ? `Student${n}` : 'Student');
  const own = (name: string, of: ExperimentSpec) => weights.add(name, initialize(of, data));
  const started = (model: string, args: string) => [`${model} = ${make}`, `load_weights(${model}, ${args})`];
  const out = `'${outName(n, student.kind)}'`;
  const trained = (model: string, teachers: string, file = '') =>
    `student_training(${model}, loss_of(${model}, ${teachers}), [${rows}], ${seed}${file})`;
  const values = own(`STUDENT_${n}`, spec);
  const teacherSeed = distillation.teacher.seed;
  const before = (): string[] => {
    switch (plan.kind) {
      case 'none':
      case 'peer':
        return ['teachers = []'];
      case 'teacher':
        return [`teachers = [outputs['teacher ${teacherSeed}']]`];
      case 'early':
        return [`teachers = [outputs['early ${plan.fraction}']]`];
      case 'ensemble':
        return [
          `teachers = [outputs[f'teacher {${teacherSeed} + ${seedStride} * k}'] for k in range(${plan.count})]`,
        ];
      case 'assistant': {
        const between = assistantSpec(distillation.teacher, spec, plan);
        const args = weights.add(`ASSISTANT_${n}`, initialize(between, data));
        return [
          `assistant = ${networks.make(between, `Assistant${n}`)}`,
          `load_weights(assistant, ${args})`,
          `run(${trained('assistant', `[outputs['teacher ${teacherSeed}']]`)})`,
          'teachers = [outputs_of(assistant, INPUTS)]',
        ];
      }
      case 'generations': {
        const generations = Array.from({ length: plan.count }, (_, k) =>
          own(`GENERATION_${n}_${k + 1}`, { ...spec, seed: seed + seedStride * (k + 1) }),
        );
        return [
          'teachers = []',
          `for weights, biases in (${generations.map((args) => `(${args}),`).join(' ')}):`,
          `    before = ${make}`,
          '    load_weights(before, weights, biases)',
          '    if teachers:',
          `        run(${trained('before', 'teachers')})`,
          '    else:',
          `        run(student_training(before, labels_only(before), [LABELLED], ${seed}))`,
          '    teachers = [outputs_of(before, INPUTS)]',
        ];
      }
    }
  };
  const head = [
    `def student_${n}(outputs):`,
    `    """${inComment(title)}"""`,
    ...indented(lossLines(writer, student, every), 1),
    '',
  ];
  if (plan.kind === 'peer') {
    const other = own(`PEER_${n}`, { ...spec, seed: seed + seedStride });
    return [
      ...head,
      ...indented(
        [
          ...started('model', values),
          ...started('peer', other),
          `first = ${trained('model', 'peer', `, ${out}`)}`,
          `second = ${trained('peer', 'model')}`,
          'return model, (own for own, _ in zip(first, second))',
        ],
        1,
      ),
    ];
  }
  return [
    ...head,
    ...indented(
      [...before(), ...started('model', values), `return model, ${trained('model', 'teachers', `, ${out}`)}`],
      1,
    ),
  ];
}

/** The function that makes a student's loss from its teachers' outputs, inside the student's own. */
function lossLines({ distillation }: Writer, student: StudentSpec, every: boolean): string[] {
  const { lines, layers, before = [], trains } = pytorchOf(distillation, student);
  const plan = planOf(student);
  const peer = plan.kind === 'peer';
  const shuffles = student.teacherOutputs !== 'asTaught' && plan.kind !== 'none' && !peer;
  const uses = (name: string) => names(lines, name);
  const logits = {
    peer: 'predict(peer, x[rows])',
    ensemble: 'torch.stack([teacher[-1] for teacher in teachers])[:, rows]',
  } as Readonly<Record<string, string>>;
  const generations =
    plan.kind === 'generations'
      ? [
          'def labels_only(model):',
          '    y = one_hot(LABELS, LABELLED)',
          '    return (lambda rows, step: cross_entropy(model(INPUTS[rows]), y[rows])), ()',
          '',
        ]
      : [];
  return [
    ...generations,
    `def loss_of(model, ${peer ? 'peer' : 'teachers'}):`,
    ...indented(
      [
        ...(every ? ['x = INPUTS'] : ['x = INPUTS[:LABELLED]']),
        ...(uses('y') ? ['labels = one_hot(LABELS, len(x))'] : []),
        ...(uses('known') ? ['labelled = (torch.arange(len(x)) < LABELLED).double()[:, None]'] : []),
        ...(shuffles || before.length > 0 ? [`random = Random(${distillation.student.seed}, 'lesson')`] : []),
        ...(shuffles
          ? [
              `teachers = shuffled(teachers, ${student.teacherOutputs === 'shuffledInClass' ? 'True' : 'False'}, random)`,
            ]
          : []),
        ...before,
        '',
        'def loss(rows, step):',
        ...indented(
          [
            ...(layers ? ['hidden = []', 's = model(x[rows], hidden)'] : ['s = model(x[rows])']),
            ...(uses('y') ? ['y = labels[rows]'] : []),
            ...(uses('known') ? ['known = labelled[rows]'] : []),
            ...(uses('t') ? [`t = ${logits[plan.kind] ?? 'teachers[0][-1][rows]'}`] : []),
            ...(layers ? [`h_s, h_t = hidden[${layers.student}], teachers[0][${layers.teacher}][rows]`] : []),
            ...lines,
          ],
          1,
        ),
        '',
        `return loss, ${trains ? `${trains}.parameters()` : '()'}`,
      ],
      1,
    ),
  ];
}

/** The race: every student after the other, each judged on the test samples. */
function mainLines(students: readonly StudentSpec[], titles: readonly string[]): string[] {
  return [
    'def main():',
    ...indented(
      [
        'losses, outputs, teacher = train_teachers()',
        "losses = {'teacher': losses}",
        "print(f'{accuracy(teacher, TEST_INPUTS, TEST_LABELS):.1%} of the test samples are right: teacher')",
        'for name, student in (',
        ...students.map((_, i) => `    ('${inComment(titles[i]!)}', student_${i + 1}),`),
        '):',
        '    model, training = student(outputs)',
        '    losses[name] = run(training)',
        "    print(f'{accuracy(model, TEST_INPUTS, TEST_LABELS):.1%}: {name}')",
        'plot(losses)',
      ],
      1,
    ),
  ];
}
