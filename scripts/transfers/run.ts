// Runs the ready transfers over their seeds and settings and writes the results to docs/transfer.md. Arguments select transfers
// by name; the sections of the others stay.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { enableRelaxedSimd } from '../../cli/relaxedSimd';
import { startPool } from '../../cli/startPool';
import { parseTransfer, transferRuns } from '../../src/schema/transfer';
import { type ReadyTransferName, transfers } from '../../src/schema/transfers';
import { section } from './section';

enableRelaxedSimd();

const path = new URL('../../docs/transfer.md', import.meta.url).pathname;
const names = Object.keys(transfers) as ReadyTransferName[];
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !names.some((known) => known === name));
if (unknown !== undefined) {
  console.error(`${unknown}: no such ready transfer; use ${names.join(', ')}.`);
  process.exit(2);
}

const head = `# What transfer does

Written by \`npm run evidence:transfer\`: every ready transfer of the page over its seeds and settings, teacher and methods anew
each time. \`npm run evidence:transfer -- NAME\` runs one and leaves the other sections as they are.

Accuracies are on the test samples of each domain: the median over the seeds, and its 95 % interval (with fewer
than six seeds the range, and called that). A network whose outputs are constant to float32's precision has no accuracy. The source
accuracy is what is left of it after adaptation, over all settings. A method that uses no label of the target has the same
numbers at every budget.
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
  for (const name of names.filter((name) => asked.length === 0 || asked.includes(name))) {
    const start = performance.now();
    const transfer = parseTransfer(transfers[name].transfer);
    const options = transfer.sweep ? { points: 1, layers: false } : { points: 2, layers: true };
    const outcomes = await Promise.all(
      transferRuns(transfer).map(async ({ index, transfer: own }) => {
        const { methods } = await pool.run({ transfer: own, backend: 'auto', options } as const);
        return { index, methods };
      }),
    );
    tables.set(name, section(transfer, outcomes));
    write();
    console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
} finally {
  pool.dispose();
}

/** The document's head; then, for each transfer that ran, its title, its description on the page, and its tables. */
function write(): void {
  const sections = names.flatMap((name) => {
    const { title, why } = transfers[name];
    const table = tables.get(name);
    return table === undefined ? [] : [`## ${title.en}\n\n${why.en}\n\n<!-- ${name} -->\n${table}\n`];
  });
  writeFileSync(path, [head, ...sections].join('\n'));
}
