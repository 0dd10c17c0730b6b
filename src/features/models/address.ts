import { useEffect } from 'react';
import { joinEscaped, splitEscaped } from '../../base/escapedList';
import { histogramKinds } from '../../data/logs/histograms';
import { logQuantityNames } from '../../data/logs/quantities';
import { groupings } from './tree';
import { type ModelsChoices, useModelsView, usualChoices } from './view';

/** A row's key that is longer than this stands in no address. */
const longestKey = 200;

/** Expanded groups whose keys are longer together stand in no address. */
const longestKeys = 2000;

/** The keys of the expanded groups, with a star between two; a star alone says that none is. */
const writeKeys = (keys: ReadonlySet<string>): string =>
  keys.size === 0 ? '*' : joinEscaped([...keys], '*');

const readKeys = (text: string): ReadonlySet<string> =>
  new Set(splitEscaped(text, '*').filter((key) => key !== ''));

/** What the room shows of a run, as its address names it: `?page=models&quantity=deadFraction&by=type&module=path:encoder&at=12`. */
export function readChoices(query: string): ModelsChoices {
  const params = new URLSearchParams(query);
  const at = params.get('at');
  return {
    ...usualChoices,
    quantity: logQuantityNames.find((one) => one === params.get('quantity')) ?? usualChoices.quantity,
    grouping: groupings.find((one) => one === params.get('by')) ?? usualChoices.grouping,
    search: params.get('search') ?? '',
    selected: params.get('module') || undefined,
    expanded: params.has('expanded') ? readKeys(params.get('expanded')!) : undefined,
    histogram: histogramKinds.find((one) => one === params.get('histogram')) ?? usualChoices.histogram,
    at: at !== null && /^\d{1,9}$/.test(at) ? Number(at) : undefined,
  };
}

/** The address of the room with other choices. */
export function choicesAddress(href: string, choices: ModelsChoices): string {
  const { quantity, grouping, search, selected, expanded, histogram, at } = choices;
  const keys = expanded ? writeKeys(expanded) : '';
  const address = new URL(href);
  const params = {
    quantity: quantity === usualChoices.quantity ? '' : quantity,
    by: grouping === usualChoices.grouping ? '' : grouping,
    search: search.slice(0, longestKey),
    module: selected && selected.length <= longestKey ? selected : '',
    expanded: keys.length <= longestKeys ? keys : '',
    histogram: histogram === usualChoices.histogram ? '' : histogram,
    at: at === undefined ? '' : String(at),
  };
  for (const [name, value] of Object.entries(params)) {
    if (value === '') address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  return address.href;
}

/** Whether a change is a place to go back to: what is typed or dragged is not. */
const isPlace = (now: ModelsChoices, before: ModelsChoices): boolean =>
  now.quantity !== before.quantity ||
  now.histogram !== before.histogram ||
  now.grouping !== before.grouping ||
  now.selected !== before.selected;

/** Keeps what the room shows in the address bar, and follows Back and Forward. */
export function useChoicesInAddress(): void {
  useEffect(() => {
    const follow = () => useModelsView.getState().choose(readChoices(location.search));
    follow();
    const stop = useModelsView.subscribe((now, before) => {
      const href = choicesAddress(location.href, now);
      if (href === choicesAddress(location.href, readChoices(location.search))) return;
      if (isPlace(now, before)) history.pushState(null, '', href);
      else history.replaceState(history.state, '', href);
    });
    addEventListener('popstate', follow);
    return () => {
      stop();
      removeEventListener('popstate', follow);
    };
  }, []);
}
