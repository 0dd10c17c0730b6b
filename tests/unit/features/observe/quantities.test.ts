import { expect, test } from 'vitest';
import { valueName } from '../../../../src/charts/columns';
import { layerQuantities } from '../../../../src/engine/telemetry';
import { quantityAxis, quantityStyles } from '../../../../src/features/observe/quantities';

test('a share is drawn, told and tabled in per cent, and no head says % over a share', () => {
  for (const quantity of layerQuantities) {
    const axis = quantityAxis(quantity, 'its name');
    expect(axis.percent === true, quantity).toBe(quantity.endsWith('Fraction'));
    expect(JSON.stringify([axis, quantityStyles[quantity]]), quantity).not.toContain('%');
    expect(valueName(axis), quantity).toBe(axis.percent ? 'its name' : axis.unit);
  }
});
