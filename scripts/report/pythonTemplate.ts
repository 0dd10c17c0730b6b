import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Plugin } from 'vite';

const path = resolve(import.meta.dirname, '../../python/gradient_lab_report.py');

/** Writes the built page as a Python module, so that it is installed and copied as gradient_lab.py is. */
export const pythonTemplate = (): Plugin => ({
  name: 'python-template',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const page = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.html'));
      if (page?.type !== 'asset') throw new Error('The build has no page.');
      const text = deflateSync(String(page.source), { level: 9 }).toString('base64');
      const lines = text.match(/.{1,120}/g) ?? [];
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
