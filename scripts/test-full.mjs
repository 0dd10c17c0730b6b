// What is long by nature and runs after `npm test`: hosts of other kinds, and exports run by other programs.
import { installChromium, installDependencies } from './install.mjs';
import { check, finish, vitest } from './suites.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installDependencies();
installChromium();

check('build', 'vite', ['build', '--logLevel', 'warn']);
vitest('hosts and exports', [], { FULL: '1' });
finish();
