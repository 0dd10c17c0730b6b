import { expect, type Page } from '@playwright/test';
import { writeSafetensors } from '../../src/data/tensors/safetensors';
import { expectAccessible } from './axe';
import { asFile, experiment, openFile, openLab, openLabWith, play, tabs } from './lab';
import { test } from './test';

// axe looks at every element of a page; on a busy machine that takes a while.
test.slow();
// axe is a script of the test, which the page's policy does not allow.
test.use({ bypassCSP: true, actionTimeout: 60_000, contextOptions: { reducedMotion: 'reduce' } });

test('the lab and each of its tabs have no finding of axe', async ({ page }) => {
  await openLab(page);
  await expect(page.locator('#signal-profile')).toBeVisible();
  await expect(page.locator('#loss')).toBeVisible();
  await expectAccessible(page, 'lab');
  for (const tab of await tabs(page)) {
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(page, `tab ${await tab.textContent()}`, '[role="tabpanel"]:not([hidden])');
  }
});

test('the code beside the lab, with marks, and the matching of tensors have no finding of axe', async ({
  page,
}) => {
  await page.addInitScript(() => localStorage.setItem('gradient-lab.code', 'pytorch open'));
  await openLab(page);
  const code = page.getByRole('region', { name: 'Code', exact: true });
  await expect(code).toContainText('class Network(nn.Module):');
  await page.getByRole('switch', { name: 'Skip connections' }).click({ force: true });
  await expect(code.locator('.changed').first()).toBeVisible();
  await page.getByRole('button', { name: /^Layer 2:/ }).hover();
  await expect(code.locator('.pointed').first()).toBeVisible();
  await expectAccessible(page, 'code', '.code-pane');
  const matrix = (name: string, ...shape: number[]) => ({ name, shape, values: new Float64Array(10) });
  const file = writeSafetensors([matrix('a', 5, 2), matrix('b', 2, 5), matrix('c', 5, 1, 2)]);
  await openFile(page, { name: 'own.safetensors', mimeType: '', buffer: Buffer.from(file) });
  await expect(page.getByRole('dialog')).toContainText('Not used: c');
  await expectAccessible(page, 'matching', '[role="dialog"]');
});

/** What lies over a page. */
const over = '[role="dialog"], [role="menu"], [role="tooltip"]';

/** Opens what a button opens, perhaps by an item of its menu; lets axe look at it once `ready` is there; and closes it. */
async function auditOver(page: Page, name: string | RegExp, item?: string, ready?: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  if (item) {
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.locator('[role="menu"]')).toHaveCount(0);
  }
  await expect(page.locator(over).first()).toBeVisible();
  if (ready) await expect(page.locator(over).locator(ready).first()).toBeVisible();
  await expectAccessible(page, item ?? String(name), over);
  await page.keyboard.press('Escape');
  await page.mouse.move(0, 0);
  await expect(page.locator('[role="dialog"], [role="menu"]')).toHaveCount(0);
}

test('the menus, dialogs and cards of the lab have no finding of axe', async ({ page }) => {
  await openLab(page);
  await expect(page.locator('#loss')).toBeVisible();
  for (const name of [
    'Keyboard shortcuts',
    'Examples',
    'Save',
    'QR code, embed code',
    /^Compute backend/,
    /^Menu of Loss/,
    /^Layer 2:/,
    /^Choose by picture: Activation/,
    /^About Activation/,
  ])
    await auditOver(page, name);
  await auditOver(page, 'Check these gradients', undefined, 'table');
  await auditOver(page, 'Explain this step', undefined, '[data-testid="explained"]');
  for (const item of ['Export figure…', 'Show the numbers', 'Full screen'])
    await auditOver(page, /^Menu of Loss/, item);
});

/** What each room's buttons open. */
const opened = {
  Compare: ['Quick picks'],
  Map: ['Examples', 'Save'],
  Distillation: ['Examples', 'PyTorch', 'Edit…', 'Use…', 'Add a student', 'QR code, embed code'],
  Transfer: ['Examples', 'Add a shift', 'Add a method'],
};

for (const [room, names] of Object.entries(opened)) {
  test(`the menus and dialogs of ${room} have no finding of axe`, async ({ page }) => {
    await openLab(page);
    await page.getByRole('navigation').getByText(room, { exact: true }).click();
    for (const name of names) await auditOver(page, name);
  });
}

test('a run taken from the library, a student’s settings and what runs in other rooms have no finding of axe', async ({
  page,
}) => {
  await openLabWith(page, experiment({ name: 'Kept' }));
  await play(page).click();
  await expect(page.getByTestId('step')).toContainText('Step 40 of');
  const open = (room: string) => page.getByRole('navigation').getByText(room, { exact: true }).click();
  await open('Distillation');
  await auditOver(page, 'Use…', 'A run from the library', 'button:has-text("Kept")');
  await page
    .getByRole('button', { name: /^Settings of/ })
    .first()
    .click();
  await expectAccessible(page, 'a student’s settings', 'main');
  // What runs elsewhere stands in the header, and in a card below it.
  await open('Map');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await open('Lab');
  await page.getByRole('button', { name: /^Map: \d+ %/ }).click();
  await expect(page.locator('[role="dialog"]')).toBeVisible();
  await expectAccessible(page, 'running jobs', '[role="dialog"]', ['dark']);
});

