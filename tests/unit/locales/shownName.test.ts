import { expect, test } from 'vitest';
import { shownName } from '../../../src/locales/useText';
import { presets } from '../../../src/schema/presets';

test('a name that is a preset’s title in either language is shown in the language asked for', () => {
  for (const { title } of Object.values(presets)) {
    for (const name of Object.values(title)) {
      expect(shownName(name, presets, 'en')).toBe(title.en);
      expect(shownName(name, presets, 'zh-CN')).toBe(title['zh-CN']);
    }
  }
});

test('any other name is shown as it is', () => {
  for (const name of ['', 'Twenty sigmoid layers, mine', 'twenty sigmoid layers', '二十个']) {
    expect(shownName(name, presets, 'zh-CN')).toBe(name);
  }
});
