import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serializeAssignment } from '../../src/schema/assignment/assignment';
import { assignmentOf, challenges } from '../../src/schema/assignment/challenges';

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-scorm-'));
const installed = '/usr/bin/chromium';
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    ...(existsSync(installed) ? { executablePath: installed } : {}),
    args: ['--no-sandbox'],
  });
});
afterAll(() => browser.close());

/** Writes a package and unpacks it beside a platform, which is scorm-again with the package in a frame. */
async function platform(version: '1.2' | '2004', ...args: string[]) {
  const out = join(folder, `${version}.zip`);
  execFileSync('node', [
    '--import',
    'tsx',
    'scripts/scorm/build.ts',
    '--version',
    version,
    '--out',
    out,
    ...args,
  ]);
  const root = mkdtempSync(join(folder, 'platform-'));
  mkdirSync(join(root, 'sco'));
  for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(readFileSync(out))))) {
    writeFileSync(join(root, 'sco', name), bytes);
  }
  const api = version === '1.2' ? 'API=new Scorm12API({})' : 'API_1484_11=new Scorm2004API({})';
  const runtime = readFileSync(resolve('node_modules/scorm-again/dist/scorm-again.min.js'), 'utf8');
  writeFileSync(join(root, 'runtime.js'), runtime);
  writeFileSync(
    join(root, 'index.html'),
    `<!doctype html><script src="runtime.js"></script><script>window.${api}</script>
<iframe src="sco/index.html" width="1400" height="860"></iframe>`,
  );
  const server = createServer((request, response) => {
    const path = join(root, new URL(request.url!, 'http://x').pathname.replace(/\/$/, '/index.html'));
    if (!existsSync(path)) return void response.writeHead(404).end();
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.html') ? 'text/html' : 'text/xml';
    response.writeHead(200, { 'Content-Type': type }).end(readFileSync(path));
  });
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const lab = page.frameLocator('iframe').frameLocator('iframe');
  const value = (name: string) =>
    page.evaluate(
      ([get, field]) => {
        const host = window as never as Record<string, Record<string, (name: string) => string>>;
        return (host.API_1484_11 ?? host.API)![get!]!(field!);
      },
      [version === '1.2' ? 'LMSGetValue' : 'GetValue', name],
    );
  const manifest = readFileSync(join(root, 'sco/imsmanifest.xml'), 'utf8');
  /** Leaves the activity, and asks the platform whether the session was ended. */
  const leave = async () => {
    await page.evaluate(() => document.querySelector('iframe')!.setAttribute('src', 'about:blank'));
    await page.waitForFunction(() => {
      const host = window as never as Record<string, { isTerminated(): boolean }>;
      return (host.API_1484_11 ?? host.API)!.isTerminated();
    });
  };
  return { page, lab, value, leave, manifest, close: () => server.close() };
}

test('SCORM 1.2: a chapter is incomplete when opened, and completed at its end', async () => {
  const { lab, value, leave, manifest, close } = await platform('1.2', '--chapter', 'gradient-descent');
  try {
    expect(manifest).toContain('<schemaversion>1.2</schemaversion>');
    expect(manifest).toContain('adlcp:scormtype="sco" href="index.html"');
    await lab.locator('.chapter h2').waitFor({ timeout: 60_000 });
    expect(await value('cmi.core.lesson_status')).toBe('incomplete');
    await lab.getByRole('navigation', { name: 'Previous and next chapter' }).scrollIntoViewIfNeeded();
    await expect.poll(() => value('cmi.core.lesson_status'), { timeout: 20_000 }).toBe('completed');
    await leave();
  } finally {
    close();
  }
}, 180_000);

test('SCORM 2004: an assignment is passed by an answer that reaches its goal, not by one that misses it', async () => {
  const file = join(folder, 'level.assignment.json');
  writeFileSync(file, serializeAssignment(assignmentOf(challenges.levelSignal, 'en')));
  const { lab, value, leave, manifest, close } = await platform('2004', '--assignment', file);
  try {
    expect(manifest).toContain('<schemaversion>2004 4th Edition</schemaversion>');
    await lab.getByRole('button', { name: 'Start' }).click({ timeout: 60_000 });
    await lab.getByRole('button', { name: 'Check my answer' }).click();
    await lab.locator('[data-verdict="missed"]').waitFor({ timeout: 60_000 });
    expect(await value('cmi.success_status')).toBe('unknown');
    await lab.getByRole('textbox', { name: 'Gain' }).fill('1');
    await lab.getByRole('textbox', { name: 'Gain' }).press('Enter');
    await lab.getByRole('button', { name: 'Check my answer' }).click();
    await expect.poll(() => value('cmi.success_status'), { timeout: 60_000 }).toBe('passed');
    expect(await value('cmi.score.raw')).toBe('100');
    expect(await value('cmi.completion_status')).toBe('completed');
    await leave();
  } finally {
    close();
  }
}, 180_000);
