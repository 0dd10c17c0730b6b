import type { ElementHandle, Page } from '@playwright/test';
import { fileNamed, links } from './inputs.ts';

/** A control by what a user sees of it: its role, its name, and its place among those that share both. */
export interface ControlName {
  readonly role: string;
  readonly name: string;
  readonly nth: number;
}

/** Something that a user does. A list of them can be kept as JSON and done again. */
export type Action =
  | ({ readonly do: 'click'; file?: string } & ControlName)
  | ({ readonly do: 'type'; readonly text: string; readonly end: 'Enter' | 'Tab' | 'none' } & ControlName)
  | ({ readonly do: 'choose'; readonly option: number } & ControlName)
  | ({ readonly do: 'press'; readonly keys: string } & ControlName)
  | ({ readonly do: 'point'; readonly x: number; readonly y: number; readonly drag: boolean } & ControlName)
  | { readonly do: 'key'; readonly keys: string }
  | { readonly do: 'back' | 'forward' | 'reload' }
  | { readonly do: 'open'; readonly file: string }
  | { readonly do: 'link'; readonly link: number }
  | { readonly do: 'room'; readonly query: string };

/** A control on the page that can be used now. */
export interface Control extends ControlName {
  /** The number of options of a select. */
  readonly options: number;
  /** The name that radio buttons of one choice share. */
  readonly group: string;
}

/**
 * The controls that a user can reach: of the open dialog alone, if there is one. It runs in the page.
 * @param wanted the control to return as an element, in place of the list
 */
function findControls(wanted: ControlName | undefined): Control[] | Element | undefined {
  const dialogs = [
    ...document.querySelectorAll('[role="dialog"][aria-modal="true"], .mantine-Modal-content'),
  ];
  const scope = dialogs.filter((dialog) => dialog.checkVisibility()).at(-1) ?? document.body;
  const roles =
    'button, a[href], input, select, textarea, [role="tab"], [role="slider"], [role="menuitem"], [role="treeitem"], [role="option"], [tabindex="0"], canvas, svg.chart-surface';
  const counts = new Map<string, number>();
  const found: Control[] = [];
  const overlays = [...document.querySelectorAll('.mantine-Menu-dropdown, .mantine-Popover-dropdown')];
  for (const part of [scope, ...overlays.filter((overlay) => !scope.contains(overlay))]) {
    for (const element of part.querySelectorAll<HTMLElement>(roles)) {
      const input = element as HTMLInputElement;
      const hidden = ['radio', 'checkbox'].includes(input.type) ? element.parentElement! : element;
      if (!hidden.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (input.disabled || input.type === 'file') continue;
      const role =
        element.getAttribute('role') ??
        (element.matches('input') ? `input:${input.type}` : element.tagName.toLowerCase());
      const label = input.labels?.[0]?.textContent;
      const name = (
        element.getAttribute('aria-label') ??
        label ??
        (element.matches('input, select, textarea, canvas, svg') ? element.id : element.textContent) ??
        ''
      )
        .trim()
        .slice(0, 80);
      const nth = counts.get(`${role}|${name}`) ?? 0;
      counts.set(`${role}|${name}`, nth + 1);
      if (wanted && wanted.role === role && wanted.name === name && wanted.nth === nth) return element;
      found.push({
        role,
        name,
        nth,
        options: (element as unknown as HTMLSelectElement).options?.length ?? 0,
        group: input.type === 'radio' ? input.name : '',
      });
    }
  }
  return wanted ? undefined : found;
}

/** All controls that a user can reach now. */
export const controlsOf = (page: Page): Promise<Control[]> =>
  page.evaluate(findControls, undefined) as Promise<Control[]>;

/** The point of an element that a user would click, or nothing if something lies over it. */
const clickPoint = (element: ElementHandle<Element>) =>
  element.evaluate((target) => {
    const shown = ['radio', 'checkbox'].includes((target as HTMLInputElement).type)
      ? (target.closest('label') ?? (target as HTMLInputElement).labels?.[0] ?? target)
      : target;
    shown.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    const { left, top, width, height } = shown.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const hit = document.elementFromPoint(x, y);
    const meant =
      hit && (shown.contains(hit) || hit.contains(shown) || hit.closest('label')?.control === target);
    return meant ? { x, y, left, top, width, height } : undefined;
  });

/** What a file dialog is answered with while an action is done. */
export interface Chooser {
  file: string | undefined;
  opened: boolean;
}

/** Does one action. @returns whether the page had what it needs */
export async function perform(page: Page, action: Action, chooser: Chooser): Promise<boolean> {
  switch (action.do) {
    case 'key':
      await page.keyboard.press(action.keys);
      return true;
    case 'back':
    case 'forward':
      // Playwright's own goBack fails where the browser brings a page back from its memory.
      await page.evaluate((steps) => setTimeout(() => history.go(steps)), action.do === 'back' ? -1 : 1);
      await page.waitForTimeout(100);
      await page.waitForLoadState('domcontentloaded');
      return true;
    case 'reload':
      await page.reload({ waitUntil: 'domcontentloaded' });
      return true;
    case 'link':
      // A new address of the same page alone would open nothing.
      await page.goto('about:blank');
      await page.goto(`${base(page)}#${links[action.link]}`);
      return true;
    case 'room':
      await page.goto(`${base(page)}?${action.query}`);
      return true;
    case 'open': {
      const input = await page.$('input[type="file"]');
      if (!input) return false;
      await input.setInputFiles(fileNamed(action.file));
      return true;
    }
  }
  const handle = await page.evaluateHandle(findControls, {
    role: action.role,
    name: action.name,
    nth: action.nth,
  });
  const element = handle.asElement() as ElementHandle<Element> | null;
  if (!element) return false;
  const at = await clickPoint(element);
  if (!at) return false;
  switch (action.do) {
    case 'click':
      chooser.file = action.file;
      await page.mouse.click(at.x, at.y);
      return true;
    case 'point':
      await page.mouse.move(at.left + at.width * action.x, at.top + at.height * action.y);
      if (action.drag) {
        await page.mouse.down();
        await page.mouse.move(at.left + at.width * action.y, at.top + at.height * action.x, { steps: 3 });
        await page.mouse.up();
      }
      return true;
    case 'choose': {
      const select = element as ElementHandle<HTMLSelectElement>;
      const { option } = action;
      if (!(await select.evaluate((one, n) => one.options[n]?.disabled === false, option))) return false;
      await select.selectOption({ index: option });
      return true;
    }
    case 'press':
      await element.focus();
      await page.keyboard.press(action.keys);
      return true;
    case 'type':
      await page.mouse.click(at.x, at.y);
      await page.keyboard.press('Control+a');
      if (action.text === '') await page.keyboard.press('Delete');
      else await page.keyboard.insertText(action.text);
      if (action.end !== 'none') await page.keyboard.press(action.end);
      return true;
  }
}

/** The address of the built page, without query and fragment. */
const bases = new WeakMap<Page, string>();
export const setBase = (page: Page, url: string) => bases.set(page, url);
const base = (page: Page) => bases.get(page)!;
