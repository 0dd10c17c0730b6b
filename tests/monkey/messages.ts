import type { Page } from '@playwright/test';

declare global {
  interface Window {
    workerMessages: string[];
  }
}

/** Keeps the last messages between the page and its workers, for the report of a fault. Call it before the page is opened. */
export async function keepMessages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: string[] = [];
    window.workerMessages = kept;
    const shown = ['phase', 'progress', 'fault', 'request'];
    const brief = (message: unknown) =>
      JSON.stringify(message, (key, value: unknown) =>
        key === '' || typeof value !== 'object' || value === null || shown.includes(key) ? value : undefined,
      );
    let workers = 0;
    window.Worker = new Proxy(Worker, {
      construct(kind, [address, options]: ConstructorParameters<typeof Worker>) {
        const worker = new kind(address, options);
        const number = ++workers;
        const note = (what: string, message: unknown) => {
          const seconds = (performance.now() / 1000).toFixed(2);
          kept.push(`${seconds} s: worker ${number} ${what} ${brief(message)}`.slice(0, 400));
          if (kept.length > 200) kept.splice(0, 100);
        };
        const post = worker.postMessage.bind(worker);
        worker.postMessage = ((message: unknown, ...more: []) => {
          note('is told', message);
          post(message, ...more);
        }) as typeof post;
        const end = worker.terminate.bind(worker);
        worker.terminate = () => {
          note('is ended', null);
          end();
        };
        note('starts', String(address).replace(/.*\//, ''));
        worker.addEventListener('message', ({ data }) => note('says', data));
        return worker;
      },
    });
  });
}

/** The last messages, one a line. */
export const lastMessages = (page: Page): Promise<string> =>
  page.evaluate(() => window.workerMessages.slice(-40).join('\n'));
