import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(html|js|css|svg|json|webmanifest|txt|ttf)$/;

/** Writes compressed copies (`.br`, `.gz`) beside each text file, for servers that send precompressed files. */
export function compressedTwins(): Plugin {
  let root = 'dist';
  return {
    name: 'compressed-twins',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.build.outDir;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const name of readdirSync(root, { recursive: true })) {
          const path = join(root, String(name));
          if (!compressible.test(path)) continue;
          const bytes = readFileSync(path);
          if (bytes.length < 1024) continue;
          writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 6 }));
          writeFileSync(
            `${path}.br`,
            brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
          );
        }
      },
    },
  };
}
