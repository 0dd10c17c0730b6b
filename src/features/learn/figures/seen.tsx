import { createContext, type ReactNode, use } from 'react';

const SeenContext = createContext(false);

/** Tells a figure's content whether it is in sight. */
export function Seen({ value, children }: { readonly value: boolean; readonly children: ReactNode }) {
  return <SeenContext value={value}>{children}</SeenContext>;
}

/** Whether the surrounding figure is in sight. Work pauses while it is not. */
export const useSeen = (): boolean => use(SeenContext);
