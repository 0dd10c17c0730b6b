// The long checks that run after `npm test`: other kinds of hosts, exports that run in other programs, audits, and
// all cases on WebGL and WebGPU.
import { installChromium, installDependencies } from './install.mjs';
import { check, finish, playwright, vitest } from './suites.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installDependencies();
installChromium();

await check('build', 'vite', ['build', '--logLevel', 'warn']);
await check('single file', 'tsx', ['scripts/single/build.mjs']);
// Alone: beside other work it takes a slow page for one that is stuck.
await check('monkey', 'tsx', ['tests/monkey/run.ts', '--repeat']);
await vitest(
  'every case',
  ['engine/theory', 'engine/diagnosis', 'features/learn/chapters', '--testTimeout=300000'],
  { EVERY_CASE: '1' },
);
await vitest('hosts and exports', [], { FULL: '1' });
await playwright(
  'audits and long walks',
  ['accessibility', 'chapters', 'idx', 'large-file', 'number-fields', 'teaching'].map(
    (name) => `${name}.spec.ts`,
  ),
  { FULL: '1' },
);
await playwright(
  'kernels on the graphics card',
  ['kernels.spec.ts', 'webgl.spec.ts', '--grep-invert', 'trains on WebGL,'],
  { FULL: '1' },
);
finish();