test('logs of real models, with the numbers of their charts, have no finding of axe', async ({ page }) => {
  await page.goto('/?page=models&at=0');
  await page.getByRole('button', { name: 'Open a sample log' }).click();
  await expect(page.getByText('mean-field theory', { exact: true })).toBeVisible();
  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowDown');
  await expectAccessible(page, 'sample log');
  await auditOver(page, 'Menu of Backprop signal ‖δ‖', 'Show the numbers');
  await auditOver(page, /^Menu of Distribution/, 'Show the numbers');
  // A run with NaN beside another one, and a file that is refused.
  const files = page.getByTestId('models').locator('input[type=file]');
  const logs = ['resnet.jsonl', 'packed.jsonl'].map((name) => `tests/fixtures/logs/${name}`);
  await files.setInputFiles(logs);
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'resnet.jsonl' });
  await expect(page.getByTestId('model-broken').first()).toBeVisible();
  await files.setInputFiles({ name: 'model.pt', mimeType: '', buffer: Buffer.from('PK\x03\x04') });
  await expect(page.getByRole('alert')).toContainText('model.pt');
  await expectAccessible(page, 'two logs');
});

test('the dialogs of own data, read and refused, have no finding of axe', async ({ page }) => {
  await openLab(page);
  const dialog = page.getByRole('dialog');
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles('tests/fixtures/tables/leaves-class-first.csv');
  await expect(dialog).toContainText('60 of 60 rows read');
  await expectAccessible(page, 'table', '[role="dialog"]');
  for (const column of ['length', 'width'])
    await dialog.getByLabel(`Role of ${column}`).selectOption('ignored');
  await expect(dialog.getByRole('alert')).toContainText('no input column');
  await expectAccessible(page, 'refused table', '[role="dialog"]');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('input[webkitdirectory]').setInputFiles('tests/fixtures/pictures');
  await expect(dialog).toContainText('10 images in 2 classes');
  await expectAccessible(page, 'pictures', '[role="dialog"]');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Data set', { exact: true }).selectOption('points');
  await page.getByRole('button', { name: 'Draw points…' }).click();
  await expect(dialog.getByRole('application')).toBeVisible();
  await expectAccessible(page, 'drawing', '[role="dialog"]');
});

test('every room, empty and with results, has no finding of axe', async ({ page }) => {
  await openLabWith(
    page,
    experiment({
      name: 'Short',
      training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps: 20 },
    }),
  );
  await play(page).click();
  await expect(page.getByTestId('step')).toContainText('Step 20 of 20');
  for (const room of ['Learn', 'Compare', 'Map', 'Distillation', 'Transfer', 'Library', 'Models']) {
    await page.getByRole('navigation').getByText(room, { exact: true }).click();
    await expect(page.getByRole('main').locator('button, article p').first()).toBeVisible();
    await expectAccessible(page, room);
  }
});

const short = { optimizer: { kind: 'adam', learningRate: 0.02 }, batchSize: 40, steps: 60 };
const source = experiment({ training: short });

/** Small studies, whose views are looked at with results. */
const studies = [
  [
    'distil',
    {
      format: 'gradient-lab/distillation',
      version: 1,
      teacher: source,
      student: experiment({ training: short, network: { depth: 1, width: 4, activation: 'relu' } }),
      method: [{ kind: 'hinton', alpha: 0.5, temperature: 2 }],
    },
  ],
  [
    'transfer',
    {
      format: 'gradient-lab/transfer',
      version: 1,
      source,
      target: { shifts: [{ kind: 'rotation', degrees: 30 }], labelBudget: 5 },
      methods: [{ kind: 'sourceOnly' }, { kind: 'fineTune' }],
    },
  ],
] as const;

for (const [room, study] of studies) {
  test(`every view of a ${room} study with results has no finding of axe`, async ({ page }) => {
    await page.goto(`/?page=${room}`);
    await expect(play(page)).toBeEnabled();
    await openFile(page, asFile(study, `small.${room}.json`));
    await expect(page.getByTestId('phase')).toHaveText('Ready');
    await play(page).click();
    await expect(page.getByTestId('phase')).toHaveText('Done');
    await expectAccessible(page, `${room} with results`);
    for (const tab of (await tabs(page)).slice(1)) {
      await tab.click();
      await expect(tab).toHaveAttribute('aria-selected', 'true');
      await expectAccessible(page, `tab ${await tab.textContent()}`, '[role="tabpanel"]:not([hidden])');
    }
  });
}

/** Stops what runs, if it has not ended by itself; either way it has results. */
async function endOrStop(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.click({ timeout: 3000 }).catch(() => {});
  await expect(button).toHaveCount(0, { timeout: 60_000 });
}

test('a comparison and a map with results have no finding of axe', async ({ page }) => {
  await page.goto('/?page=compare');
  await play(page).click();
  await expect(page.getByTestId('compared-steps')).toHaveText(/at step [1-9]/);
  await endOrStop(page, 'Pause');
  await expectAccessible(page, 'comparison');
  await page.goto('/?page=map');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByTestId('map-progress')).toHaveText(/[1-9]\d* of/);
  await endOrStop(page, 'Cancel');
  await expectAccessible(page, 'map');
});

test('on a phone and on a projector, the lab, its settings and a room have no finding of axe', async ({
  page,
}) => {
  for (const [width, height] of [
    [390, 844],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    await openLab(page);
    await expect(page.locator('#loss')).toBeVisible();
    await expectAccessible(page, `${width} px`);
    await auditOver(page, 'All settings', undefined, 'select');
    await page.getByRole('navigation').getByText('Distillation', { exact: true }).click();
    await expect(page.getByTestId('teacher-card')).toBeVisible();
    await expectAccessible(page, `distillation, ${width} px`);
    await auditOver(page, 'Edit…', undefined, 'select');
  }
});
