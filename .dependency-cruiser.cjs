/**
 * Who may import whom: base ← schema ← data ← engine ← exports ← worker ← store ← features ← app.
 * The registries (engine/activations, engine/initializers, …, data/sets, data/shifts) are leaves that the schema is built from, see docs/decisions/0001-registries-feed-the-schema.md.
 */
const registries =
  '^src/(engine/(activations|initializers|normalizations|optimizers|losses|schedules|metrics|(distillation|transfer)/methods)|data/(sets|shifts|tables))/';
const leaves = '^src/(base|random|engine/numeric)/';
const layer = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|cli|tests)/', pathNot: [from, ...allowed] },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'registries-are-leaves',
      severity: 'error',
      from: { path: registries },
      to: {
        path: '^src/',
        pathNot: [registries, leaves, '^src/engine/(algebra|objective|parameter|kernels/kernels)\\.ts$'],
      },
    },
    {
      name: 'base-random-and-numeric-are-leaves',
      severity: 'error',
      from: { path: '^src/(base|random|engine/numeric)/' },
      to: { path: '^src/', pathNot: '^src/$1/' },
    },
    layer('schema-imports-only-registries', '^src/schema/', [registries, leaves]),
    layer('data-imports-schema', '^src/data/', ['^src/(schema|base|random)/']),
    {
      name: 'engine-imports-schema-and-data',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: registries },
      to: { path: '^(src|cli)/', pathNot: ['^src/(engine|schema|data|base|random)/'] },
    },
    layer('exports-import-engine', '^src/exports/', ['^src/(engine|schema|data|base|random)/']),
    layer('worker-imports-engine-and-exports', '^src/worker/', [
      '^src/(exports|engine|schema|data|base|random)/',
    ]),
    layer('store-imports-worker', '^src/store/', [
      '^src/(exports|worker|schema|data|base|random)/',
      '^src/engine/(telemetry|telemetryFile|summary|numeric/[^/]+|distillation/(logitMetrics|student|race|gradientSplit)|transfer/(learner|transfer|shiftSize|outcomes))\\.ts$',
    ]),
    layer('charts-import-schema-and-numeric', '^src/charts/', ['^src/(schema|base|locales|engine/numeric)/']),
    {
      name: 'features-import-below-only',
      severity: 'error',
      from: { path: '^src/features/' },
      to: { path: '^(src/app|cli)/' },
    },
    {
      name: 'no-deep-import-into-another-feature',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: {
        path: '^src/features/([^/]+)/.+',
        pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.tsx?$'],
      },
    },
    layer('cli-imports-schema-data-engine-exports-and-the-pool', '^cli/', [
      '^src/(schema|data|engine|exports|base|random)/',
      '^src/worker/(connection|pool|poolSession|job|jobs|studyJob|yieldToMessages|sweep|verify|verdicts)\\.ts$',
    ]),
    {
      name: 'engine-knows-no-react',
      severity: 'error',
      from: { path: '^(src/(engine|exports|schema|data|base|random|worker)|cli)/' },
      to: { path: 'node_modules/(react|@mantine|zustand)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.d\\.ts$' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
    tsPreCompilationDeps: false,
  },
};
