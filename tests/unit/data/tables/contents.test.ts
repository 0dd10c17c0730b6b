import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openingPatience, patience } from '../../../../src/base/patience';
import { contentOf, fetchContent, setContentSource } from '../../../../src/data/tables/contents';
import { keptContent, mostInline } from '../../../../src/data/tables/keptContent';

const storeContent = vi.hoisted(() => vi.fn());
vi.mock('../../../../src/data/tables/contentStore', () => ({ storeContent }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => void vi.useRealTimers());

test('a text that the storage does not give in time is missing, and its late answer is used', async () => {
  let answer = (_: string): void => {};
  setContentSource(() => new Promise((resolve) => (answer = resolve)));
  const fetched = fetchContent('slow');
  await vi.advanceTimersByTimeAsync(openingPatience);
  await fetched;
  expect(contentOf('slow')).toBeUndefined();
  answer('a,b');
  await vi.advanceTimersByTimeAsync(0);
  expect(contentOf('slow')).toBe('a,b');
});

test('a storage that refuses has no text either', async () => {
  setContentSource(() => Promise.reject(new Error('off')));
  await fetchContent('refused');
  expect(contentOf('refused')).toBeUndefined();
});

test('a large table that the storage does not take in time stands in the experiment itself', async () => {
  storeContent.mockReturnValue(new Promise(() => {}));
  const text = '1,2\n'.repeat(mostInline);
  const kept = keptContent(text, 'text');
  await vi.advanceTimersByTimeAsync(patience);
  expect(await kept).toEqual({ text });
});
