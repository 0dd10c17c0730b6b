import { type ComponentType, Suspense, useState } from 'react';
import { lazyPart } from '../locales/lazyPart';

const load = () => import('../features/setup/QuickSettings');
const Later = lazyPart(load);
let Loaded: ComponentType | undefined;

/** Loads the bar before the first rendering, which then needs no placeholder for it. */
export async function loadQuickBar(): Promise<void> {
  // A missing file is told where the bar is shown, which asks for it again.
  const found = await load().catch(() => undefined);
  Loaded = found?.default;
}

/** The settings of a narrow window. */
export function QuickBar() {
  // Kept, so that an open field is not replaced when the file arrives.
  const [Bar] = useState(() => Loaded ?? Later);
  return (
    <Suspense fallback={<div className="quick" />}>
      <Bar />
    </Suspense>
  );
}
