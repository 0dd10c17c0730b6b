import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { escapeMarkup } from '../../src/base/markup.ts';

const wrapper = dirname(createRequire(import.meta.url).resolve('@szenadam/scorm-api-wrapper/package.json'));

/** The wrapper that talks to either version of the platform's API, as the global `ScormApiWrapper`, and its licence. */
export const wrapperScript = (): string =>
  `(() => { const exports = {};\n${readFileSync(join(wrapper, 'dist/ScormApiWrapper.js'), 'utf8')}\nwindow.ScormApiWrapper = exports.default; })();\n`;
export const wrapperLicence = (): string => readFileSync(join(wrapper, 'LICENSE.md'), 'utf8');

/** The script of a package's first page: it reports to the platform what the lab in the frame says. */
export const launchScript = `(() => {
  const platform = new ScormApiWrapper(false);
  // It sets an unfinished activity to incomplete, and says at the end whether it may be resumed.
  try { platform.initialize(); } catch { /* A window of another origin stands above: there is no platform. */ }
  const set = (older, newer, value) => {
    const name = platform.scormVersion === '1.2' ? older : newer;
    if (name && platform.connectionIsActive) platform.dataSet(name, value);
  };
  const frame = document.querySelector('iframe');
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow || data?.source !== 'gradient-lab') return;
    if (data.kind === 'chapter' && data.chapter === frame.dataset.chapter) {
      set('cmi.core.lesson_status', 'cmi.completion_status', 'completed');
    } else if (data.kind === 'verdict' && data.passed && data.assignment === frame.dataset.assignment) {
      set('cmi.core.score.raw', 'cmi.score.raw', '100');
      set('', 'cmi.score.scaled', '1');
      set('', 'cmi.completion_status', 'completed');
      set('cmi.core.lesson_status', 'cmi.success_status', 'passed');
    } else return;
    if (platform.connectionIsActive) platform.save();
  });
  addEventListener('pagehide', () => { if (platform.connectionIsActive) platform.terminate(); });
})();
`;

/** The first page of a package: the lab in a frame. @param done what ends the activity, by its data attribute */
export const launchPage = (
  title: string,
  address: string,
  done: { readonly chapter: string } | { readonly assignment: string },
): string => `<!doctype html>
<meta charset="utf-8">
<title>${escapeMarkup(title)}</title>
<style>html,body{height:100%;margin:0}iframe{display:block;width:100%;height:100%;border:0}</style>
<iframe src="${escapeMarkup(address)}" title="${escapeMarkup(title)}" allow="fullscreen" ${Object.entries(
  done,
)
  .map(([name, value]) => `data-${name}="${escapeMarkup(value)}"`)
  .join(' ')}></iframe>
<script src="scorm-api-wrapper.js"></script>
<script src="scorm.js"></script>
`;
