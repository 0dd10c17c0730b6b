import { expect, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { openLab, saved } from './lab';
import { test } from './test';

/** Opens the menu of a chart, by default the profile, and clicks an entry. */
async function pick(page: Page, entry: string, chart = 'Signal, activations'): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Menu of ${chart}`) }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** Opens the lab after one step. */
async function openCharts(page: Page): Promise<void> {
  await openLab(page);
  await page.getByRole('button', { name: 'One step' }).first().click();
  await expect(page.getByTestId('step')).toContainText('Step 1 of');
  await expect(page.locator('#signal-profile')).toBeVisible();
  await expect(page.locator('#loss')).toBeVisible();
}

test('a saved SVG needs nothing of the page; two charts make one figure: a PDF of vectors with its font, on a page of 175 mm; the numbers for LaTeX', async ({
  page,
}) => {
  await openCharts(page);
  // No style sheet, no variable, the fonts by name, the caption whole.
  const svg = (await saved(page, () => pick(page, 'Save as SVG'))).bytes.toString('utf8');
  expect(svg).not.toContain('var(');
  expect(svg).not.toMatch(/ (class|style|data-[\w-]+|aria-[\w-]+)="/);
  expect(svg).not.toContain('vector-effect');
  expect(svg).toMatch(/font-family="DejaVu Sans, [^"]*sans-serif"/);
  const words = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(' ');
  const caption = svg.match(/<desc>([^<]*)<\/desc>/)![1]!;
  expect(words.replaceAll(/\s+/g, '')).toContain(caption.split('. ').at(-1)!.replaceAll(/\s+/g, ''));
  // Text wider than the picture would be cut, so every line must begin inside it.
  const width = Number(svg.match(/viewBox="0 0 (\d+) /)![1]);
  for (const [, x] of svg.matchAll(/<text x="([\d.]+)"/g)) expect(Number(x)).toBeLessThan(width);

  // Keys are drawn as well: the network's ramp of colours, and the colours of its weights.
  const network = (await saved(page, () => pick(page, 'Save as SVG', 'The network'))).bytes.toString('utf8');
  const fills = (drawing: string) =>
    [...drawing.matchAll(/<rect[^>]* fill="(#[\da-f]{6})"/g)].map(([, fill]) => fill);
  const drawings = network.split('<svg ').map(fills);
  expect(drawings.filter((one) => one.length === 32 && new Set(one).size > 10)).toHaveLength(1);
  expect(drawings.slice(2).filter((one) => one.length === 1)).toEqual([['#d55e00'], ['#0072b2']]);

  // It keeps its shape, with no empty room above and below.
  const [, wide, tall] = network.match(/<svg [^>]*viewBox="0 0 (\d+) (\d+)"/)!.map(Number);
  expect(tall! / wide!).toBeLessThan(0.42);

  await pick(page, 'Export figure…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Loss', exact: true }).check();
  await expect(dialog.getByRole('img', { name: /Preview: .*Loss/ })).toBeVisible();
  const save = () => dialog.getByRole('button', { name: 'Save', exact: true }).click();

  const pdf = await saved(page, save);
  expect(pdf.name).toBe('figure.pdf');
  const text = pdf.bytes.toString('latin1');
  expect(text.startsWith('%PDF-')).toBe(true);
  expect(text).toContain('/FontFile2');
  expect(text).toMatch(/\/BaseFont \/DejaVu/);
  expect(text).not.toContain('/Subtype /Image');
  const [, pageWidth] = text.match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/)!;
  expect((Number(pageWidth) / 72) * 25.4).toBeCloseTo(175, 0);

  await dialog.getByText('SVG', { exact: true }).click();
  await dialog.getByText('Dark', { exact: true }).click();
  const dark = (await saved(page, save)).bytes.toString('utf8');
  expect(dark).toMatch(/<rect width="661" height="\d+" fill="#242424"/);
  expect(dark).toContain('>(a) Signal');
  expect(dark).toContain('>(b) Loss');

  await dialog.getByText('LaTeX (pgfplots)', { exact: true }).click();
  const files = unzipSync(new Uint8Array((await saved(page, save)).bytes));
  expect(Object.keys(files).sort()).toEqual([
    'figure.tex',
    'loss.csv',
    'signal-profile-1.csv',
    'signal-profile-2.csv',
    'signal-profile-3.csv',
  ]);
  expect(strFromU8(files['signal-profile-1.csv']!).trim().split('\r\n')).toHaveLength(22);

  // What is copied is what is saved.
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole('button', { name: 'Copy as text' }).click();
  await expect.poll(copied).toBe(strFromU8(files['figure.tex']!));
  await dialog.getByText('SVG', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Copy as text' }).click();
  await expect.poll(copied).toBe(dark);
  await dialog.getByText('PNG', { exact: true }).click();
  const png = await saved(page, save);
  await dialog.getByRole('button', { name: 'Copy as an image' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied.');
  const sizes = await page.evaluate(
    async (own) => {
      const [item] = await navigator.clipboard.read();
      const image = await item!.getType('image/png');
      const pictures = [image, new Blob([Uint8Array.from(own)])].map((one) => createImageBitmap(one));
      return (await Promise.all(pictures)).map(({ width, height }) => [width, height]);
    },
    [...png.bytes],
  );
  expect(sizes[0]).toEqual(sizes[1]);
  // A browser that refuses is told of in a sentence.
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new Error('not allowed here.'));
  });
  await dialog.getByRole('button', { name: 'Copy as an image' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('The figure could not be copied: not allowed here.');
  // On a phone no choice is cut off.
  await page.setViewportSize({ width: 390, height: 844 });
  const choices = await dialog.getByRole('radiogroup').all();
  expect(choices).toHaveLength(3);
  for (const choice of choices) {
    const { x, width: across } = (await choice.boundingBox())!;
    expect(x + across).toBeLessThan(380);
  }
});

test('nothing hidden makes the page longer; a chart tells what it shows now, has its numbers as a table, and holds nothing without a name; a legend lights up its line in every chart', async ({
  page,
}) => {
  await openCharts(page);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(900);
  const picture = page.getByRole('img', { name: /^Signal, activations, weight gradients\. Backprop signal/ });
  await pick(page, 'Show the numbers');
  const table = page.getByRole('dialog').getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(22);
  const first = await table.getByRole('row').nth(1).getByRole('cell').first().textContent();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // No line breaks inside a number of a sentence.
  expect((await picture.getAttribute('aria-label'))!.replaceAll('\u00a0', ' ')).toContain(`${first} at 1`);
  await expect(page.locator('[role="application"]')).toHaveCount(0);
  await expect(page.locator('.chart-picture svg[tabindex]')).toHaveCount(0);
  for (const _ of [1, 2]) await page.getByRole('button', { name: 'One step' }).first().click();
  const faint = page.locator('.chart-line path[stroke-opacity="0.18"]');
  await expect(faint).toHaveCount(0);
  await page.locator('#loss').getByRole('button', { name: 'test set' }).hover();
  for (const chart of ['#loss', '#accuracy'])
    await expect(
      page.locator(chart).locator('.chart-line path[stroke-opacity="0.18"]').first(),
    ).toBeAttached();

  // A chart's scale and its hidden lines stand in the address: a reload keeps them, and Back takes them back one by one.
  const scale = page.locator('#loss').getByRole('radio', { name: 'Log' });
  const line = page.locator('#loss').getByRole('button', { name: 'test set' });
  await page.locator('#loss').getByText('Log', { exact: true }).click();
  await line.click();
  await expect(line).toHaveAttribute('aria-pressed', 'false');
  await expect(page).toHaveURL(/\?scale=loss\.log&hidden=loss\.test$/);
  await page.reload();
  await expect(scale).toBeChecked();
  await expect(line).toHaveAttribute('aria-pressed', 'false');
  await page.goBack();
  await expect(line).toHaveAttribute('aria-pressed', 'true');
  await expect(scale).toBeChecked();
  await page.goBack();
  await expect(scale).not.toBeChecked();
});
