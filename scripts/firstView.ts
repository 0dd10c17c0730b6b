import postcss from 'postcss';
import type { Plugin } from 'vite';
import type { FirstView } from '../src/app/prerender.tsx';
import { styleNonce } from './hosting/csp.ts';
import { withModule } from './ssr.ts';

/** The content of the page until its scripts replace it. */
const render = () =>
  withModule('/src/app/prerender.tsx', ({ renderFirstView }: { renderFirstView(): Promise<FirstView> }) =>
    renderFirstView(),
  );

/** Markup that uses classes instead of style attributes, which the page's security policy forbids. */
export function withoutStyleAttributes(html: string): { readonly html: string; readonly css: string } {
  const classes = new Map<string, string>();
  const moved = html.replace(/<[a-z][^>]*\sstyle="([^"]*)"[^>]*>/gi, (tag, style: string) => {
    const name = classes.get(style) ?? `v${classes.size}`;
    classes.set(style, name);
    const bare = tag.replace(/\sstyle="[^"]*"/, '');
    return /\sclass="/.test(bare)
      ? bare.replace(/\sclass="/, ` class="${name} `)
      : bare.replace(/^<[a-z][a-z0-9]*/i, (start) => `${start} class="${name}"`);
  });
  const decoded = (style: string) =>
    style.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
  // The class is repeated, so that a former attribute stays stronger than any rule with one class.
  const css = [...classes].map(([style, name]) => `.${name}.${name}{${decoded(style)}}`).join('');
  return { html: moved, css };
}

/**
 * The rules of a style sheet that can apply to the given markup.
 *
 * @param named leaves out what names no class, as of a sheet for a part of the page that is not open yet
 */
export function rulesFor(css: string, html: string, named = false): string {
  const present = new Set(
    [...html.matchAll(/\sclass="([^"]*)"/g)].flatMap(([, names]) => names!.split(/\s+/)),
  );
  const root = postcss.parse(css);
  root.walkAtRules(/^(font-face|keyframes|page)$/, (rule) => void rule.remove());
  root.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => {
      const classes = [...selector.replaceAll(/:(not|where|is)\([^)]*\)/g, '').matchAll(/\.([\w-]+)/g)];
      return (!named || classes.length > 0) && classes.every(([, name]) => present.has(name!));
    });
    if (kept.length === 0) rule.remove();
    else rule.selectors = kept;
  });
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  return root.toString();
}

/** Runs before the first paint. It sets the saved language and colours, and hides the picture if another experiment opens. */
const prepare = (experiment: string) => `{
const r=document.documentElement,k=(n)=>{try{return localStorage.getItem(n)}catch{return null}};
const q=new URLSearchParams(location.search),m=q.has('embed');
const l=m&&q.get('lang')||k('gradient-lab.language')||(navigator.language.toLowerCase().startsWith('zh')?'zh-CN':'en');
r.lang=l;
const s=m&&q.get('theme')||k('mantine-color-scheme-value')||'auto';
r.dataset.mantineColorScheme=s==='auto'?(matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'):s;
const e=k('gradient-lab.experiment'),p=q.get('page');
const v=m?['embed']:[];
if(p&&p!=='lab'||location.hash)v.push('room');
if(e&&e!==${JSON.stringify(experiment).replaceAll('<', '\\u003c')})v.push('other');
if(k('gradient-lab.guide')==='done')v.push('guided');
r.dataset.view=v.join(' ');
r.dataset.firstFrame='';
}`;

/** The scripts of a built page, those that others import first, and the page without them. */
export function withoutScripts(page: string): { readonly scripts: readonly string[]; readonly rest: string } {
  const [imported, entries]: [string[], string[]] = [[], []];
  const taken = (list: string[]) => (_: string, address: string) => {
    list.push(address);
    return '';
  };
  const rest = page
    .replaceAll(/<link rel="modulepreload"[^>]* href="([^"]*)"[^>]*>\n? */g, taken(imported))
    .replaceAll(/<script type="module"[^>]* src="([^"]*)"[^>]*><\/script>\n? */g, taken(entries));
  return { scripts: [...imported, ...entries], rest };
}

/**
 * Runs behind the first view. The first frame of a wide window has its middle, the second one what is beside it, and then the
 * scripts load. To compile them beside the first frame makes both long, and so does a preload, after which they are compiled between two
 * tasks of the page. Each runs in a task of its own. A page in the background, or inside another page and out of sight, has no
 * frames; a room that is not the lab, and an embedded page, have no first view to show.
 */
const start = (scripts: readonly string[]) => `{
let started;
const show=()=>{delete document.documentElement.dataset.firstFrame};
const run=()=>{if(started)return;started=true;show();
for(const a of ${JSON.stringify(scripts)}){const s=document.createElement('script');s.type='module';s.async=false;s.crossOrigin='';s.src=a;document.head.append(s)}};
const afterFrame=(f)=>requestAnimationFrame(()=>setTimeout(f));
if(document.hidden||/embed|room/.test(document.documentElement.dataset.view))run();else{afterFrame(()=>{show();afterFrame(run)});setTimeout(run,3000)}
}`;

/** The first sentence, in the reader's language. */
const translate = ({ what, question }: FirstView['chinese']) => `if(document.documentElement.lang==='zh-CN'){
const p=document.querySelector('.introduction');
p.firstChild.data=${JSON.stringify(`${what} `)};p.lastElementChild.textContent=${JSON.stringify(question)};
}`;

/** The style element that Mantine renders for the theme. */
const themeVariables = /<style data-mantine-styles="[^"]*">[^<]*<\/style>/;

const viewCss = `
[data-view~=embed] #root>*{display:none}
[data-view~=room] .lab>:not(header),[data-view~=other] .network-view>*,[data-view~=other] .diagnosis,[data-view~=other] .mantine-Tabs-panel{visibility:hidden}
[data-view~=guided] .guide,[data-view~=guided] .network-hints{display:none}
@media(max-width:1080px){#root>.lab>.settings{display:none}}
@media(min-width:1081px){[data-view] .quick{display:none}[data-first-frame] :is(.settings,.outcome){content-visibility:hidden}}`;

/**
 * Puts the first view (the default experiment at step 0) and the styles it needs into the built page. The browser can then
 * paint it before any script or style sheet has loaded; these load afterwards. The band of that experiment comes as data.
 */
export function firstView(): Plugin {
  return {
    name: 'first-view',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      async handler(page, { bundle }) {
        const { html, experiment, band, chinese } = await render();
        // A file dropped on the first view would be lost.
        const moved = withoutStyleAttributes(html.replaceAll(/<input[^>]*type="file"[^>]*>/g, ''));
        // The theme's variables stay when the scripts replace the view: styles are not computed anew then.
        const variables = moved.html.match(themeVariables)?.[0] ?? '';
        const sheets = Object.values(bundle ?? {}).flatMap((file) =>
          file.type === 'asset' && file.fileName.endsWith('.css')
            ? [{ css: String(file.source), linked: page.includes(file.fileName) }]
            : [],
        );
        const rules = (linked: boolean) =>
          sheets
            .filter((sheet) => sheet.linked === linked)
            .map((sheet) => rulesFor(sheet.css, moved.html, !linked))
            .join('');
        const { scripts, rest } = withoutScripts(page);
        const nonce = ` nonce="${styleNonce}"`;
        const withNonce = (markup: string) => markup.replaceAll('<style ', `<style${nonce} `);
        return (
          rest
            .replaceAll(/<link rel="stylesheet"/g, '<link rel="stylesheet" media="print" data-later')
            .replace(
              '</title>',
              `</title>\n    <script>${prepare(experiment)}</script>\n    <style${nonce}>${rules(true)}${moved.css}${viewCss}</style>`,
            )
            // The charts' own sheets come with their scripts, and would move the view then. They are stronger than the page's sheet.
            .replace(
              '</head>',
              () => `<style${nonce}>${rules(false)}</style>\n    ${withNonce(variables)}\n  </head>`,
            )
            .replace(
              '<div id="root"></div>',
              () => `<div id="root">${withNonce(moved.html.replace(themeVariables, '').replace('<div', '<div inert'))}</div>
    <script>${translate(chinese)}</script>
    <script type="application/json" id="${band.elementId}">${JSON.stringify(band.content)}</script>
    <script>${start(scripts)}</script>`,
            )
        );
      },
    },
  };
}
