// The long checks that run after `npm test`: other kinds of hosts, and exports that run in other programs.
import { installChromium, installDependencies } from './install.mjs';
import { check, finish, vitest } from './suites.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installDependencies();
installChromium();

check('build', 'vite', ['build', '--logLevel', 'warn']);
vitest('hosts and exports', [], { FULL: '1' });
finish();
