import { escapeMarkup } from '../../src/base/markup.ts';

/** The script of a package's first page: it finds the platform's API and reports what the lab in the frame says. */
export const launchScript = `(() => {
  // The API stands in a window above this one, or above the one that opened it (SCORM 1.2 RTE 3.3.6, 2004 RTE 3.3.6).
  const above = (start) => {
    for (let at = start, n = 0; at && n < 50; at = at.parent, n++) {
      try {
        if (at.API_1484_11) return { api: at.API_1484_11, newer: true };
        if (at.API) return { api: at.API, newer: false };
      } catch { return undefined; }
      if (at.parent === at) return undefined;
    }
  };
  const found = above(window) ?? (window.opener ? above(window.opener) : undefined);
  const call = (name, ...values) => found && found.api[(found.newer ? '' : 'LMS') + name](...values);
  const set = (older, newer, value) => {
    const name = found && (found.newer ? newer : older);
    if (name) call('SetValue', name, value);
  };
  call('Initialize', '');
  const before = found && call('GetValue', found.newer ? 'cmi.completion_status' : 'cmi.core.lesson_status');
  if (before !== 'completed' && before !== 'passed') set('cmi.core.lesson_status', 'cmi.completion_status', 'incomplete');
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
    call('Commit', '');
  });
  addEventListener('pagehide', () => { call('Commit', ''); call(found?.newer ? 'Terminate' : 'Finish', ''); });
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
<script src="scorm.js"></script>
`;
