import { useCallback, useEffect, useState } from 'react';
import { type Filter, filters, type Order, orders } from './select';

/** What the library shows of its runs, as its address names it: `?page=library&show=pinned&sort=loss&find=relu`. */
export interface Query {
  readonly search: string;
  readonly filter: Filter;
  readonly order: Order;
}

const [first] = filters;
const [newest] = orders;

/** Reads the query of an address; what it does not name, or names wrongly, is the usual. */
export function readQuery(query: string): Query {
  const params = new URLSearchParams(query);
  return {
    search: params.get('find') ?? '',
    filter: filters.find((one) => one === params.get('show')) ?? first,
    order: orders.find((one) => one === params.get('sort')) ?? newest,
  };
}

/** The address of the library with another query. */
export function queryAddress(href: string, { search, filter, order }: Query): string {
  const address = new URL(href);
  const params = { show: filter === first ? '' : filter, sort: order === newest ? '' : order, find: search };
  for (const [name, value] of Object.entries(params)) {
    if (value === '') address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  return address.href;
}

/** The query in the address bar. A choice is an entry of the browser's history, typing is not. */
export function useQuery(): [Query, (change: Partial<Query>) => void] {
  const [query, setQuery] = useState(() => readQuery(location.search));
  useEffect(() => {
    const follow = () => setQuery(readQuery(location.search));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const change = useCallback((part: Partial<Query>) => {
    const next = { ...readQuery(location.search), ...part };
    const href = queryAddress(location.href, next);
    if (part.search !== undefined) history.replaceState(history.state, '', href);
    else if (href !== location.href) history.pushState(null, '', href);
    setQuery(next);
  }, []);
  return [query, change];
}
