import type { Axis } from '../../charts';
import type { LayerQuantity } from '../../engine/telemetry';

/** The quantities by layer, each with its unit and whether its axis is logarithmic. Shares have no unit: they are percentages. */
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
  saturatedFraction: { scale: 'linear', percent: true },
  deadFraction: { scale: 'linear', percent: true },
} as const satisfies Record<LayerQuantity, Omit<Axis, 'label'>>;

/** The axis of a quantity under its own heading: it is named by the unit, or by the quantity if that is a share. */
export function quantityAxis(quantity: LayerQuantity, name: string): Axis {
  const style: Omit<Axis, 'label'> = quantityStyles[quantity];
  return { ...style, label: style.unit ?? name, switchable: style.percent !== true };
}

/** The three quantities that distinguish vanishing from similar symptoms. */
export const triptych = ['signalNorm', 'activationRms', 'weightGradNorm'] as const;
