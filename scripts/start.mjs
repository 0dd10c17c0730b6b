// Prepares a fresh machine and starts the page: installs what is missing, builds, serves, prints the URL.
import { installDependencies } from './install.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installDependencies();

console.log('Building the page …');
const { build } = await import('vite');
await build({ logLevel: 'warn' });
const { register } = await import('tsx/esm/api');
register();
const { serve } = await import('./hosting/serve.ts');
const { url } = await serve({ port: Number(process.env.PORT ?? 4173) });
console.log(`\nGradient Lab is at ${url} (Ctrl+C stops it)`);
