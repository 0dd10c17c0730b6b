import { initialize } from '../../engine/initialize';
import type { PytorchAdaptation, PytorchGroup } from '../../engine/transfer/methods';
import { openDomains } from '../../engine/transfer/transfer';
import { hiddenLayers } from '../../schema/experiment';
import { type TransferMethodSpec, type TransferSpec, transferMethodOf } from '../../schema/transfer';
import { transferNames } from '../../schema/transferNames';
import { numbersCode } from './numbers';
import { inComment, indented } from './python';
import type { Section } from './section';
import {
  heading,
  Networks,
  names,
  outName,
  sampleArrays,
  trainingCode,
  trainingFunctions,
  Weights,
} from './study';

/** Where a script finds the samples of a group, and their labels. */
const samplesOf = {
  source: { inputs: 'SOURCE_INPUTS', labels: 'one_hot(SOURCE_LABELS, len(SOURCE_LABELS))' },
  target: {
    inputs: 'TARGET_INPUTS',
    labels: 'one_hot(TARGET_LABELS, len(TARGET_LABELS)) * TARGET_LABELS_GIVEN[:, None]',
  },
  labelled: {
    inputs: 'TARGET_INPUTS[TARGET_LABELS_GIVEN]',
    labels: 'one_hot(TARGET_LABELS[TARGET_LABELS_GIVEN], int(TARGET_LABELS_GIVEN.sum()))',
  },
} as const satisfies Record<PytorchGroup['samples'], { inputs: string; labels: string }>;

/**
 * A transfer as Python that needs PyTorch and NumPy alone, and comes to the same numbers: the source teacher, then the network of
 * each method. Of a sweep it has the values of the file itself.
 *
 * @throws {Problem} its data can't be loaded, do not fit together, or are too many for one file
 */
export async function transferSections(transfer: TransferSpec): Promise<Section[]> {
  const domains = await openDomains(transfer);
  const { source, target, labelled } = domains;
  const spec = transfer.source;
  const network = {
    layers: hiddenLayers(spec.network).map(({ units }) => units),
    steps: spec.training.steps,
  };
  const methods = transfer.methods.map((method) => ({
    method,
    python: transferMethodOf(method).pytorch(method, network),
  }));
  const titles = transferNames(transfer.methods, ({ en }) => en);
  const layered = methods.some(({ python }) => python.layer !== undefined || python.rate !== undefined);
  const networks = new Networks(source, layered);
  const weights = new Weights();
  const make = networks.make(spec, 'Network');
  const args = weights.add('INITIAL', initialize(spec, source));
  const byLayer = methods.some(({ python }) => python.rate !== undefined);
  const arrays = [
    ...sampleArrays('SOURCE_', source.train, source),
    ...sampleArrays('TARGET_', target.train, target),
    { name: 'TARGET_LABELS_GIVEN', shape: [target.train.count], values: labelled, type: 'i4' as const },
    ...sampleArrays('SOURCE_TEST_', source.test, source),
    ...sampleArrays('TARGET_TEST_', target.test, target),
    ...weights.arrays,
  ];
  const { code, beside } = numbersCode(arrays);
  return [
    {
      title: 'Settings',
      code: `${heading(
        inComment(`${transfer.name}: ${methods.length} methods`),
        [
          'A transfer of Gradient Lab in PyTorch: the same data, initial weights and batches, so the same numbers.',
        ],
        beside !== undefined,
      )}CLASSES = ${source.outcomeNames.length}\nLAYERED = ${layered ? 'True' : 'False'}  # whether outputs of hidden layers are used`,
    },
    { title: 'The network', code: networks.code() },
    {
      title: 'Training',
      code: [
        trainingFunctions,
        ...new Set(methods.flatMap(({ python }) => python.functions ?? [])),
        trainingCode('training', spec, byLayer).join('\n'),
      ].join('\n\n\n'),
    },
    {
      title: 'The methods',
      code: methods
        .map(({ method, python }, i) =>
          methodLines(method, python, { index: i, title: titles[i]!, make, args, seed: spec.seed }).join(
            '\n',
          ),
        )
        .join('\n\n\n'),
    },
    { title: 'The comparison', code: mainLines(transfer.methods, titles, { make, args, seed: spec.seed }) },
    {
      title: 'The numbers: data and initial weights',
      code: [code, '', 'TARGET_LABELS_GIVEN = TARGET_LABELS_GIVEN.bool()', weights.code()].join('\n'),
      numbers: true,
      ...(beside ? { beside } : {}),
    },
    { title: 'Run', code: "if __name__ == '__main__':\n    main()" },
  ];
}

