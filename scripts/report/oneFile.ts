import type { Plugin } from 'vite';
import { inlineScript } from '../inlineScript.ts';

/** Puts the scripts and the style sheet of a page into the page itself. */
export const oneFile = (): Plugin => ({
  name: 'one-file',
  enforce: 'post',
  generateBundle: {
    // The build's own plugins finish the scripts first.
    order: 'post',
    handler(_, bundle) {
      const page = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.html'));
      if (page?.type !== 'asset') throw new Error('The build has no page.');
      let html = String(page.source);
      for (const file of Object.values(bundle)) {
        const name = file.fileName.replace(/[.]/g, '\\.');
        if (file.type === 'chunk') {
          const tag = new RegExp(`<script[^>]*src="[^"]*${name}"[^>]*></script>`);
          html = html.replace(tag, '');
          html = html.replace(
            '</body>',
            () => `<script type="module">${inlineScript(file.code)}</script></body>`,
          );
        } else if (file.fileName.endsWith('.css')) {
          const tag = new RegExp(`<link[^>]*href="[^"]*${name}"[^>]*>`);
          html = html.replace(tag, () => `<style>${String(file.source)}</style>`);
        } else continue;
        delete bundle[file.fileName];
      }
      page.source = html;
    },
  },
});
