import { type ReactNode, useMemo } from 'react';
import { type ChartChoices, ChartChoicesContext } from '../charts/chartChoices';
import { viewParameters } from '../store/address';
import { readChosen, writeChosen } from '../store/chartsInAddress';
import { useLab } from '../store/lab';
import type { Page } from '../store/state';

interface ChartChoicesInAddressProps {
  readonly page: Page;
  readonly children: ReactNode;
}

/** Keeps what a reader chooses in the charts of a page in its address: Back undoes it, a reload and a link bring it back. */
export function ChartChoicesInAddress({ page, children }: ChartChoicesInAddressProps) {
  const scale = useLab((lab) => lab.shown[page]?.scale);
  const hidden = useLab((lab) => lab.shown[page]?.hidden);
  const choices = useMemo<ChartChoices | undefined>(() => {
    if (!(page in viewParameters)) return undefined;
    const chosen = { scale: readChosen(scale), hidden: readChosen(hidden) };
    return {
      of: (choice, chart) => chosen[choice][chart],
      choose(choice, chart, values) {
        const { shown, show } = useLab.getState();
        const { [choice]: before, ...others } = shown[page] ?? {};
        const text = writeChosen({ ...readChosen(before), [chart]: values });
        show(page, text === undefined ? others : { ...others, [choice]: text }, 'new');
      },
    };
  }, [page, scale, hidden]);
  return <ChartChoicesContext.Provider value={choices}>{children}</ChartChoicesContext.Provider>;
}