interface Start {
  /** The call that builds the network, the arguments that load its initial weights, and the seed of its batches. */
  readonly make: string;
  readonly args: string;
  readonly seed: number;
}

/** A function that prepares a method's network; it gives the network and its training, which yields the losses. */
function methodLines(
  { kind }: TransferMethodSpec,
  { start, groups, lines, layer, before = [], trains, review = [], rate, steps }: PytorchAdaptation,
  { index, title, make, args, seed }: Start & { readonly index: number; readonly title: string },
): string[] {
  const uses = (name: string) => names([...lines, ...review], name);
  const joined = (parts: readonly string[]) =>
    parts.length === 1 ? parts[0]! : `torch.cat([${parts.join(', ')}])`;
  const count = (group: PytorchGroup) => `len(${samplesOf[group.samples].inputs})`;
  const inputs = groups.map(({ samples }) => samplesOf[samples].inputs);
  const labels = groups.map((group) =>
    group.labels ? samplesOf[group.samples].labels : `torch.zeros(${count(group)}, CLASSES)`,
  );
  const taught = groups.map((group) =>
    group.teacher
      ? `predict(teacher, ${samplesOf[group.teacher].inputs})`
      : `torch.zeros(${count(group)}, CLASSES)`,
  );
  const further = [
    ...(rate === undefined ? [] : [`rate=lambda step, depth: ${rate}`]),
    ...(steps === undefined ? [] : [`steps=${steps}`]),
  ].map((argument) => `, ${argument}`);
  return [
    `def method_${index + 1}(teacher):`,
    `    """${inComment(title)}"""`,
    ...indented(
      [
        `model = ${make}`,
        ...(start === 'source'
          ? ['model.load_state_dict(teacher.state_dict())']
          : [`load_weights(model, ${args})`]),
        `counts = [${groups.map(count).join(', ')}]`,
        `x = ${joined(inputs)}`,
        ...(uses('y') ? [`labels = ${joined(labels)}`] : []),
        ...(uses('t') ? [`said = ${joined(taught)}`] : []),
        ...(before.length > 0 ? [`random = Random(${seed}, 'lesson')`] : []),
        ...before,
        '',
        'def loss(rows, step):',
        ...indented(
          [
            ...review,
            ...(layer === undefined
              ? ['s = model(x[rows])']
              : ['hidden = []', 's = model(x[rows], hidden)', `h = hidden[${layer}]`]),
            ...(uses('y') ? ['y = labels[rows]'] : []),
            ...(uses('t') ? ['t = said[rows]'] : []),
            ...(groups.length > 1 ? ['first, second = rows < counts[0], rows >= counts[0]'] : []),
            ...lines,
          ],
          1,
        ),
        '',
        `objective = loss, ${trains ? `${trains}.parameters()` : '()'}`,
        `return model, training(model, objective, counts, ${seed}, '${outName(index + 1, kind)}'${further.join('')})`,
      ],
      1,
    ),
  ];
}

/** The source teacher, then every method after the other, each judged on the test samples of both domains. */
function mainLines(
  methods: readonly TransferMethodSpec[],
  titles: readonly string[],
  { make, args, seed }: Start,
) {
  return [
    'def main():',
    ...indented(
      [
        `teacher = ${make}`,
        `load_weights(teacher, ${args})`,
        'labels = one_hot(SOURCE_LABELS, len(SOURCE_LABELS))',
        '',
        'def loss(rows, step):',
        '    return cross_entropy(teacher(SOURCE_INPUTS[rows]), labels[rows])',
        '',
        `losses = {'source teacher': run(training(teacher, (loss, ()), [len(labels)], ${seed}, 'teacher.jsonl'))}`,
        'for name, method in (',
        ...methods.map((_, i) => `    ('${inComment(titles[i]!)}', method_${i + 1}),`),
        '):',
        '    model, adapting = method(teacher)',
        '    losses[name] = run(adapting)',
        '    here = accuracy(model, SOURCE_TEST_INPUTS, SOURCE_TEST_LABELS)',
        '    there = accuracy(model, TARGET_TEST_INPUTS, TARGET_TEST_LABELS)',
        "    print(f'right of the source {here:.1%}, of the target {there:.1%}: {name}')",
        'plot(losses)',
      ],
      1,
    ),
  ].join('\n');
}
