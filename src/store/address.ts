import { type Page, pages, type Shown } from './state';

/** The part of the page that is open, as the page's address names it: `?page=distil&view=calibration`. */
export interface Address {
  readonly page: Page;
  /** The open tab; undefined for the page's first. */
  readonly view?: string | undefined;
  /** What the page's views show, where it is not the usual; undefined leaves the address what it says of the page. */
  readonly shown?: Shown | undefined;
}

/** What a reader chooses in the charts of a page (`chartsInAddress`). */
const ofCharts = ['scale', 'hidden'] as const;

/** The parameters of what the views of a page show (`choicesInAddress`). */
export const viewParameters = {
  lab: [
    'quantity',
    'counted',
    'by',
    'without',
    'color',
    'biases',
    'updates',
    'layer',
    'unit',
    'weight',
    'sample',
    'lens',
    'code',
    ...ofCharts,
  ],
  compare: ['layout', 'quantity', 'when', ...ofCharts],
  distil: [
    'results',
    'measure',
    'quantity',
    'when',
    'entropy',
    'sample',
    'class',
    'temperature',
    'student',
    'factor',
    'raised',
    'bias',
    ...ofCharts,
  ],
  transfer: ['results', 'value', 'quantity', 'layout', 'method', 'layer', 'point', ...ofCharts],
  models: ofCharts,
} as const satisfies Partial<Record<Page, readonly string[]>>;
export type PageWithChoices = keyof typeof viewParameters;

const parametersOf = (page: Page): readonly string[] =>
  page in viewParameters ? viewParameters[page as PageWithChoices] : [];

/** Reads the query of an address. Without a page it is the lab. */
export function readAddress(query: string): Address {
  const params = new URLSearchParams(query);
  const page = pages.find((one) => one === params.get('page')) ?? 'lab';
  const shown = parametersOf(page).flatMap((name) => {
    const value = params.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { page, view: params.get('view') ?? undefined, shown: Object.fromEntries(shown) };
}

/** The parameters that pages read and write themselves: places in the book, and what the library and the room of real models show. */
const ownParameters: Partial<Record<Page, readonly string[]>> = {
  learn: ['chapter', 'figure', 'set', 'as', 'slide'],
  library: ['show', 'sort', 'find'],
  models: ['quantity', 'by', 'search', 'module', 'expanded', 'at', 'histogram'],
};

const allOf = (page: Page): readonly string[] => [...parametersOf(page), ...(ownParameters[page] ?? [])];

/** The address of another part of the page. Other parameters stay but for those of the page that is left; a link's content is already in the page and goes. */
export function addressOf(href: string, { page, view, shown }: Address): string {
  const address = new URL(href);
  const before = readAddress(address.search).page;
  const kept = before === page ? allOf(page) : [];
  for (const name of pages.flatMap(allOf)) if (!kept.includes(name)) address.searchParams.delete(name);
  const choices = shown && parametersOf(page).map((name) => [name, shown[name]] as const);
  const params = { page: page === 'lab' ? undefined : page, view, ...Object.fromEntries(choices ?? []) };
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  address.hash = '';
  return address.href;
}

/** Names the open part in the browser's address bar; `as` another entry of its history, unless the address is the same. */
export function showAddress(address: Address, as: 'new' | 'same'): void {
  const { location, history } = globalThis;
  if (!location) return;
  const href = addressOf(location.href, address);
  if (as === 'new' && href !== location.href) history.pushState(null, '', href);
  else history.replaceState(history.state, '', href);
}
