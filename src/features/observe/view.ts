import { create } from 'zustand';
import type { LayerQuantity } from '../../engine/telemetry';

/** The open chart of the gradients. A student's first questions come first, theory comes last. */
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

/** The settings of the middle. The rest of the page uses them only for shortcuts. */
export const useView = create<View>((set) => ({
  tab: 'layers',
  quantity: 'signalNorm',
  setTab: (tab) => set({ tab }),
  setQuantity: (quantity) => set({ quantity }),
}));
