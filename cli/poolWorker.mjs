// Threads of Node do not inherit the loader for TypeScript: it is registered here before the worker itself.
import { register } from 'tsx/esm/api';

register();
await import('./poolWorker.ts');
