import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { serve } from '../../../scripts/hosting/serve.ts';
import { sourcesOfAddress } from '../../../src/features/models/sources';
import { fileSource, urlSource } from '../../../src/store/logSource';

const root = mkdtempSync(join(tmpdir(), 'gradient-lab-source-'));
afterAll(() => rmSync(root, { recursive: true }));

test('a log of the page’s server: what it has grown by, nothing while it has not, a fault once it is gone', async () => {
  const file = join(root, 'run #1%.jsonl');
  writeFileSync(file, 'one\n');
  const { url, close } = await serve({ port: 0, root, files: new Map([['logs/0/run #1%.jsonl', file]]) });
  const source = urlSource(`${url}logs/0/run%20%231%25.jsonl`);
  expect(source.name).toBe('run #1%.jsonl');
  const text = async (offset: number) => (await source.from(offset)).text();
  expect(await text(0)).toBe('one\n');
  expect(await text(4)).toBe('');
  appendFileSync(file, 'twö\n');
  expect(await text(4)).toBe('twö\n');
  expect(await text(0)).toBe('one\ntwö\n');
  await expect(urlSource(`${url}logs/1/run.jsonl`).from(0)).rejects.toThrow('404');
  await close();
  await expect(source.from(0)).rejects.toThrow();
});

test('a chosen file is what it was', async () => {
  const source = fileSource(new File(['one\ntwo\n'], 'run.jsonl'));
  expect([source.name, source.grows]).toEqual(['run.jsonl', false]);
  expect(await (await source.from(4)).text()).toBe('two\n');
});

test('the address names logs of this server alone', () => {
  const found = (query: string) => sourcesOfAddress(query).map(({ name }) => name);
  expect(found('?page=models&log=logs/0/a.jsonl&log=logs/1/b%20c%23%25.jsonl')).toEqual([
    'a.jsonl',
    'b c#%.jsonl',
  ]);
  for (const foreign of [
    'https://example.org/a.jsonl',
    '//example.org/logs/0/a',
    '/etc/passwd',
    'logs/../a',
    'logs/0/..',
    'logs/0/..',
    'a.jsonl',
  ])
    expect(found(`?log=${encodeURIComponent(foreign)}`)).toEqual([]);
});
