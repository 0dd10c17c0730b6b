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

// Shows why the page does not start: one of its scripts failed to load.
(() => {
  let told = false;
  addEventListener(
    'error',
    ({ target }) => {
      // Once the page has started, it reports missing parts itself.
      if (told || 'started' in document.documentElement.dataset) return;
      if (!(target instanceof HTMLScriptElement || target instanceof HTMLLinkElement)) return;
      if (target instanceof HTMLLinkElement && target.rel !== 'stylesheet' && target.rel !== 'modulepreload')
        return;
      told = true;
      const chinese = navigator.language.startsWith('zh');
      const main = document.createElement('main');
      const sentence = document.createElement('p');
      sentence.textContent = chinese
        ? '页面的一个文件无法加载：可能是网络中断，或网站刚刚更新。你的实验仍保存在浏览器中。'
        : 'A file of this page could not be loaded: the network failed, or the site was just updated. Your experiments are kept in this browser.';
      const again = document.createElement('button');
      again.textContent = chinese ? '加载最新版本' : 'Load the latest version';
      again.addEventListener('click', async () => {
        const registration = await navigator.serviceWorker?.getRegistration();
        await registration?.unregister();
        location.reload();
      });
      main.append(sentence, again);
      addEventListener('DOMContentLoaded', () => document.body.prepend(main));
      if (document.body) document.body.prepend(main);
    },
    true,
  );
})();
