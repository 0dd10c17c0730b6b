// This script runs on its own, before every other script.

// The only Trusted Types policy that allows text as markup or as the address of a script. It accepts the text of style
// sheets, which Mantine writes, and refuses markup. Scripts and workers must come from this origin.
self.trustedTypes?.createPolicy('default', {
  createHTML(text) {
    if (text.includes('<')) throw new TypeError('Gradient Lab writes no markup from text.');
    return text;
  },
  createScriptURL(text) {
    const { origin } = new URL(text, location.href);
    if (origin !== location.origin) throw new TypeError(`Gradient Lab loads no script from ${origin}.`);
    return text;
  },
});

// Shows why the page does not start: one of its scripts failed to load, or stopped with an error.
(() => {
  let told = false;
  const isStarted = () => 'started' in document.documentElement.dataset;
  const chinese = navigator.language.startsWith('zh');

  const tell = (text) => {
    told = true;
    const main = document.createElement('main');
    // The page takes it away if it starts all the same.
    main.id = 'not-started';
    const sentence = document.createElement('p');
    sentence.textContent = text;
    const again = document.createElement('button');
    again.textContent = chinese ? '加载最新版本' : 'Load the latest version';
    again.addEventListener('click', async () => {
      const registration = await navigator.serviceWorker?.getRegistration();
      // Without a network only the stored version can start.
      if (navigator.onLine) await registration?.unregister();
      location.reload();
    });
    main.append(sentence, again);
    if (document.body) document.body.prepend(main);
    else addEventListener('DOMContentLoaded', () => isStarted() || document.body.prepend(main));
  };

  const tellMissing = () =>
    tell(
      chinese
        ? '页面的一个文件无法加载：可能是网络中断，或网站刚刚更新。你的实验仍保存在浏览器中。'
        : 'A file of this page could not be loaded: the network failed, or the site was just updated. Your experiments are kept in this browser.',
    );

  const tellError = (message) =>
    tell(
      chinese
        ? `页面未能启动（${message}）。你的实验仍保存在浏览器中。请重新加载，或换用其他浏览器。`
        : `The page did not start (${message}). Your experiments are kept in this browser. Load it again, or use another browser.`,
    );

  // The same words as in src/base/missingFile.ts, which this script cannot import.
  const missing = /dynamically imported module|Importing a module script failed|Unable to preload CSS/;
  const tellWhy = (message) => (missing.test(message) ? tellMissing() : tellError(message));

  addEventListener(
    'error',
    ({ target, message }) => {
      // Once the page has started, it reports missing parts itself.
      if (told || isStarted()) return;
      if (target === window) tellWhy(message);
      else if (target instanceof HTMLScriptElement) tellMissing();
      else if (target instanceof HTMLLinkElement && /^(stylesheet|modulepreload)$/.test(target.rel))
        tellMissing();
    },
    true,
  );
  // The page's first script waits for parts that load after it.
  addEventListener('unhandledrejection', ({ reason }) => {
    if (told || isStarted()) return;
    tellWhy(reason instanceof Error ? reason.message : String(reason));
  });
})();
