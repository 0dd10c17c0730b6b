import type { LayerQuantity } from '../../engine/telemetry';

/** The quantities by layer, each with its unit and whether its axis is logarithmic. */
export const quantityStyles = {
  signalNorm: { unit: '‖δ‖₂', scale: 'log' },
  activationRms: { unit: 'rms', scale: 'log' },
  weightGradNorm: { unit: '‖∂L/∂W‖₂', scale: 'log' },
  biasGradNorm: { unit: '‖∂L/∂b‖₂', scale: 'log' },
  updateRatio: { unit: '‖ΔW‖/‖W‖', scale: 'log' },
  weightNorm: { unit: '‖W‖₂', scale: 'log' },
  weightFactor: { unit: '×', scale: 'log' },
  activationFactor: { unit: '×', scale: 'log' },
  normalizationFactor: { unit: '×', scale: 'log' },
  skipFactor: { unit: '×', scale: 'log' },
  activationMean: { unit: 'a', scale: 'linear' },
  activationStd: { unit: 'a', scale: 'linear' },
  saturatedFraction: { unit: '%', scale: 'linear', percent: true },
  deadFraction: { unit: '%', scale: 'linear', percent: true },
} as const satisfies Record<LayerQuantity, { unit: string; scale: 'linear' | 'log'; percent?: boolean }>;

/** The three quantities that distinguish vanishing from similar symptoms. */
export const triptych = ['signalNorm', 'activationRms', 'weightGradNorm'] as const;
