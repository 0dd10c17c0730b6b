import { expect, type Locator, type Page } from '@playwright/test';
import { asFile, experiment, openFile, openLabWith, play, screenWidths, setLanguage } from './lab';
import { test } from './test';

/**
 * Pictures of every room and tab at four widths, in both themes and languages, to be looked at:
 * `SCREENSHOTS=1 npx playwright test screens`. They lie in test-results/screens. The learning book has its own in pictures.spec.
 */
test.setTimeout(900_000);
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const languages = ['English', '简体中文'] as const;

/** Takes the pictures of what is open. */
async function screens(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('main').locator('a, button').first()).toBeVisible();
  for (const language of languages) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await setLanguage(page, language);
    for (const width of screenWidths) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
        // Charts are drawn to their new size in the frames after it.
        await page.waitForTimeout(400);
        const folder = `test-results/screens/${width}-${colorScheme}-${language === 'English' ? 'en' : 'zh'}`;
        await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
      }
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await setLanguage(page, 'English');
}

/** Takes the pictures of a room and of each of its tabs. */
async function tabs(page: Page, room: string): Promise<void> {
  const all: Locator[] = await page.getByRole('main').getByRole('tab').all();
  if (all.length === 0) return screens(page, room);
  for (const [i, tab] of all.entries()) {
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    // What a tab computes comes after it is opened.
    await page.waitForTimeout(1500);
    await screens(page, `${room}-${i}`);
  }
}

test('the lab', async ({ page }) => {
  await openLabWith(
    page,
    experiment({
      name: 'Two moons, 3 × 8',
      training: { optimizer: { kind: 'adam', learningRate: 0.02 }, batchSize: 16, steps: 300 },
    }),
  );
  await screens(page, 'lab-start');
  await play(page).click();
  await expect(page.getByTestId('step')).toContainText('Step 300 of 300');
  await tabs(page, 'lab');
});

test('the contents of the book', async ({ page }) => {
  await page.goto('/?page=learn');
  await screens(page, 'learn');
});

test('a comparison', async ({ page }) => {
  await page.goto('/?page=compare');
  await expect(play(page)).toBeEnabled();
  await screens(page, 'compare-start');
  await page.getByRole('button', { name: 'Repeat over seeds' }).click();
  await expect(page.getByTestId('batch')).toHaveText(/^(\d+) of \1 runs kept$/, { timeout: 300_000 });
  await screens(page, 'compare');
});

test('a map', async ({ page }) => {
  await page.goto('/?page=map');
  await screens(page, 'map-start');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByTestId('map-progress')).toHaveText(/^(\d+) of \1 /, { timeout: 600_000 });
  await screens(page, 'map');
});

test('a distillation', async ({ page }) => {
  await page.goto('/?page=distil');
  await screens(page, 'distillation-start');
  await play(page).click();
  await expect(page.getByTestId('phase')).toHaveText('Done', { timeout: 120_000 });
  await tabs(page, 'distillation');
});

test('a transfer', async ({ page }) => {
  await page.goto('/?page=transfer');
  await screens(page, 'transfer-start');
  await play(page).click();
  await expect(page.getByTestId('phase')).toHaveText('Done', { timeout: 120_000 });
  await tabs(page, 'transfer');
});

test('the library', async ({ page }) => {
  await openLabWith(page, experiment());
  await play(page).click();
  await expect(page.getByTestId('step')).toContainText('Step 40 of 40');
  await page.getByRole('navigation').getByText('Library', { exact: true }).click();
  await expect(page.getByRole('main').locator('button, article p').first()).toBeVisible();
  await screens(page, 'library');
});

test('a real model', async ({ page }) => {
  await page.goto('/?page=models&at=0');
  await screens(page, 'models-start');
  await page.getByRole('button', { name: 'Open a sample log' }).click();
  await expect(page.getByText('mean-field theory', { exact: true })).toBeVisible();
  await tabs(page, 'models');
});

test('a broken file told in the header', async ({ page }) => {
  await openLabWith(page, experiment());
  await openFile(page, asFile('{'));
  await expect(page.getByRole('alert').first()).toBeVisible();
  await screens(page, 'lab-refused');
});
