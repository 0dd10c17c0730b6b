import { expect, test } from 'vitest';
import type { Language } from '../../../../src/base/languages';
import { captionOf } from '../../../../src/charts/export/Figure';
import type { Frame } from '../../../../src/charts/export/frames';

const frame = (caption: string) => ({ meta: { caption: () => caption } }) as Frame;
const caption = (language: Language, ...captions: readonly string[]) =>
  captionOf(captions.map(frame), (text) => text[language]);

test('charts of one run have one caption; others each their own after its letter, with the stops of the language', () => {
  expect(caption('en', 'ReLU, step 0', 'ReLU, step 0')).toBe('ReLU, step 0');
  expect(caption('en', 'ReLU', 'tanh')).toBe('(a) ReLU; (b) tanh');
  expect(caption('zh-CN', 'ReLU', 'tanh')).toBe('(a) ReLU；(b) tanh');
});
