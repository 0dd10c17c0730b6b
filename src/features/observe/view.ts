import { create } from 'zustand';
import type { LayerQuantity } from '../../engine/telemetry';
import { useLab } from '../../store/lab';

/** The charts of the gradients. A student's first questions come first, theory comes last. */
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
  readonly quantity: LayerQuantity;
  setQuantity(quantity: LayerQuantity): void;
}

/** The settings of the middle. The rest of the page uses them only for shortcuts. */
export const useView = create<View>((set) => ({
  quantity: 'signalNorm',
  setQuantity: (quantity) => set({ quantity }),
}));

/** Opens a chart of the gradients. */
export const openTab = (tab: Tab): void =>
  useLab.getState().openView('lab', tab === tabs[0] ? undefined : tab);
