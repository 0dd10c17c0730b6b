import { inflateSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { choose, firstToLast, openLab, pause, play, saved, telemetryLines } from './lab';
import { test } from './test';

// A recording of this run is saved beside the report for inspection.
test.use({ trace: 'on' });

/** With SCREENSHOTS=1 this run also makes the README's pictures. */
const picture = (name: string) => (process.env.SCREENSHOTS ? `docs/images/${name}.png` : undefined);

test('the gradient vanishes on the default experiment, and ReLU with He brings it back', async ({ page }) => {
  test.setTimeout(300_000);
  await openLab(page);
  // At 20 steps a second the run is still going when the test pauses it.
  const speed = page.getByRole('slider', { name: 'Speed limit' });
  for (let notch = 0; notch < 3; notch++) await speed.press('ArrowLeft');
  await expect(page.getByText('Speed: at most 20 steps/s')).toBeVisible();
  await play(page).click();
  await expect(page.getByTestId('headline')).toContainText('vanishes');
  await expect(page.getByTestId('step')).not.toContainText(/Step [0-9] of/);
  await pause(page).click();
  await expect(play(page)).toBeVisible();
  for (let notch = 0; notch < 3; notch++) await speed.press('ArrowRight');

  const sigmoid = telemetryLines((await saveTelemetry(page)).bytes);
  expect(sigmoid.length).toBeGreaterThan(5);
  for (const line of sigmoid) {
    expect(firstToLast(line, 'weightGradNorm')).toBeLessThan(1e-6);
    expect(firstToLast(line, 'signalNorm')).toBeLessThan(1e-6);
  }
  const vanishing = picture('vanishing');
  // A used menu fades out.
  await expect(page.getByRole('menu')).toHaveCount(0);
  if (vanishing) await page.screenshot({ path: vanishing });

  await choose(page, 'Activation', 'ReLU');
  await choose(page, 'Initializer', 'He normal');
  await expect(page.getByTestId('step')).toContainText('Step 0 of');
  await play(page).click();
  await expect(page.getByText('Stopped at step 1000')).toBeVisible({ timeout: 240_000 });
  const relu = telemetryLines((await saveTelemetry(page)).bytes);
  expect(relu).toHaveLength(1000);
  expect(firstToLast(relu[0]!, 'weightGradNorm')).toBeGreaterThan(1e-2);
  expect(firstToLast(relu.at(-1)!, 'weightGradNorm')).toBeGreaterThan(1e-2);
  expect(relu.findLast((line) => line.testAccuracy !== undefined)?.testAccuracy).toBeGreaterThan(0.95);
  const cured = picture('cured');
  if (cured) await page.screenshot({ path: cured });

  // The chart has drawn the last step.
  const atEnd = firstToLast(relu.at(-1)!, 'signalNorm').toPrecision(3);
  await expect(page.getByTestId('headline')).toContainText(String(Number(atEnd)));
  const menu = page.getByRole('button', { name: 'Menu of Signal, activations, weight gradients' });
  const exported = (item: string) =>
    saved(page, async () => {
      await menu.click();
      await page.getByRole('menuitem', { name: item }).click();
    });

  const csv = await exported('Save as CSV');
  expect(csv.name).toBe('signal-profile.csv');
  const rows = csv.bytes.toString('utf8').trim().split('\r\n');
  expect(rows[0]).toBe('# Signal, activations, weight gradients');
  expect(rows[1]).toContain('20 × 32 ReLU, He normal, two moons, SGD 0.1, seed 1');
  const numbers = rows.slice(3).map((row) => row.split(',').slice(1).map(Number));
  expect(numbers).toHaveLength(21);
  relu.at(-1)!.layers.forEach((layer, l) => {
    expect(numbers[l]).toEqual([layer.signalNorm, layer.activationRms, layer.weightGradNorm]);
  });

  const svg = await exported('Save as SVG');
  // Uses a page of its own, because the lab's security policy blocks markup made from text.
  const blank = await page.context().newPage();
  const read = await blank.evaluate((source) => {
    const document = new DOMParser().parseFromString(source, 'image/svg+xml');
    return {
      faulty: document.querySelector('parsererror') !== null,
      title: document.querySelector('title')?.textContent,
      text: document.documentElement.textContent,
      // All bars of a quantity are one path.
      bars: [...document.querySelectorAll('path')]
        .map((path) => path.getAttribute('d')?.match(/M/gi)?.length ?? 0)
        .reduce((a, b) => a + b, 0),
      width: Number(document.documentElement.getAttribute('width')),
    };
  }, svg.bytes.toString('utf8'));
  await blank.close();
  expect(read.faulty).toBe(false);
  expect(read.title).toBe('Signal, activations, weight gradients');
  expect(read.text).toContain('seed 1');
  expect(read.text).toContain('Backprop signal');
  expect(read.bars).toBeGreaterThanOrEqual(3 * 21);

  const png = (await exported('Save as PNG')).bytes;
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(2 * read.width);
  expect(coloursOf(png)).toBeGreaterThan(10);
});

const saveTelemetry = (page: Parameters<typeof openLab>[0]) =>
  saved(page, async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('menuitem', { name: /Telemetry/ }).click();
  });

/** The number of different bytes in the picture's data: a blank picture has very few. */
function coloursOf(png: Buffer): number {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.subarray(at + 4, at + 8).toString() === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return new Set(inflateSync(Buffer.concat(parts))).size;
}
