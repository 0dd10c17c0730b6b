import { readFileSync } from 'node:fs';
import { type Download, expect, type Locator, type Page } from '@playwright/test';
import { strFromU8 } from 'fflate';
import { toFragment } from '../../src/schema/link';

/** Common actions of the tests, named as a user would name them. */

export interface TelemetryLine {
  readonly step: number;
  readonly loss: number | string;
  readonly testLoss?: number | string;
  readonly testAccuracy?: number;
  readonly layers: readonly Record<string, number | string | null>[];
}

/** Opens the page and waits until the run can be played. */
export async function openLab(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  await expect(play(page)).toBeEnabled();
}

/** Opens the page by a link to an experiment, and waits until it can be played. */
export async function openLabWith(page: Page, spec: Record<string, unknown>): Promise<void> {
  await openLab(page, `/${toFragment(spec as never)}`);
  await expect(page.getByLabel('Name of the experiment')).toHaveValue(String(spec.name));
}

/** Turns the page to a language, if it is in the other. The served header takes clicks once code has taken over. */
export async function setLanguage(page: Page, language: 'English' | '简体中文'): Promise<void> {
  const button = page.getByRole('button', { name: language, exact: true });
  await expect(async () => {
    if (await button.isVisible()) await button.click({ timeout: 2000 });
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'English' ? 'en' : 'zh-CN', {
      timeout: 1000,
    });
  }).toPass();
}

/** The tabs of the open room, once they are there. */
export async function tabs(page: Page): Promise<Locator[]> {
  const all = page.getByRole('main').getByRole('tab');
  await expect(all.first()).toBeVisible();
  return all.all();
}

/** The widths at which pictures of the page are taken: a screen, a small one, a projector and a phone. */
export const screenWidths = [1440, 1280, 1024, 390];

export const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });
export const pause = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true });

/** Chooses an option of a select, by its label. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).selectOption({ label: option });
}

/** Clicks a control that saves a file, and reads the file. */
export async function saved(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: (download as Download).suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** The lines of the telemetry file, without the header. */
export function telemetryLines(bytes: Buffer): TelemetryLine[] {
  return strFromU8(bytes)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as TelemetryLine);
}

/** Ratio of a quantity in the first layer to the last hidden one. */
export function firstToLast(line: TelemetryLine, quantity: string): number {
  const hidden = line.layers.slice(0, -1);
  return Number(hidden[0]?.[quantity]) / Number(hidden.at(-1)?.[quantity]);
}

/** A small experiment, which is the default with the given changes. */
export function experiment(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    format: 'gradient-lab/experiment',
    version: 1,
    name: 'Small',
    seed: 3,
    data: { kind: 'moons', samples: 80, noise: 0.1 },
    network: { depth: 3, width: 8, activation: 'tanh', initializer: { kind: 'glorotNormal' } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps: 40 },
    ...changes,
  };
}

export const asFile = (value: unknown, name = 'small.experiment.json') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});

/** Opens an experiment file. */
export const openFile = async (page: Page, file: ReturnType<typeof asFile>): Promise<void> => {
  await page.locator('input[type="file"]').first().setInputFiles(file);
};

/** Drags a file over the page, and drops it when the page shows the drop target. */
export async function dropFile(
  page: Page,
  { name, mimeType, buffer }: ReturnType<typeof asFile>,
): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ({ name, type, base64 }) => {
      const dragged = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
      dragged.items.add(new File([bytes], name, { type }));
      return dragged;
    },
    { name, type: mimeType, base64: buffer.toString('base64') },
  );
  const target = page.getByText(/^Drop an experiment/);
  // The drop target loads after the first view; a file that is dragged earlier shows nothing.
  await expect(async () => {
    await page.dispatchEvent('body', 'dragenter', { dataTransfer });
    await expect(target).toBeVisible({ timeout: 500 });
  }).toPass();
  await target.dispatchEvent('drop', { dataTransfer });
}

/** The general error message; the same message may also be shown beside a field. */
export const toldOfAll = (page: Page) => page.locator('[role="alert"]:not([data-path] *)');

/** Opens an experiment in the lab, and waits until it is ready; until then the page shows the previous run. */
export async function openExperiment(page: Page, spec: Record<string, unknown>): Promise<void> {
  const name = page.getByLabel('Name of the experiment');
  if ((await name.inputValue()) === spec.name)
    throw new Error('A run of the same name: nothing to wait for.');
  await openFile(page, asFile(spec));
  await expect(name).toHaveValue(String(spec.name));
  await expect(page.getByTestId('step')).toContainText('Step 0 of');
  await expect(play(page)).toBeEnabled();
}

/** Saves through an item of the Save menu, and reads the file. */
export const saveFrom = (page: Page, item: RegExp) =>
  saved(page, async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  });

/** Opens the settings of a study, which fold away once it runs. */
export async function openSetup(page: Page): Promise<void> {
  const fold = page.getByRole('button', { name: /^Set-up/ });
  if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
}

/** Waits until the page has drawn what it was last told. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

/** Walks through the tabs of a study by keyboard, none of which may be wider than the window. */
export async function expectNarrowTabs(page: Page, count: number): Promise<void> {
  const tabs = page.getByRole('main').getByRole('tab');
  for (let i = 0; i < count; i++) {
    await expect(tabs.nth(i)).toHaveAttribute('aria-selected', 'true');
    await drawn(page);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
        message: `view ${i}`,
      })
      .toBeLessThanOrEqual(0);
    await page.keyboard.press('ArrowRight');
  }
}

/** All records of a table of the browser's database; none as long as the page has not made the database. */
export const records = (page: Page, table: string) =>
  page.evaluate(
    (name) =>
      new Promise<Record<string, unknown>[]>((resolve, reject) => {
        const opening = indexedDB.open('gradient-lab');
        let missing = false;
        opening.onupgradeneeded = () => {
          missing = true;
          // A database made here would have no tables and keep the page from making its own.
          opening.transaction!.abort();
        };
        opening.onerror = () => (missing ? resolve([]) : reject(opening.error));
        opening.onsuccess = () => {
          const all = opening.result.transaction(name).objectStore(name).getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result);
          };
        };
      }),
    table,
  );

/** Puts a record into the browser's database, as another program might. */
export const put = (page: Page, table: string, record: object) =>
  page.evaluate(
    ([name, value]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gradient-lab');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const written = opening.result.transaction(name, 'readwrite');
          written.objectStore(name).put(value);
          // A reload before the end of the transaction would undo it.
          written.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          written.onabort = () => reject(written.error);
        };
      }),
    [table, record] as const,
  );
