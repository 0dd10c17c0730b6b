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

/** The parameters by which the book names its chapters and figures. */
const bookParams = ['chapter', 'figure', 'set'];

/** The address of another part of the page. Other parameters stay but for those of the page that is left; a link's content is already in the page and goes. */
export function addressOf(href: string, { page, view }: Address): string {
  const address = new URL(href);
  if (readAddress(address.search).page !== page) {
    for (const name of bookParams) address.searchParams.delete(name);
  }
  const params = { page: page === 'lab' ? undefined : page, view };
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  // A place in the book belongs to the page Learn alone.
  if (page !== 'learn') for (const name of ['chapter', 'figure', 'set']) address.searchParams.delete(name);
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
