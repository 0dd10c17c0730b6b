import type { Browser, BrowserContext, Page } from '@playwright/test';
import { createRandom } from '../../src/random/random.ts';
import { type Action, type Chooser, type Control, controlsOf, perform, setBase } from './actions.ts';
import { check, checkPlay, Fault } from './checks.ts';
import { nextAction } from './generate.ts';
import { files } from './inputs.ts';
import { keepMessages, lastMessages } from './messages.ts';

/** Milliseconds within which an action and its checks end, if the page answers at all. */
const mostTime = 180_000;

/** So many actions lie between two presses of Play. */
const playEvery = 10;

/** Sizes of the window, one for each seed in turn. */
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
] as const;

/** What came of a list of actions. */
export interface Outcome {
  /** What went wrong; undefined if nothing did. */
  readonly fault: string | undefined;
  /** The actions that were done, the faulty one last. */
  readonly actions: readonly Action[];
}

/** A page that collects its errors and answers file dialogs. */
interface Session {
  readonly url: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly chooser: Chooser;
  readonly errors: string[];
}

/** An error of the browser's that says nothing of the page: a file that is not there, as the actions ask for some. */
const isExpected = (text: string) => /^Failed to load resource/.test(text);

async function openSession(browser: Browser, url: string, size: number): Promise<Session> {
  const context = await browser.newContext({
    viewport: sizes[size % sizes.length]!,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // tsx names the functions that it hands to the page by this one.
  await context.addInitScript({ content: 'globalThis.__name ??= (named) => named' });
  await context.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
    // Playwright answers the dialogs of file inputs only.
    Reflect.deleteProperty(globalThis, 'showOpenFilePicker');
  });
  const page = await context.newPage();
  const session: Session = { url, context, page, chooser: { file: undefined, opened: false }, errors: [] };
  const { errors, chooser } = session;
  page.on('pageerror', (error) => errors.push(`error: ${error.stack ?? error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error' && !isExpected(line.text())) errors.push(`console: ${line.text()}`);
  });
  page.on('crash', () => errors.push('the page crashed'));
  page.on('dialog', (dialog) => dialog.accept());
  page.on('download', (download) => download.cancel().catch(() => {}));
  page.on('filechooser', (dialog) => {
    chooser.opened = true;
    chooser.file ??= files[0]!;
    const { file } = chooser;
    void import('./inputs.ts').then(({ fileNamed }) => dialog.setFiles(fileNamed(file))).catch(() => {});
  });
  context.on('page', (other) => other !== page && void other.close());
  await keepMessages(page);
  setBase(page, url);
  await page.goto(url);
  await check(page);
  return session;
}

/** Waits for the page, some milliseconds at most. @throws if it does not answer */
async function inTime<T>(answer: Promise<T>, milliseconds = mostTime): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Fault('the page does not answer')), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The controls that can be used; none while another page is being opened. @throws if the page does not answer */
async function controlsNow({ page }: Session): Promise<readonly Control[]> {
  try {
    return await inTime(controlsOf(page));
  } catch (error) {
    if (error instanceof Fault) throw new Fault(`${error.message} at ${page.url()}`);
    return [];
  }
}

/** Does one action and looks at the page. @returns what went wrong, and whether the action was possible */
async function act(
  { url, page, chooser, errors }: Session,
  action: Action,
  plays: boolean,
): Promise<{ readonly done: boolean; readonly fault: string | undefined }> {
  const doing = async () => {
    const done = await perform(page, action, chooser);
    // Blank pages, as before a link, and the static pages of the book have no application.
    if (!page.url().startsWith('http') || /\/learn\//.test(page.url())) await page.goto(url);
    if (done) await check(page);
    if (plays) await checkPlay(page);
    return done;
  };
  try {
    const done = await inTime(doing());
    return { done, fault: errors[0] };
  } catch (error) {
    // What the browser's driver reports is no fault of the page: a control that went away, an opening that another cut short.
    const fault = errors[0] ?? (error instanceof Fault ? error.message : undefined);
    if (!fault) return { done: false, fault };
    const messages = await inTime(lastMessages(page), 5000).catch(() => '');
    return { done: true, fault: `${fault}\n${messages}` };
  }
}

/** Does random actions on the built page at `url`, until one goes wrong or there were `edits`. */
export async function drive(
  browser: Browser,
  url: string,
  seed: number,
  edits: number,
  onAction: (action: Action, done: number, milliseconds: number) => void = () => {},
): Promise<Outcome> {
  const random = createRandom(seed, 'shift');
  const session = await openSession(browser, url, seed);
  const actions: Action[] = [];
  try {
    for (let inVain = 0; actions.length < edits; ) {
      if (inVain > 200) return { fault: 'hardly anything can be done any more', actions };
      const action = nextAction(random, await controlsNow(session));
      if (action.do === 'click') action.file = files[random.integer(files.length)]!;
      session.chooser.opened = false;
      const began = Date.now();
      const { done, fault } = await act(session, action, (actions.length + 1) % playEvery === 0);
      if (action.do === 'click' && !session.chooser.opened) delete action.file;
      inVain = done ? 0 : inVain + 1;
      if (done) {
        actions.push(action);
        onAction(action, actions.length, Date.now() - began);
      }
      if (fault) return { fault, actions };
    }
    return { fault: undefined, actions };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { fault: error.message, actions };
  } finally {
    await session.context.close();
  }
}

/** Does the actions of a list again, but for those that the page no longer allows. */
export async function replay(
  browser: Browser,
  url: string,
  size: number,
  list: readonly Action[],
): Promise<Outcome> {
  const session = await openSession(browser, url, size);
  const actions: Action[] = [];
  try {
    for (const [n, action] of list.entries()) {
      const plays = (n + 1) % playEvery === 0 || n === list.length - 1;
      const { done, fault } = await act(session, action, plays);
      if (done) actions.push(action);
      if (fault) return { fault, actions };
    }
    return { fault: undefined, actions };
  } finally {
    await session.context.close();
  }
}

/**
 * The shortest list found that still goes wrong, by dropping ever smaller parts (delta debugging, Zeller and Hildebrandt 2002).
 * @param attempts the most replays
 * @returns nothing if no part of the list goes wrong again, nor the whole
 */
export async function minimise<T>(
  list: readonly T[],
  fails: (list: readonly T[]) => Promise<boolean>,
  attempts = 40,
): Promise<readonly T[] | undefined> {
  let left = attempts;
  const still = async (fewer: readonly T[]) => left-- > 0 && (await fails(fewer));
  let kept: readonly T[] | undefined;
  // The cause mostly lies close to the end.
  for (let size = 4; size < 3 * list.length && !kept; size *= 3) {
    const end = list.slice(-size);
    if (await still(end)) kept = end;
  }
  if (!kept) return undefined;
  for (let part = Math.ceil(kept.length / 2); ; part = Math.ceil(part / 2)) {
    for (let end = kept.length; end > 0 && kept.length > 1; end -= part) {
      const fewer: readonly T[] = [...kept.slice(0, Math.max(0, end - part)), ...kept.slice(end)];
      if (fewer.length > 0 && (await still(fewer))) kept = fewer;
    }
    if (part <= 1) return kept;
  }
}
