// Runs the ready distillations over their seeds and writes the results to docs/distillation.md. Arguments select distillations
// by name; the sections of the others stay.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { enableRelaxedSimd } from '../../cli/relaxedSimd';
import { startPool } from '../../cli/startPool';
import { openKernels } from '../../src/engine/kernels/open';
import { type Distillation, parseDistillation, repeatOf } from '../../src/schema/distillation';
import { distillations, type ReadyName } from '../../src/schema/distillations';
import { biasCorrections } from './biasCorrections';
import { section } from './section';

enableRelaxedSimd();

const path = new URL('../../docs/distillation.md', import.meta.url).pathname;
const names = Object.keys(distillations) as ReadyName[];
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !names.some((known) => known === name));
if (unknown !== undefined) {
  console.error(`${unknown}: no such ready distillation; use ${names.join(', ')}.`);
  process.exit(2);
}

const head = `# What distillation does

Written by \`npm run evidence:distillation\`: every ready distillation of the page over its seeds, teacher and students anew each
time. \`npm run evidence:distillation -- NAME\` runs one and leaves the other sections as they are.

- Test accuracy: mean ± standard deviation, and median with its 95 % interval (between order statistics, whatever the distribution;
  with fewer than six seeds the range, and called that). Runs without a number, diverged or with outputs constant to float32's
  precision, are counted beside it. Such a run loses against one with a number (constant outputs only where
  that is above the share of the most frequent class, which constant outputs can reach); where some pairs have no difference, the
  table counts the seeds.
- *Against hard labels*, *against argmax*: the median difference in accuracy from the student of that name with the same seed
  (same starting weights, same batches), its 95 % interval, and in bold what a two-sided sign test says, its p-values corrected for
  all students of the table (Holm): where nothing makes a difference, a false verdict still comes up in up to 5 % of tables. Where
  it says *undecided*, no effect was shown: those lines are results, too.
- *Agreement*: share of test samples answered as the teacher answers them. *ECE*: expected calibration error; in brackets
  what a perfectly calibrated predictor would show, on average, on so many samples. *δ first/last*:
  ‖δ¹‖ / ‖δᴸ‖ over the hidden layers at the last step under the student's own target, the median of the seeds.
`;

/** The tables of the file, by name. */
const tables = new Map(
  [
    ...(existsSync(path) ? readFileSync(path, 'utf8') : '').matchAll(
      /<!-- (\w+) -->\n([\s\S]*?)(?=\n## |$)/g,
    ),
  ].map(([, name, table]) => [name, table!.trim()]),
);

const pool = startPool();
try {
  const wanted = names.filter((name) => asked.length === 0 || asked.includes(name));
  for (const name of wanted) {
    const start = performance.now();
    const { distillation: written } = distillations[name];
    const distillation = parseDistillation(written);
    const repeats = Array.from({ length: distillation.seeds }, (_, n) => repeatOf(distillation, n));
    const outcomes = await Promise.all(repeats.map((race) => pool.run({ race, backend: 'auto' })));
    const corrections = await correctionsOf(repeats);
    tables.set(name, section({ name, distillation, outcomes, corrections }));
    write();
    console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
} finally {
  pool.dispose();
}

/** The document's head; then, for each distillation that ran, its title, its description on the page, and its tables. */
function write(): void {
  const sections = names.flatMap((name) => {
    const { title, why } = distillations[name];
    const table = tables.get(name);
    return table === undefined ? [] : [`## ${title.en}\n\n${why.en}\n\n<!-- ${name} -->\n${table}\n`];
  });
  writeFileSync(path, [head, ...sections].join('\n'));
}

/** If a class is missing: the effect of raising its bias, for each repeat. */
async function correctionsOf(repeats: readonly Distillation[]) {
  if (repeats[0]?.transfer.withoutClass === null) return [];
  const all = [];
  for (const race of repeats) all.push(await biasCorrections(race, () => openKernels('wasm')));
  return all;
}
