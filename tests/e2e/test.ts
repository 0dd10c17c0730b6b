import { test as base } from '@playwright/test';

/**
 * Playwright's `test` in a browser without service workers. Storing the whole page for visits without a network takes a processor
 * for seconds after each opening. Tests of the service worker use Playwright's own `test`.
 */
export const test = base.extend({
  context: async ({ context }, use) => {
    await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
    await use(context);
  },
});
