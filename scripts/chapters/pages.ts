import type { Plugin } from 'vite';
import { escapeMarkup } from '../../src/base/markup.ts';
import type { TextPage } from '../../src/features/learn/prerender.tsx';
import { withoutStyleAttributes } from '../firstView.ts';
import { styleNonce, withPolicy } from '../hosting/csp.ts';
import { withModule } from '../ssr.ts';

const render = () =>
  withModule(
    '/src/features/learn/prerender.tsx',
    ({ renderTextPages }: { renderTextPages(): Promise<TextPage[]> }) => renderTextPages(),
  );

/** What the page's own style sheet would set. */
const base = `:root{color-scheme:light dark;--mantine-color-dimmed:light-dark(#5c5f66,#a6a7ab)}
body{margin:0;padding:8px 16px 40px;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums}`;

/** One whole HTML file. @param sheets addresses of style sheets below the built page */
export function documentOf({ language, title, summary, html }: TextPage, sheets: readonly string[]): string {
  const moved = withoutStyleAttributes(html);
  const links = sheets.map((sheet) => `<link rel="stylesheet" href="../../${sheet}" />`).join('\n    ');
  return withPolicy(`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="../../icon.svg" type="image/svg+xml" />
    <meta name="description" content="${escapeMarkup(summary)}" />
    <title>${title} – Gradient Lab</title>
    ${links}
    <style nonce="${styleNonce}">${base}${moved.css}</style>
  </head>
  <body>${moved.html}</body>
</html>
`);
}

/** The sentence of the page itself for readers without scripts. */
const withoutScripts = `<noscript><p><a href="./learn/en/index.html">Gradient Lab needs JavaScript; the book that comes with it can be read without.</a></p>
<p lang="zh-CN"><a href="./learn/zh-CN/index.html">Gradient Lab 需要 JavaScript；随附的教程无需脚本即可阅读。</a></p></noscript>`;

/** Writes every chapter as an HTML file of text, `learn/<language>/<chapter>.html`, which needs no script. */
export function chapterPages(): Plugin {
  return {
    name: 'chapter-pages',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (page) => page.replace(/<body[^>]*>/, (body) => `${body}\n    ${withoutScripts}`),
    },
    async generateBundle(_options, bundle) {
      const sheets = Object.values(bundle).flatMap((file) =>
        file.type === 'asset' &&
        /\.css$/.test(file.fileName) &&
        /\.(katex|chapter)[ ,>{]/.test(String(file.source))
          ? [file.fileName]
          : [],
      );
      for (const page of await render()) {
        this.emitFile({ type: 'asset', fileName: page.path, source: documentOf(page, sheets) });
      }
    },
  };
}
