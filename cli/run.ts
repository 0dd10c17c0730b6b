import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { baselineOf } from '../src/data/baseline';
import { buildDataset, type Dataset } from '../src/data/build';
import { createTrainer } from '../src/engine/createTrainer';
import { openKernels } from '../src/engine/kernels/open';
import type { Score } from '../src/engine/numeric/score';
import { runIndex } from '../src/engine/telemetry';
import { frameLine, headerLine } from '../src/engine/telemetryFile';
import type { Divergence, Trainer } from '../src/engine/trainer';
import { type ExperimentSpec, hiddenLayers } from '../src/schema/experiment';
import { backendNamed } from './backend';
import { readExperiment } from './experimentFile';
import { printable, warn } from './terminal';

interface RunOptions {
  readonly backend: string;
  readonly out?: string;
  readonly weights?: string;
}

const standardOutput = 1;

/** `lab run FILE`: trains to the last step and writes a telemetry file. */
export async function runCommand(file: string, options: RunOptions): Promise<void> {
  const spec = await readExperiment(file);
  const backend = await backendNamed(options.backend, spec);
  const trainer = await createTrainer(spec, await openKernels(backend));
  const data = buildDataset(spec);
  const out = options.out === undefined ? standardOutput : openSync(options.out, 'w');
  let last: LastStep | undefined;
  try {
    last = await train(spec, trainer, data, (line) =>
      writeAll(out, `${out === standardOutput ? printable(line) : line}\n`),
    );
  } finally {
    if (out !== standardOutput) closeSync(out);
  }
  if (options.weights !== undefined)
    writeFileSync(options.weights, `${JSON.stringify(await weightsOf(trainer))}\n`);
  const { divergence } = trainer;
  if (!divergence && trainer.step > 0) warn(await scoresSentence(trainer, data));
  if (divergence) {
    warn(`diverged: ${sentence(divergence, last)}`);
    process.exitCode = 1;
  }
}

/** Where the numbers stopped being finite, worded as in the telemetry file. */
const sentence = ({ step, layer, quantity }: Divergence, last: LastStep | undefined): string =>
  [
    `at step ${step} the ${quantity}${quantity === 'loss' ? '' : ` of layer ${layer}`} was the first number that was not finite.`,
    ...(last ? [`At step ${last.step}, the last recorded before it, the loss was ${last.loss}.`] : []),
  ].join(' ');

/** Writes all of a text, even if a pipe takes only a little at a time. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += writeSync(descriptor, bytes, sent);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

/** The last recorded step whose numbers are finite. */
interface LastStep {
  readonly step: number;
  readonly loss: string;
}

async function train(
  spec: ExperimentSpec,
  trainer: Trainer,
  data: Dataset,
  write: (line: string) => void,
): Promise<LastStep | undefined> {
  const layers = hiddenLayers(spec.network).length + 1;
  const classes = data.task === 'classification' ? data.outcomeNames.length : 0;
  const baseline = baselineOf(data);
  let last: LastStep | undefined;
  const { steps } = spec.training;
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage} % | step {value}/{total} | loss {loss} | {eta_formatted} left',
    noTTYOutput: false,
    hideCursor: true,
  });
  write(headerLine(spec, trainer.backend));
  bar.start(steps, 0, { loss: '–' });
  try {
    while (trainer.step < steps && !trainer.divergence) {
      const frame = await trainer.advance(trainer.step === steps - 1);
      if (!frame) continue;
      write(frameLine(frame, layers, classes, trainer.divergence, baseline));
      const loss = frame[runIndex('loss')]!.toPrecision(4);
      if (!trainer.divergence) last = { step: frame[runIndex('step')]!, loss };
      bar.update(trainer.step, { loss });
    }
  } finally {
    bar.stop();
  }
  return last;
}

/** The scores after the last update, against what is reached without any input. */
async function scoresSentence(trainer: Trainer, data: Dataset): Promise<string> {
  const { task, test, outcomeNames } = data;
  const on = test.count > 0 ? 'test' : 'train';
  const { loss, accuracy, auc, rmse, rSquared } = await trainer.evaluate(on);
  const [name, value] =
    task === 'classification'
      ? [
          `accuracy ${scoreText(accuracy)} (majority class ${scoreText(baselineOf(data).majority)})`,
          outcomeNames.length === 2 ? `, AUC ${scoreText(auc)}` : '',
        ]
      : [`RMSE ${scoreText(rmse)} in the target's unit`, `, R² ${scoreText(rSquared)}`];
  return `after the last step, on the ${on === 'test' ? 'test' : 'training'} samples: loss ${scoreText(loss)}, ${name}${value}`;
}

const scoreText = (score: Score): string =>
  typeof score === 'number' ? String(Number(score.toPrecision(5))) : score;

/** The final weights and biases as the `inline` initializer of an experiment file. */
async function weightsOf(trainer: Trainer) {
  const layers = await trainer.parameters();
  return {
    kind: 'inline',
    layers: layers.map(({ fanIn, fanOut, weights, biases }) => ({
      weights: Array.from({ length: fanIn }, (_, i) =>
        Array.from(weights.subarray(i * fanOut, (i + 1) * fanOut)),
      ),
      biases: Array.from(biases),
    })),
  };
}
