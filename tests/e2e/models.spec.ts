import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { serve } from '../../scripts/hosting/serve.ts';
import { test } from './test';

const logs = join(import.meta.dirname, '../fixtures/logs');

test('a log of a real model: opened, read, compared, refused', async ({ page }) => {
  const diagnosis = page.getByTestId('model-diagnosis');
  const open = (...names: readonly string[]) =>
    page
      .getByTestId('models')
      .locator('input[type=file]')
      .setInputFiles(names.map((name) => join(logs, name)));

  // As `lab view` serves it: a log that is followed while it grows, cut within a line.
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-models-'));
  const growing = join(folder, 'grow.jsonl');
  const text = readFileSync(join(logs, 'lstm.jsonl'), 'utf8');
  const half = text.split('\n').slice(0, 11).join('\n').length + 100;
  writeFileSync(growing, text.slice(0, half));
  const server = await serve({ port: 0, files: new Map([['logs/0/grow.jsonl', growing]]) });
  await page.goto(`${server.url}?page=models&log=logs/0/grow.jsonl`);
  await expect(page.getByTestId('model-facts')).toContainText('10 steps recorded (0–90)');
  await expect(page.getByTestId('model-notices')).toContainText('Line 12, the last one, is cut off');
  appendFileSync(growing, text.slice(half));
  await expect(page.getByTestId('model-facts')).toContainText('20 steps recorded (0–190)');
  await expect(page.getByTestId('model-notices')).toHaveCount(0);
  // What is shown stands in the address: Back and Forward lead there, and a reload opens the log again as it was shown.
  const quantity = page.getByRole('combobox', { name: 'Quantity' });
  await quantity.selectOption('deadFraction');
  await page.getByRole('treeitem', { name: 'lstm LSTM' }).click();
  await expect(page).toHaveURL(/log=.*&quantity=deadFraction&module=module%3A1$/);
  await page.goBack();
  await page.goBack();
  await expect(quantity).toHaveValue('signalNorm');
  await page.goForward();
  await page.goForward();
  await expect(page.getByRole('heading', { name: 'Dead units over time' })).toBeVisible();
  await page.reload();
  await expect(quantity).toHaveValue('deadFraction');
  await expect(page.getByRole('treeitem', { name: 'lstm LSTM' })).toHaveAttribute('aria-selected', 'true');
  await quantity.selectOption('signalNorm');
  await page.getByRole('button', { name: 'Stop following' }).click();
  await expect(page.getByText('Followed:')).toHaveCount(0);
  await page.getByRole('button', { name: 'Close run' }).click();

  // The empty room says what it is for, and has a log of its own.
  await expect(page.getByText('gradient_lab.watch(model')).toBeVisible();
  await page.getByRole('button', { name: 'Open a sample log' }).click();
  await expect(diagnosis).toContainText(/Vanishing gradients\. embedding gets .* of hidden\.10’s signal/);
  await expect(page.getByTestId('model-facts')).toContainText('15 modules · 20 steps recorded (0–190)');

  // The tree by keyboard: a group is collapsed and expanded, a search finds a module.
  const tree = page.getByRole('tree', { name: 'Modules' });
  await expect(tree.getByRole('treeitem')).toHaveCount(16);
  // A pointer on the upper edge, a fraction of a pixel above the cells, is in the first row.
  const cells = tree.locator('canvas');
  const { x, y } = (await cells.boundingBox())!;
  await cells.dispatchEvent('mousemove', { clientX: x + 10, clientY: y - 1 });
  await expect(tree.getByText('embedding, step 0')).toBeVisible();
  await tree.focus();
  await tree.press('Home');
  await tree.press('ArrowDown');
  await tree.press('ArrowDown');
  await expect(tree.getByRole('treeitem', { name: 'hidden Sequential' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await tree.press('ArrowLeft');
  await expect(tree.getByRole('treeitem')).toHaveCount(4);
  // What is expanded stands in the address too.
  await expect(page).toHaveURL(/[?&]expanded=/);
  await tree.press('ArrowRight');
  // The pointer rests on a row that the search takes away.
  await page
    .getByTestId('models')
    .locator('canvas')
    .first()
    .hover({ position: { x: 40, y: 200 } });
  const search = page.getByRole('textbox', { name: 'Search' });
  await search.fill('hidden.10');
  await expect(tree.getByRole('treeitem')).toHaveCount(2);
  await search.fill('no module');
  await expect(tree.getByRole('treeitem')).toHaveCount(0);
  await tree.press('Home');
  await search.fill('');

  // What theory expects of the Linear layers, and how a module's numbers are distributed.
  await expect(page.getByTestId('model-theory')).toContainText(
    /hidden\.0, 5 layers below hidden\.10, should get 4\.8/,
  );
  await page.getByRole('treeitem', { name: 'lstm LSTM' }).click();
  await page.getByLabel('Numbers', { exact: true }).selectOption('weightGradient');
  const counts = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Menu of Distribution of weight gradient: lstm' }).click();
  await page.getByRole('menuitem', { name: 'Save as CSV' }).click();
  expect(readFileSync(await (await counts).path(), 'utf8')).toMatch(/^"?step"?,bin low,bin high,count/m);

  // An earlier step is looked at; the numbers and the picture of the heatmap are saved.
  await page.getByRole('slider', { name: 'Step' }).press('Home');
  await expect(page.getByRole('heading', { name: 'By module at step 0' })).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Menu of Backprop signal ‖δ‖', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save as SVG' }).click();
  expect((await saving).suggestedFilename()).toMatch(/\.svg$/);

  // NaN: the module where it began; then two runs side by side.
  await open('packed.jsonl');
  await expect(page.getByRole('heading', { name: /By module at step 6/ })).toBeVisible();
  await expect(diagnosis).toContainText('At step 6 they first appear in the forward pass, in layers.40');
  await expect(page.getByTestId('model-broken')).toContainText(
    'NaN or infinite at step 6, and so not drawn: Backprop signal ‖δ‖',
  );
  await expect(page.getByText('No causes at step 6: the signals')).toBeVisible();
  await open('resnet.jsonl', 'transformer.jsonl');
  await expect(diagnosis).toContainText('Diagnosis at step');
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'resnet.jsonl' });
  await expect(page.getByRole('heading', { name: 'Backprop signal ‖δ‖: resnet.jsonl' })).toBeVisible();
  await expect(page.getByRole('tree')).toHaveCount(2);

  // The logs of two ranks become one run.
  await open('ranks.jsonl', 'ranks.rank1.jsonl');
  await expect(page.getByTestId('model-facts')).toContainText('2 of 2 ranks merged');
  await expect(page.getByTestId('model-notices')).toContainText('Merged from the logs of 2 ranks');
  await expect(diagnosis).toContainText(
    'At step 3 they first appear in the forward pass, in 0, on rank 1 alone',
  );

  // Scripts in names, and names of ten megabytes, are text.
  const odd = ['<img src=x onerror="document.title=1">', 'x'.repeat(1e7)];
  const names = odd.map((name) => ({ name, type: 'Linear', parameters: {} }));
  const lines = [
    { format: 'gradient-lab/log', version: 1, modules: names },
    { step: 0, signalNorm: [1, 2] },
  ];
  await page
    .getByTestId('models')
    .locator('input[type=file]')
    .setInputFiles({
      name: 'odd.jsonl',
      mimeType: '',
      buffer: Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    });
  await expect(page.getByTestId('model-notices')).toContainText('has 10000000 characters');
  await expect(page.getByRole('treeitem', { name: '<img src=x' })).toBeVisible();
  await page.getByRole('button', { name: 'Close run' }).click();

  // What is no log is refused in a sentence, in both languages, and takes nothing away and moves nothing.
  const still = await page.getByRole('tree').first().boundingBox();
  await page
    .getByTestId('models')
    .locator('input[type=file]')
    .setInputFiles({ name: 'model.pt', mimeType: '', buffer: Buffer.from('PK\x03\x04') });
  await expect(page.getByRole('alert')).toContainText('model.pt: a pickle');
  expect(await page.getByRole('tree').first().boundingBox()).toEqual(still);
  await page.getByText('简体中文').click();
  await expect(page.getByRole('alert')).toContainText('model.pt：不会打开 pickle 文件');
  await expect(page.getByRole('tree')).toHaveCount(2);

  // The way back: the lab's experiment as a PyTorch script.
  await page.getByRole('radiogroup').getByText('实验', { exact: true }).click();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const script = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'PyTorch 脚本（.py）' }).click();
  expect((await script).suggestedFilename()).toMatch(/\.py$/);

  // Its weights go out and come back.
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const weights = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: '权重（.safetensors）' }).click();
  await page
    .locator('header input[type=file]')
    .first()
    .setInputFiles({
      name: 'from-elsewhere.safetensors',
      mimeType: '',
      buffer: readFileSync(await (await weights).path()),
    });
  await expect(page.getByRole('textbox', { name: '实验名称' })).toHaveValue('from-elsewhere');
  await server.close();
  rmSync(folder, { recursive: true });
});
