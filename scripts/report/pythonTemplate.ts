import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { listPath, sourcesOf } from './sources.ts';

const path = resolve(import.meta.dirname, '../../python/gradient_lab_report.py');

/** The modules of which something is in the page. */
const used = new Set<string>();

/**
 * Writes the built page as a Python module, so that it is installed and copied as gradient_lab.py is, and the list of what it was built
 * from, by which a test knows whether it is current.
 */
export const pythonTemplate = (): Plugin => ({
  name: 'python-template',
  enforce: 'post',
  renderChunk(_, { modules }) {
    for (const [id, { renderedLength }] of Object.entries(modules)) if (renderedLength > 0) used.add(id);
    return null;
  },
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const page = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.html'));
      if (page?.type !== 'asset') throw new Error('The build has no page.');
      const text = deflateSync(String(page.source), { level: 9 }).toString('base64');
      const lines = text.match(/.{1,120}/g) ?? [];
      writeFileSync(
        listPath,
        `${JSON.stringify(sourcesOf([...used, ...[...this.getModuleIds()].filter((id) => id.includes('.css'))]), null, 2)}\n`,
      );
      writeFileSync(
        path,
        [
          '"""The page of gradient_lab.report, built by `npm run build:report`: compressed, in base64."""',
          '',
          'PAGE = (',
          ...lines.map((line) => `    '${line}'`),
          ')',
          '',
        ].join('\n'),
      );
    },
  },
});
