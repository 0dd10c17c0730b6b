import { expect, type Page } from '@playwright/test';
import { openLab, saved } from './lab';
import { test } from './test';

/** Whether an element's picture has more than one colour: something is to be seen in it. */
async function colorsOf(page: Page, selector: string): Promise<number> {
  const bytes = await page.locator(selector).first().screenshot();
  return page.evaluate(async (base64) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    const colors = new Set<number>();
    for (let i = 0; i < data.length; i += 4)
      colors.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
    return colors.size;
  }, bytes.toString('base64'));
}

/** The outline and border of what is chosen, which must differ from those of what is not. */
const framesOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { outlineStyle, outlineWidth, borderBottomWidth } = getComputedStyle(element);
      return `${outlineStyle} ${outlineWidth} ${borderBottomWidth}`;
    }),
  );

// The pictures are read through a data address, which the page's policy does not allow.
test.use({ bypassCSP: true });

test('forced colours, reduced motion and 400 % zoom: everything is to be seen, nothing moves, nothing is cut off', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await openLab(page);
  await expect(page.locator('#signal-profile')).toBeVisible();
  await expect(page.locator('#loss')).toBeVisible();

  // The layers keep the colours of their signals, and keys those of their lines.
  expect(await colorsOf(page, '[role="group"][aria-label="Layers"]')).toBeGreaterThan(20);
  expect(await colorsOf(page, '.network-key')).toBeGreaterThan(10);
  for (const control of ['.mantine-Slider-track', '.mantine-Progress-root']) {
    expect(await colorsOf(page, control), control).toBeGreaterThan(1);
  }
  // What is chosen has a frame that the others have not.
  for (const [chosen, other] of [
    ['.segmented-control > [data-active] > label', '.segmented-control > :not([data-active]) > label'],
    ['.question-tabs [aria-selected="true"]', '.question-tabs [aria-selected="false"]'],
    ['.mantine-Chip-label[data-checked]', '.mantine-Chip-label:not([data-checked])'],
  ] as const) {
    const [on, off] = [await framesOf(page, chosen), await framesOf(page, other)];
    expect(on.length, chosen).toBeGreaterThan(0);
    for (const frame of on) expect(off, chosen).not.toContain(frame);
  }

  // With reduced motion no element is animated or in transition.
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      const longest = (durations: string) => Math.max(...durations.split(', ').map(Number.parseFloat));
      const moves =
        longest(transitionDuration) > 0.01 || (animationName !== 'none' && longest(animationDuration) > 0.01);
      return moves ? [`${element.tagName}.${element.className}`] : [];
    }),
  );
  expect(moving).toEqual([]);

  // 1280 × 1024 at 200 % and at 400 %: no sideways scrolling, and the charts are reached by scrolling down.
  for (const [width, height] of [
    [640, 512],
    [320, 256],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(width);
    const profile = page.locator('#signal-profile');
    await profile.scrollIntoViewIfNeeded();
    // No bar that stays covers more than half of the window.
    const covered = await page.evaluate(() => {
      const bar = document.querySelector('header > .bar')!.getBoundingClientRect();
      return Math.max(0, Math.min(bar.bottom, innerHeight) - Math.max(0, bar.top)) / innerHeight;
    });
    expect(covered, `${width} × ${height}`).toBeLessThan(0.5);
  }

  // Where the page scrolls, no chart is left without a height.
  const heights = () =>
    page
      .locator('.lab [role="tabpanel"] :is(.chart-surface, canvas)')
      .evaluateAll((pictures) => pictures.map((picture) => picture.getBoundingClientRect().height));
  for (const [key, pictures] of [
    ['1', 3],
    ['5', 1],
    ['6', 1],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(async () => (await heights()).filter((height) => height > 50)).toHaveLength(pictures);
  }
});

test('by keyboard alone: from the address bar past the header, a step, and a chart’s PDF', async ({
  page,
}) => {
  await openLab(page);
  await expect(page.locator('#signal-profile')).toBeVisible();
  const { keyboard } = page;
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      return element.getAttribute('aria-label') ?? element.innerText.trim();
    });
  /** Presses a key until the focus is on what is wanted. */
  const until = async (key: string, wanted: RegExp) => {
    for (let pressed = 0; pressed < 60; pressed++) {
      await keyboard.press(key);
      if (wanted.test(await focused())) return;
    }
    throw new Error(`${wanted} is no stop of the key ${key}; the focus is on ${await focused()}`);
  };
  await keyboard.press('Tab');
  expect(await focused()).toBe('Skip to the network');
  await keyboard.press('Enter');
  await keyboard.press('s');
  await expect(page.getByTestId('step')).toContainText('Step 1 of');
  await until('Tab', /^Menu of Signal/);
  await keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await until('ArrowDown', /^Export figure/);
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('img', { name: /^Preview/ })).toBeVisible();
  await until('Tab', /^Save$/);
  const { name, bytes } = await saved(page, () => keyboard.press('Enter'));
  expect(name).toBe('signal-profile.pdf');
  expect(bytes.toString('latin1').startsWith('%PDF-')).toBe(true);
});
