import { SingleBar } from 'cli-progress';
import { Problem } from '../src/base/problem';
import { numberIn } from '../src/base/readNumber';
import { createTrainer } from '../src/engine/createTrainer';
import { checkGradients, type GradientCheck } from '../src/engine/gradientCheck';
import { openKernels } from '../src/engine/kernels/open';
import type { Checkpoint } from '../src/engine/trainer';
import type { ExperimentSpec } from '../src/schema/experiment';
import { backendNamed } from './backend';
import { readExperiment } from './experimentFile';
import { tell } from './terminal';

interface CheckOptions {
  readonly backend: string;
  readonly after: string;
  readonly json?: boolean;
}

/** `lab check FILE`: holds the gradients of a network against two witnesses. Exit status 1: one of them disagrees. */
export async function checkCommand(file: string, options: CheckOptions): Promise<void> {
  const spec = await readExperiment(file);
  const backend = await backendNamed(options.backend, spec);
  const open = () => openKernels(backend);
  const checkpoint = await trained(spec, stepsOf(options.after), open);
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage} % of the layers checked',
    noTTYOutput: false,
    hideCursor: true,
  });
  bar.start(1, 0);
  const onProgress = async (share: number) => {
    bar.update(share);
    return true;
  };
  const found = await checkGradients(spec, { open, checkpoint, onProgress }).finally(() => bar.stop());
  tell(options.json ? JSON.stringify({ backend, ...found }) : report(found!));
  if (!found!.within) process.exitCode = 1;
}

function stepsOf(text: string | number): number {
  const steps = numberIn(String(text)) ?? Number.NaN;
  if (Number.isInteger(steps) && steps >= 0) return steps;
  throw new Problem('wrongKind', {
    field: '--after',
    found: `"${text}"`,
    allowed: 'a whole number, 0 or more',
  });
}

/** The state after some steps of training. */
async function trained(
  spec: ExperimentSpec,
  steps: number,
  open: () => ReturnType<typeof openKernels>,
): Promise<Checkpoint | undefined> {
  if (steps === 0) return undefined;
  const trainer = await createTrainer(spec, await open());
  while (trainer.step < steps && !trainer.divergence) await trainer.advance();
  const checkpoint = await trainer.checkpoint();
  trainer.dispose();
  return checkpoint;
}

const scientific = (value: number): string =>
  Number.isFinite(value) ? value.toExponential(1) : 'not finite';

/** The check as a table and a sentence. */
function report({ step, layers, within }: GradientCheck): string {
  const head = ['layer', 'gradient norm', 'TensorFlow.js', 'allowed', 'float64 slopes', 'allowed', ''];
  const rows = layers.map(({ norm, autodiff, allowed, slopes, within: agrees }, l) => [
    l === layers.length - 1 ? 'output' : String(l + 1),
    scientific(norm),
    scientific(autodiff),
    scientific(allowed),
    slopes ? `${scientific(slopes.off)} (${slopes.count})` : 'too small',
    slopes ? scientific(slopes.allowed) : '',
    agrees ? 'agrees' : 'DIFFERS',
  ]);
  const widths = head.map((title, c) => Math.max(title.length, ...rows.map((row) => row[c]!.length)));
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, c) => cell.padEnd(widths[c]!))
      .join('  ')
      .trimEnd(),
  );
  const wrong = layers.filter((layer) => !layer.within).length;
  const sentence = within
    ? `All ${layers.length} layers agree at step ${step}, within what float32 allows.`
    : `${wrong} of ${layers.length} layers differ at step ${step} by more than float32 allows.`;
  return [...lines, '', sentence].join('\n');
}
