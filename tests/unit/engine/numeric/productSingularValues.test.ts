import { expect, test } from 'vitest';
import { productSingularValues } from '../../../../src/engine/numeric/productSingularValues';
import { factorsOf, type GoldenProduct } from '../../../golden/products';
import golden from '../../../golden/products.json';

test.each((golden.products as GoldenProduct[]).map((product) => [product.name, product] as const))(
  '%s: every singular value is mpmath’s to 1e-8',
  (_name, product) => {
    const found = productSingularValues(factorsOf(product));
    expect(found).toHaveLength(product.values.length);
    product.values.forEach((value, i) => {
      if (value === 0) expect(found[i]).toBe(0);
      else expect(Math.abs(found[i]! / value - 1)).toBeLessThan(1e-8);
    });
  },
);
