import { type Page, pages } from './state';

/** The part of the page that is open, as the page's address names it: `?page=distil&view=calibration`. */
export interface Address {
  readonly page: Page;
  /** The open tab; undefined for the page's first. */
  readonly view?: string | undefined;
}

/** Reads the query of an address. Without a page it is the lab. */
export function readAddress(query: string): Address {
  const params = new URLSearchParams(query);
  const page = pages.find((one) => one === params.get('page')) ?? 'lab';
  return { page, view: params.get('view') ?? undefined };
}

/** The parameters of single pages: places in the book, and what the library and the room of real models show. They go with their page. */
const ownParams: Partial<Record<Page, readonly string[]>> = {
  learn: ['chapter', 'figure', 'set'],
  library: ['show', 'sort', 'find'],
  models: ['quantity', 'by', 'search', 'module', 'at'],
};

/** The address of another part of the page. Other parameters stay but for those of the page that is left; a link's content is already in the page and goes. */
export function addressOf(href: string, { page, view }: Address): string {
  const address = new URL(href);
  const before = readAddress(address.search).page;
  for (const [owner, names] of Object.entries(ownParams)) {
    if (owner !== page || before !== page) for (const name of names) address.searchParams.delete(name);
  }
  const params = { page: page === 'lab' ? undefined : page, view };
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
