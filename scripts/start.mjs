// Everything on a fresh machine: installs what is missing, builds, serves, prints the URL.
import { installDependencies } from './install.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installDependencies();

const { build, preview } = await import('vite');
await build({ logLevel: 'warn' });
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4173), strictPort: false } });
console.log(`\nGradient Lab is at ${server.resolvedUrls?.local[0] ?? 'the address above'} (Ctrl+C stops it)`);
