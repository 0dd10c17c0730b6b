import cac from 'cac';
import { Problem } from '../src/base/problem';
import { version } from '../src/base/version';
import { checkCommand } from './check';
import { dataCommand } from './data';
import { distillCommand } from './distill';
import { exportCommand } from './export';
import { enableRelaxedSimd } from './relaxedSimd';
import { runCommand } from './run';
import { seedsCommand } from './seeds';
import { sweepCommand } from './sweep';
import { endWithReader, isClosedPipe, warn } from './terminal';
import { transferCommand } from './transfer';
import { validateCommand } from './validate';
import { verifyCommand } from './verify';
import { viewCommand } from './view';

enableRelaxedSimd();
endWithReader();

/** Gradient Lab from a terminal. Exit status: 0 done, 1 diverged (of `check`: gradients differ; of `verify`: answers that do not pass), 2 bad input. */

const lab = cac('lab');

lab
  .command('run <file>', 'Run an experiment; telemetry goes to standard output, progress to standard error')
  .option('--backend <name>', 'auto, wasm, tensorflow, cpu or reference', { default: 'auto' })
  .option('--out <file>', 'Write the telemetry to a file (*.telemetry.jsonl) instead')
  .option('--weights <file>', 'Write the final weights, as an inline initializer')
  .action(runCommand);

lab
  .command(
    'seeds <file>',
    'Run an experiment over several seeds on all cores; prints the spread of the outcome',
  )
  .option('--count <n>', 'How many seeds, from the file’s own on', { default: '10' })
  .option('--threads <n>', 'On so many threads; all cores unless given')
  .option('--backend <name>', 'auto, wasm, tensorflow, cpu or reference', { default: 'auto' })
  .option('--out <file>', 'Write one line of CSV for each seed')
  .action(seedsCommand);

lab
  .command(
    'sweep <file>',
    'Run a sweep on all cores; results go to a CSV file, and what it already holds is not run again',
  )
  .option('--out <file>', 'The results file (*.results.csv)', { default: 'results.csv' })
  .option('--shard <i/n>', 'Only every n-th run, from the i-th on: to share a sweep among machines')
  .option('--threads <n>', 'On so many threads; all cores unless given')
  .option('--backend <name>', 'auto, wasm, tensorflow, cpu or reference', { default: 'auto' })
  .action(sweepCommand);

lab
  .command(
    'check <file>',
    'Hold the gradients of an experiment against TensorFlow.js’s automatic differentiation and float64 differences',
  )
  .option('--backend <name>', 'What is checked: auto, wasm, tensorflow, cpu or reference', {
    default: 'auto',
  })
  .option('--after <steps>', 'After so many steps of training', { default: '0' })
  .option('--json', 'Print it as JSON')
  .action(checkCommand);

lab
  .command('distill <file>', 'Train a teacher and race its students, over the file’s seeds on all cores')
  .option('--seeds <n>', 'How many seeds, in place of the file’s')
  .option('--threads <n>', 'On so many threads; all cores unless given')
  .option('--backend <name>', 'auto, wasm, cpu or reference', { default: 'auto' })
  .option('--out <file>', 'Write one line of CSV for each network and seed')
  .action(distillCommand);

lab
  .command(
    'transfer <file>',
    'Train on a source and adapt to a target by several methods, over the file’s seeds and settings on all cores',
  )
  .option('--seeds <n>', 'How many seeds, in place of the file’s')
  .option('--threads <n>', 'On so many threads; all cores unless given')
  .option('--backend <name>', 'auto, wasm, cpu or reference', { default: 'auto' })
  .option('--out <file>', 'Write one line of CSV for each setting, seed and method')
  .action(transferCommand);

lab
  .command(
    'export [...files]',
    'Write an experiment, a distillation, a transfer, or several experiments (a comparison) for another program',
  )
  .option('--to <format>', 'pytorch, notebook, keras, tensorflow, safetensors, npz or onnx')
  .option('-o, --out <path>', 'The file, or the folder that it is written into')
  .action(exportCommand);

lab
  .command('data <file>', 'Show what is read of a table, and what each of its columns is taken for')
  .option('--target <column>', 'The column to learn')
  .option('--header <yes|no>', 'Whether the first row names the columns')
  .option('--encoding <name>', 'utf-8, utf-16le, utf-16be, gb18030 or windows-1252')
  .option('--json', 'Print it as JSON')
  .action(dataCommand);

lab
  .command('view [...files]', 'Serve the page with logs of real models (gradient_lab.watch), and follow them')
  .option('--port <n>', 'The port; another one if it is taken', { default: '4173' })
  .action(viewCommand);

lab
  .command('validate <file>', 'Check an experiment, a sweep, a distillation or a transfer without running it')
  .action(validateCommand);

lab
  .command(
    'verify [...files]',
    'Run the answers to an assignment again and judge them. Exit status: 0 all pass, 1 some do not, 2 nothing to judge',
  )
  .option(
    '--assignment <file>',
    'The teacher’s assignment: a file or a link. Without it only challenges pass',
  )
  .option('--seconds <n>', 'Give up an answer after so many seconds', { default: '600' })
  .option('--threads <n>', 'On so many threads; all cores unless given')
  .option('--json', 'Print the verdicts as JSON')
  .option('--csv', 'Print the verdicts as CSV')
  .action(verifyCommand);

lab.help();
lab.version(version);

/** Prints one sentence on standard error and exits. */
function refuse(error: unknown): void {
  warn(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

try {
  lab.parse(process.argv, { run: false });
  if (lab.matchedCommand) await lab.runMatchedCommand();
  else if (!lab.options.help && !lab.options.version) {
    throw new Error(
      lab.args.length > 0
        ? `command: found "${lab.args[0]}"; use run, seeds, sweep, check, distill, transfer, export, data, view, validate, verify.`
        : 'command: missing; use run, seeds, sweep, check, distill, transfer, export, data, view, validate, verify (see lab --help).',
    );
  }
} catch (error) {
  if (isClosedPipe(error)) process.exitCode ??= 0;
  else if (error instanceof Problem || error instanceof Error) refuse(error);
  else throw error;
}
