import { Problem, say } from '../../base/problem';
import type { Gap, Samples } from '../sets/dataset';
import { importLimits } from '../sets/limits';
import type { ReadColumn, TableReading } from './readTable';
import { testRows } from './roles';

/** The largest number of inputs of all samples together; each takes 8 bytes. */
const mostInputs = 32 * 1024 * 1024;

/** The inputs that a column becomes: one or more, each written at its place in a larger array. */
interface Encoder {
  readonly names: readonly string[];
  readonly measured: boolean;
  write(row: number, inputs: Float64Array, at: number): void;
}

/**
 * Converts a table to samples: numbers and dates as they are, yes and no as 1 and 0, categories one-hot. Missing inputs are
 * NaN and are later filled in from the training samples.
 * @throws Problem if there are too many columns or numbers
 */
export function tableSamples(reading: TableReading, file: string): Samples {
  const { columns, kept, target, task, classes, labels } = reading;
  const encoders = columns.filter(({ role }) => role === 'input').map((column) => encoderOf(column, reading));
  const features = encoders.reduce((sum, { names }) => sum + names.length, 0);
  checkSize(file, features, reading);
  const inputs = new Float64Array(kept.length * features);
  const gaps: Gap[] = [];
  const measured = new Uint8Array(features);
  let start = 0;
  for (const { names, measured: scalable, write } of encoders) {
    kept.forEach((row, i) => {
      write(row, inputs, i * features + start);
    });
    gaps.push({ start, width: names.length });
    if (scalable) measured.fill(1, start, start + names.length);
    start += names.length;
  }
  const outcome = columns[target]!;
  return {
    inputs,
    features,
    featureNames: encoders.flatMap(({ names }) => names),
    measured,
    gaps: gaps.filter((gap) => kept.some((_, i) => Number.isNaN(inputs[i * features + gap.start]))),
    ...testing(reading),
    outcome:
      task === 'classification'
        ? { task, labels, classNames: classes.map(({ name }) => name) }
        : {
            task,
            targets: Float64Array.from(kept, (row) => outcome.numbers[row]!),
            targetNames: [outcome.name],
          },
  };
}

/** The test samples: the rows of a second table, or those that a column marks. */
function testing({ columns, kept, firstTest }: TableReading): Pick<Samples, 'testRows'> {
  const marking = columns.find(({ role }) => role === 'test');
  if (firstTest !== undefined)
    return { testRows: Uint8Array.from(kept, (row) => (row >= firstTest ? 1 : 0)) };
  if (!marking) return {};
  const marks = testRows(marking);
  return { testRows: Uint8Array.from(kept, (row) => marks[row]!) };
}

function encoderOf(column: ReadColumn, { kept, missing }: TableReading): Encoder {
  const { name, kind, numbers, codes, labels } = column;
  if (kind === 'number' || kind === 'date' || (kind === 'yes/no' && missing !== 'category')) {
    return {
      names: [name],
      measured: kind !== 'yes/no',
      write: (row, inputs, at) => {
        inputs[at] = numbers[row]!;
      },
    };
  }
  const occurring = new Set<number>();
  for (const row of kept) occurring.add(codes[row]!);
  const lacking = occurring.delete(-1);
  const order = [...occurring].sort((a, b) => (labels[a]! < labels[b]! ? -1 : 1));
  const place = new Int32Array(labels.length).fill(-1);
  order.forEach((code, k) => {
    place[code] = k;
  });
  const own = missing === 'category' && lacking;
  const names = [...order.map((code) => `${name}=${labels[code]}`), ...(own ? [`${name}=?`] : [])];
  return {
    names,
    measured: false,
    write: (row, inputs, at) => {
      const code = codes[row]!;
      if (code >= 0) inputs[at + place[code]!] = 1;
      else if (own) inputs[at + order.length] = 1;
      else inputs.fill(Number.NaN, at, at + order.length);
    },
  };
}

/**
 * Checks that the samples of a table are not too large, before they are made.
 * @throws Problem; its value `column` is a column whose categories are the most inputs, and `rows` a number of rows that fits
 */
export function checkSamples(file: string, reading: TableReading): void {
  const encoders = reading.columns
    .filter(({ role }) => role === 'input')
    .map((one) => encoderOf(one, reading));
  checkSize(
    file,
    encoders.reduce((sum, { names }) => sum + names.length, 0),
    reading,
  );
}

function checkSize(file: string, features: number, { columns, kept }: TableReading): void {
  const [widest] = columns
    .filter(({ role }) => role === 'input')
    .sort((a, b) => b.labels.length - a.labels.length);
  if (features > importLimits.columns) {
    const { name, labels } = widest!;
    throw new Problem('tooLarge', {
      field: file,
      column: name,
      found: say(`${features} inputs (each category is one)`, `${features} 个输入（每个类别算一个）`),
      allowed: say(
        `${importLimits.columns}: ignore a column such as "${name}" (${labels.length} categories)`,
        `${importLimits.columns} 个：请忽略“${name}”（${labels.length} 个类别）之类的列`,
      ),
    });
  }
  if (features * kept.length <= mostInputs) return;
  const most = Math.floor(mostInputs / features);
  throw new Problem('tooLarge', {
    field: file,
    rows: most,
    found: say(`${kept.length} rows of ${features} inputs`, `${kept.length} 行，每行 ${features} 个输入`),
    allowed: say(`${most} rows of so many; draw some of them`, `输入这么多时 ${most} 行；可抽取其中一部分`),
  });
}
