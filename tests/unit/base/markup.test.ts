import { expect, test } from 'vitest';
import { escapeMarkup } from '../../../src/base/markup';

test('text can end neither an element nor an attribute, and what is escaped stays so', () => {
  expect(escapeMarkup('a < b & "c"')).toBe('a &lt; b &amp; &quot;c&quot;');
  expect(escapeMarkup('&lt;')).toBe('&amp;lt;');
});
