import type { Page } from '@playwright/test';
import en from '../../src/locales/en/app.json' with { type: 'json' };
import zh from '../../src/locales/zh-CN/app.json' with { type: 'json' };

/** Milliseconds within which the page answers, a run is built, and a run that plays gets on. */
const patience = 60_000;

/** A fault of the page; other errors are those of the tool that drives it. */
export class Fault extends Error {}

/** What the page shows that a check looks at. */
interface Shown {
  /** The title of the message that takes the place of a part that broke. */
  readonly broken: boolean;
  /** Words that stand for a value that does not exist, or for a text that is missing. */
  readonly wrongWords: string | undefined;
  readonly inLab: boolean;
  readonly isBuilding: boolean;
  readonly isPlaying: boolean;
  readonly canPlay: boolean;
  readonly progress: string;
  readonly alerts: string;
  /** Whether a dialog lies over the page, so that nothing behind it can be pressed. */
  readonly hasDialog: boolean;
  /** Hidden layers of the experiment, and what is drawn of them; undefined if the chart is not open. */
  readonly layers: number | undefined;
  readonly strip: number;
  /** Bars of each chart by layer, and the layers whose value has no bar as it is not finite. */
  readonly bars: readonly { readonly drawn: number; readonly notFinite: number }[];
  readonly rows: number | undefined;
}

const names = { play: ['Play', '播放'], pause: ['Pause', '暂停'] };

const lookAt = (page: Page): Promise<Shown> =>
  page.evaluate(
    ({ titles, names }) => {
      const visible = (element: Element) => element.checkVisibility();
      const all = (selector: string) => [...document.querySelectorAll(selector)].filter(visible);
      // A real model's log may hold NaN, which is then told.
      // Code that is shown has words of its own.
      const code = [...document.querySelectorAll<HTMLElement>('pre, .code-lines')].map(
        (part) => part.innerText,
      );
      const whole = code.reduce((rest, part) => rest.replace(part, ''), document.body?.innerText ?? '');
      const text = location.search.includes('page=models') ? whole.replaceAll('NaN', '') : whole;
      const buttons = all('main button, .bar button') as HTMLButtonElement[];
      const named = (list: readonly string[]) =>
        buttons.find((button) => list.includes((button.textContent ?? '').trim()));
      const play = named(names.play);
      const inLab = document.querySelector('.lab') !== null;
      let spec: { network: { depth?: number; hidden?: unknown[] } } | undefined;
      try {
        spec = JSON.parse(localStorage.getItem('gradient-lab.experiment') ?? 'null') ?? undefined;
      } catch {}
      const isKept = !document.querySelector('[data-testid="too-large-to-store"]');
      const heatmap = document.querySelector('.lab [role="tabpanel"] canvas') as HTMLCanvasElement | null;
      const view = new URLSearchParams(location.search).get('view') ?? 'layers';
      // All bars of a series are one path, which moves to each of them.
      const barsIn = (chart: Element) =>
        [...chart.querySelectorAll('.chart-bars path')]
          .map((path) => path.getAttribute('d')?.match(/M/g)?.length ?? 0)
          .reduce((sum, count) => sum + count, 0);
      const charts = view === 'layers' ? (all('.lab [data-not-finite]') as HTMLElement[]) : [];
      return {
        broken: titles.some((title) => text.includes(title)),
        wrongWords: /.*(?:\[object \w+\]|\{\{\w+\}\}|(?:^|[=:：(] ?)(?:undefined|NaN)\b(?! or| 或)).*/m
          .exec(text)?.[0]
          .slice(0, 200),
        inLab,
        isBuilding: inLab && play?.getAttribute('aria-disabled') === 'true',
        isPlaying: named(names.pause) !== undefined,
        canPlay: play !== undefined && !play.disabled && play.getAttribute('aria-disabled') !== 'true',
        progress: all('[data-testid="step"], [data-testid="phase"], [data-testid="compared-steps"]')
          .map((element) => element.textContent)
          .join(),
        alerts: all('[role="alert"], [role="status"]')
          .map((element) => element.textContent)
          .join(),
        hasDialog: all('[role="dialog"][aria-modal="true"], .mantine-Modal-content').length > 0,
        layers: isKept ? (spec?.network.hidden?.length ?? spec?.network.depth) : undefined,
        strip: all('.layer').length,
        bars: charts.map((chart) => ({ drawn: barsIn(chart), notFinite: Number(chart.dataset.notFinite) })),
        rows: view === 'heatmap' ? heatmap?.height : undefined,
      };
    },
    { titles: [en.brokenTitle, zh.brokenTitle], names },
  );

/** Looks until something holds. @throws if it does not in time */
async function until(
  page: Page,
  fault: string,
  holds: (shown: Shown) => boolean,
  milliseconds = patience,
): Promise<Shown> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const shown = await lookAt(page).catch((error: unknown) => {
      // Another page is being opened.
      if (!/context was destroyed|navigat|Not attached/i.test(String(error)) || Date.now() > end) throw error;
    });
    if (shown && holds(shown)) return shown;
    if (Date.now() > end) throw new Fault(`${fault}: ${JSON.stringify(shown)}`);
    await page.waitForTimeout(100);
  }
}

