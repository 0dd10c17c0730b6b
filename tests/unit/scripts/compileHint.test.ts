import { build, type Rollup } from 'vite';
import { expect, test } from 'vitest';
import { compileHint } from '../../../scripts/compileHint';

test('the named chunks alone begin with the hint', async () => {
  const sources: Readonly<Record<string, string>> = {
    entry: "import { shared } from 'shared'; console.log(shared, await import('later'));",
    shared: "export const shared = 'shared';",
    later: "import { shared } from 'shared'; export default shared;",
  };
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      { name: 'sources', resolveId: (id) => (id in sources ? id : null), load: (id) => sources[id] ?? null },
      compileHint(['entry']),
    ],
    build: { write: false, rolldownOptions: { input: 'entry' } },
  })) as Rollup.RollupOutput;
  const hinted = output.filter(
    (file) => file.type === 'chunk' && file.code.startsWith('//# allFunctionsCalledOnLoad\n'),
  );
  expect(output.length).toBeGreaterThan(1);
  expect(hinted.map(({ name }) => name)).toEqual(['entry']);
});
