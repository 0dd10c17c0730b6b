/**
 * Who may import whom: spec ← data ← engine ← worker ← store ← features ← app.
 * The registries (engine/activations, engine/initializers, …, data/sets, data/shifts) are leaves that the spec's schema is built
 * from, see docs/decisions/0001-registries-feed-the-schema.md.
 */
const registries =
  '^src/(engine/(activations|initializers|normalizations|optimizers|losses|schedules|metrics|(distillation|transfer)/methods)|data/(sets|shifts))/';
const leaves = '^src/(spec/(entry|problem)|random/)';
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
      name: 'random-is-a-leaf',
      severity: 'error',
      from: { path: '^src/random/' },
      to: { path: '^src/', pathNot: '^src/random/' },
    },
    layer('spec-imports-only-registries', '^src/spec/', [registries, '^src/random/']),
    layer('data-imports-spec', '^src/data/', ['^src/(spec|random)/']),
    {
      name: 'engine-imports-spec-and-data',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: registries },
      to: { path: '^(src|cli)/', pathNot: ['^src/(engine|spec|data|random)/'] },
    },
    layer('worker-imports-engine', '^src/worker/', ['^src/(engine|spec|data|random)/']),
    layer('store-imports-worker', '^src/store/', [
      '^src/(worker|spec|data|random)/',
      '^src/engine/(telemetry|telemetryFile|summary|distillation/(held|student|race|gradientSplit)|transfer/(learner|transfer|shiftSize|outcomes))\\.ts$',
    ]),
    layer('charts-import-spec-only', '^src/charts/', ['^src/(spec|locales)/']),
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
    layer('cli-imports-spec-data-engine-and-the-pool', '^cli/', [
      '^src/(spec|data|engine|random)/',
      '^src/worker/(pool|poolSession|job|jobs|raceJob|transferJob|breathe|sweep)\\.ts$',
    ]),
    {
      name: 'engine-knows-no-react',
      severity: 'error',
      from: { path: '^(src/(engine|spec|data|random|worker)|cli)/' },
      to: { path: 'node_modules/(react|@mantine|recharts|zustand)' },
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