/** Whether the charts of the lab show the layers of the experiment; the output layer is one more. */
const drawsLayers = ({ inLab, layers, strip, bars, rows }: Shown) => {
  if (!inLab || layers === undefined) return true;
  const all = layers + 1;
  return (
    strip === layers &&
    bars.every(({ drawn, notFinite }) => drawn + notFinite === all) &&
    [undefined, all].includes(rows)
  );
};

/**
 * Looks at the page after an action.
 * @throws if a part broke, a text is missing, a run is never built, or a chart draws other layers than the experiment's
 */
export async function check(page: Page): Promise<void> {
  const shown = await until(page, 'a run is never built', ({ isBuilding }) => !isBuilding);
  if (shown.broken) throw new Fault('a part of the page broke');
  if (shown.wrongWords) throw new Fault(`the page shows “${shown.wrongWords}”`);
  if (!drawsLayers(shown))
    await until(page, 'a chart draws other layers than the experiment has', drawsLayers);
}

/** Presses a button of the open page by its word. @returns whether there is one, and nothing lies over it */
async function press(page: Page, words: readonly string[]): Promise<boolean> {
  const at = await page.evaluate((list) => {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('main button, .bar button')];
    const button = buttons.find(
      (one) => list.includes((one.textContent ?? '').trim()) && one.checkVisibility() && !one.disabled,
    );
    button?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const box = button?.getBoundingClientRect();
    if (!button || !box) return undefined;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    return button.contains(document.elementFromPoint(x, y)) ? { x, y } : undefined;
  }, words);
  if (at) await page.mouse.click(at.x, at.y);
  return at !== undefined;
}

/** Presses Play, if there is one that can be pressed. @throws if nothing comes of it, or Pause does not end it */
export async function checkPlay(page: Page): Promise<void> {
  // A dialog may be about to open.
  await page.waitForTimeout(300);
  const before = await lookAt(page);
  if (!before.isPlaying && !(before.canPlay && (await press(page, names.play)))) return;
  // A dialog that opens at that moment gets the click.
  const plays = (shown: Shown) =>
    shown.hasDialog || shown.progress !== before.progress || shown.alerts !== before.alerts;
  const playing = await untilPressed(page, 'Play does nothing', plays, names.play);
  if (!playing.isPlaying || !(await press(page, names.pause))) return;
  const pauses = ({ isPlaying, isBuilding, hasDialog }: Shown) => hasDialog || (!isPlaying && !isBuilding);
  await untilPressed(page, 'Pause does nothing', pauses, names.pause);
}

/** Presses a second time if nothing comes of the first: a button can move away under the pointer. */
async function untilPressed(
  page: Page,
  fault: string,
  holds: (shown: Shown) => boolean,
  words: readonly string[],
): Promise<Shown> {
  try {
    return await until(page, fault, holds, patience / 3);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    await press(page, words);
    return await until(page, fault, holds);
  }
}
