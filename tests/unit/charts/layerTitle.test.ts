import { expect, test } from 'vitest';
import { layerTitle } from '../../../src/charts/layerTitle';
import { changeLanguage, i18n, startI18n } from '../../../src/locales/i18n';

await startI18n('en');

test.each([
  ['en', 'Layer 12', 'Output layer'],
  ['zh-CN', '第 12 层', '输出层'],
] as const)(
  'in %s a layer is called by its number, the last by what it is, and any other name stays',
  async (language, numbered, last) => {
    await changeLanguage(language);
    const t = i18n.getFixedT(language, 'charts');
    expect(layerTitle(t, '12')).toBe(numbered);
    expect(layerTitle(t, t('outputShort'))).toBe(last);
    expect(layerTitle(t, 'blocks.0.fc1')).toBe('blocks.0.fc1');
  },
);
