import { create } from 'zustand';
import type { LayerQuantity } from '../../engine/telemetry';

/** Which picture of the gradients is in the middle: what a student asks first comes first, theory last. */
export const tabs = [
  'layers',
  'causes',
  'distributions',
  'activations',
  'time',
  'heatmap',
  'jacobian',
] as const;
export type Tab = (typeof tabs)[number];

interface View {
  readonly tab: Tab;
  readonly quantity: LayerQuantity;
  setTab(tab: Tab): void;
  setQuantity(quantity: LayerQuantity): void;
}

/** What the middle shows; of no concern to the rest of the page but its shortcuts. */
export const useView = create<View>((set) => ({
  tab: 'layers',
  quantity: 'signalNorm',
  setTab: (tab) => set({ tab }),
  setQuantity: (quantity) => set({ quantity }),
}));
