import { useLab } from './lab';
import type { Page } from './state';

/** The open tab of a page among its tabs, and a function that opens another. The first is open at first. */
export function useOpenView<View extends string>(
  page: Page,
  views: readonly View[],
): readonly [View, (view: string | null) => void] {
  const view = useLab((lab) => lab.views[page]);
  return [
    views.find((one) => one === view) ?? views[0]!,
    (next) => next !== null && useLab.getState().openView(page, next === views[0] ? undefined : next),
  ];
}
