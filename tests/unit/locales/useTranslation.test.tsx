import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test } from 'vitest';
import { changeLanguage, i18n, startI18n } from '../../../src/locales/i18n';
import { unbroken, useTranslation } from '../../../src/locales/useTranslation';

beforeAll(() => startI18n('en'));

type Used = ReturnType<typeof useTranslation>;

function Probe({ namespace, onUse }: { readonly namespace: string; readonly onUse: (used: Used) => void }) {
  onUse(useTranslation(namespace));
  return null;
}

/** What a component that uses the hook has at hand. */
function used(namespace: string): Used {
  const results: Used[] = [];
  renderToStaticMarkup(<Probe namespace={namespace} onUse={(result) => results.push(result)} />);
  return results[0]!;
}

test('sentences of the namespace, of another one, and with values', () => {
  const { t } = used('charts');
  const own = i18n.getFixedT('en', 'charts');
  for (const key of Object.keys(i18n.getResourceBundle('en', 'charts'))) expect(t(key), key).toBe(own(key));
  expect(t('app:close')).toBe(i18n.t('app:close'));
  expect(t('app:close')).not.toBe('app:close');
  expect(used('app').t('broken', { message: 'first' })).toContain('first');
  expect(used('app').t('broken', { message: 'second' })).toContain('second');
});

test('no line ends inside a number', () => {
  expect(unbroken('2.4 × 10⁻⁵ of 29.1 %, 3 × 8 units, 5 of 6')).toBe(
    '2.4\u00a0×\u00a010⁻⁵ of 29.1\u00a0%, 3 × 8 units, 5 of 6',
  );
  expect(used('observe').t('answered', { accuracy: '50 %', count: 2, low: '1 %', high: '99 %' })).toContain(
    '50\u00a0%',
  );
});

test('one function until the language changes, then the other language', async () => {
  const { t } = used('app');
  const close = t('close');
  expect(used('app').t).toBe(t);
  await changeLanguage('zh-CN');
  const chinese = used('app');
  expect(chinese.i18n.language).toBe('zh-CN');
  expect(chinese.t).not.toBe(t);
  expect(chinese.t('close')).not.toBe(close);
  await changeLanguage('en');
  expect(used('app').t('close')).toBe(close);
});

test('a key that has no sentence yet has one once its texts have come', () => {
  const { t } = used('later');
  expect(t('word')).toBe('word');
  i18n.addResourceBundle('en', 'later', { word: 'A word' });
  expect(t('word')).toBe('A word');
  i18n.removeResourceBundle('en', 'later');
});
