import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../../scripts/hosting/serve.ts';
import { ownPackages } from './ownPackages';

/**
 * Lighthouse against the built page. Its performance is a time, which depends on the machine: it is reported, and held only where
 * `QUIET=1` says that nothing else runs.
 */

const folder = existsSync('/usr/bin/chromium') ? ownPackages('lighthouse', 'lighthouse') : undefined;

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number }>>;
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly title: string }>>;
}

const pages = { lab: '', 'a chapter of the book': 'learn/en/vanishing-gradients.html' };
const held = ['accessibility', 'best-practices', 'seo'];

/** The least performance on a quiet machine. */
const leastPerformance = { desktop: 0.95, phone: 0.85 } as const;

/** Runs Lighthouse, and again only if it says that its own recording failed and asks for that, as on a busy machine. */
async function lighthouse(options: readonly string[]): Promise<void> {
  const run = () =>
    promisify(execFile)(`${folder}/node_modules/.bin/lighthouse`, options, {
      env: { ...process.env, CHROME_PATH: '/usr/bin/chromium' },
    });
  try {
    await run();
  } catch (error) {
    const { stderr } = error as { readonly stderr?: string };
    if (!stderr?.includes('Please run Lighthouse again')) throw error;
    await run();
  }
}

describe.skipIf(!folder)(
  'Lighthouse (skipped without Debian’s Chromium, or a network to install it)',
  () => {
    let running: Awaited<ReturnType<typeof serve>>;
    beforeAll(async () => {
      running = await serve({ port: 0 });
    });
    afterAll(() => running.close());

    test.each(
      Object.entries(pages).flatMap(([name, path]) =>
        (['desktop', 'phone'] as const).map((device) => [name, device, path] as const),
      ),
    )('%s on a %s: accessibility, best practices and SEO are 100', async (name, device, path) => {
      const output = `${folder}/${name.replaceAll(' ', '-')}-${device}.json`;
      await lighthouse([
        new URL(path, running.url).href,
        ...(device === 'desktop' ? ['--preset=desktop'] : []),
        '--quiet',
        '--output=json',
        `--output-path=${output}`,
        '--chrome-flags=--headless=new --no-sandbox --disable-gpu --no-first-run',
      ]);
      const { categories, audits } = JSON.parse(readFileSync(output, 'utf8')) as Report;
      console.log(`Lighthouse, ${name} on a ${device}: performance ${100 * categories.performance!.score}`);
      const wrong = Object.values(audits)
        .filter(({ score }) => score !== null && score < 1)
        .map(({ title }) => title);
      for (const category of held) {
        expect(categories[category]!.score, `${category}; below 1 are: ${wrong.join('; ')}`).toBe(1);
      }
      if (process.env.QUIET) {
        expect(categories.performance!.score, 'performance').toBeGreaterThanOrEqual(leastPerformance[device]);
      }
    });
  },
  240_000,
);
