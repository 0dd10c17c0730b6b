import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync, inflateSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

/** The page that python/gradient_lab.py fills; python/tests/test_report.py holds that it does so. */
function reportOf(...logs: readonly string[]): string {
  const module = readFileSync('python/gradient_lab_report.py', 'utf8');
  const text = [...module.matchAll(/^ {4}'(.*)'$/gm)].map(([, line]) => line).join('');
  const scripts = logs.map((name) => {
    const packed = gzipSync(readFileSync(`tests/fixtures/logs/${name}`)).toString('base64');
    return `<script type="text/plain" data-log="${name}">${packed}</script>`;
  });
  return inflateSync(Buffer.from(text, 'base64'))
    .toString('utf8')
    .replace('<!-- logs -->', scripts.join('\n'));
}

test('a report opens from a folder, without a server, and shows its logs under the room’s instruments', async ({
  page,
}, info) => {
  const path = info.outputPath('report.html');
  writeFileSync(path, reportOf('resnet.jsonl', 'transformer.jsonl'));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('transformer.jsonl');
  await expect(page.getByRole('img').first()).toBeVisible();
  await page.getByLabel('Run', { exact: true }).selectOption('resnet.jsonl');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('resnet.jsonl');
  await page.getByLabel('Compare with').selectOption('transformer.jsonl');
  expect(asked.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
});
