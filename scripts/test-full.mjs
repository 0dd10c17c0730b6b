// The long checks that run after `npm test`: other kinds of hosts, exports that run in other programs, audits, and
// all cases on WebGL and WebGPU.
import { installChromium, installDependencies } from './install.mjs';
import { check, finish, playwright, vitest } from './suites.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installDependencies();
installChromium();

check('build', 'vite', ['build', '--logLevel', 'warn']);
check('monkey', 'tsx', ['tests/monkey/run.ts', '--repeat']);
check('single file', 'tsx', ['scripts/single/build.mjs']);
vitest('hosts and exports', [], { FULL: '1' });
playwright(
  'audits',
  ['accessibility.spec.ts', 'chapters.spec.ts', 'teaching.spec.ts', 'large-file.spec.ts'],
  { FULL: '1' },
);
playwright('kernels on the graphics card', ['kernels.spec.ts'], { FULL: '1' });
finish();
