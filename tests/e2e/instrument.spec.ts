import { expect } from '@playwright/test';
import { writeSafetensors } from '../../src/data/tensors/safetensors';
import { experiment, openFile, openLabWith, play, saved, saveFrom, telemetryLines } from './lab';
import { test } from './test';

const sigmoid = experiment({
  network: { depth: 12, width: 16, activation: 'sigmoid', initializer: { kind: 'glorotNormal' } },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps: 60 },
});

test.beforeEach(async ({ page }) => {
  await openLabWith(page, sigmoid);
});

test('at steps 0 and 1: distributions, the network and its Jacobian; theory beside the measurement; the signal without one of its causes; the gradients held against others; the code beside them; a network of someone’s own', async ({
  page,
}) => {
  await expect(page.getByTestId('step')).toContainText('Step 0 of');
  await page.getByRole('tab', { name: 'Distributions' }).click();
  await expect(page.locator('#preActivations-distribution path[fill-opacity]')).toHaveCount(13);
  await expect(page.locator('#activation-curve .chart-line')).toHaveCount(2);
  // Twelve hidden layers between two inputs and two outputs.
  await expect(page.locator('#network circle')).toHaveCount(2 + 12 * 16 + 2);
  await page.getByText('input plane', { exact: true }).click();
  await expect(page.locator('#network image')).toHaveCount(12 * 16);
  await page
    .locator('#network circle')
    .nth(2 + 20)
    .click();
  await expect(page.getByText('Layer 2, unit 5: output over the input plane')).toBeVisible();
  await page.getByRole('tab', { name: 'Jacobian' }).click();
  await expect(page.getByTestId('jacobian')).toContainText('From the first to the last layer');

  // Theory stands beside what was measured at step 0.
  await page.getByRole('main').getByRole('tab').first().click();
  await page.locator('#main').focus();
  await page.keyboard.press('s');
  const theory = page.getByTestId('theory');
  await expect(theory).toContainText('Mean-field theory (infinite width, step 0)');
  await expect(theory).toContainText('Ordered phase');
  await expect(theory).toContainText('Of 399 networks of these widths');
  const [, predicted, measured] = /gets ([\d.]+)\s×\s10\S+ times .* measured: ([\d.]+)\s×\s10/.exec(
    (await theory.textContent())!,
  )!;
  expect(Number(predicted)).toBeGreaterThan(0);
  expect(Number(measured)).toBeGreaterThan(0);

  await page.getByRole('tab', { name: 'Causes' }).click();
  await page.getByText('W orthogonal', { exact: true }).click();
  await expect(page.getByTestId('held')).toContainText('With W orthogonal, layer 1 would get');
  await page.getByText('φ′ = 1', { exact: true }).click();
  await expect(page.getByTestId('held')).toContainText('With φ′ = 1');
  const words = (await page.getByTestId('held').textContent())!;
  const numbers = [...words.matchAll(/([\d.]+)(?:\s×\s10(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?(?= times)/g)].map(
    ([, mantissa, power]) => {
      const digits = [...(power ?? '⁰')].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
      return Number(mantissa) * 10 ** Number(digits);
    },
  );
  // Without the factor σ′ ≤ 1/4, far more signal arrives at twelve layers.
  expect(numbers[0]! / numbers[1]!).toBeGreaterThan(4 ** 10);

  await page.getByRole('main').getByRole('tab').first().click();
  await expect(page.getByTestId('step')).toContainText('Step 1 of');
  await page.getByRole('button', { name: 'Check these gradients' }).press('Enter');
  const check = page.getByTestId('gradient-check');
  await expect(check.getByRole('status')).toHaveText(
    'Step 1: the gradients of all 13 layers agree, within what float32 allows.',
    { timeout: 60_000 },
  );
  await expect(check.getByRole('row')).toHaveCount(14);
  await expect(check.getByText('agrees', { exact: true })).toHaveCount(13);
  await check.getByText('float32 allows', { exact: true }).focus();
  await expect(page.getByRole('tooltip')).toContainText('What rounding alone may do');
  await page.keyboard.press('Escape');
  await expect(check).toBeHidden();

  await page.getByRole('main').getByRole('tab').first().click();
  // The code stands beside it: a setting marks the lines that it changes.
  await page.getByRole('button', { name: 'Code', exact: true }).click();
  const code = page.getByRole('region', { name: 'Code', exact: true });
  await expect(code).toContainText('layers += [nn.Linear(inputs, 16), nn.Sigmoid()]');
  await page.getByRole('switch', { name: 'Skip connections' }).click({ force: true });
  await page.getByRole('button', { name: 'One step' }).click();
  // Theory and Jacobian are silent where they do not apply.
  await expect(theory).toContainText('does not apply here: skip connections');
  await expect(code.locator('.changed').filter({ hasText: 'class Residual(nn.Module):' })).toBeVisible();
  await expect(code.getByRole('status')).toContainText('The last change changed');

  // A layer with the focus marks its lines; a line with the focus, or under the pointer, marks its layers.
  const layers = page.getByRole('group', { name: 'Layers', exact: true }).getByRole('button');
  await layers.nth(2).focus();
  await expect(code.locator('.pointed').first()).toContainText('self.layer = nn.Sequential(');
  await code
    .getByRole('button', { name: /makes layer 1–12/ })
    .first()
    .focus();
  await expect(page.locator('.layer button.pointed')).toHaveCount(12);
  await page.keyboard.press('End');
  await expect(code.getByRole('button', { name: /makes layer output/ }).last()).toBeFocused();
  await expect(page.locator('.layer button.pointed')).toHaveCount(0);
  await code.getByText('WEIGHT_4 =').hover();
  await expect(page.locator('.layer button.pointed')).toHaveAccessibleName(/^Layer 5:/);

  // What is copied holds the numbers that are folded here.
  await expect(code).toContainText('WEIGHT_0 = unpack(\'<f8\', (16, 2), """… 32 numbers""")');
  await code.getByRole('button', { name: 'Copy' }).click();
  await expect(code.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /WEIGHT_0 = unpack\('<f8', \(16, 2\), """\n[\w+/=]{120}/,
  );
  const notebook = await saved(page, () =>
    code.getByRole('button', { name: 'Save as a .ipynb file' }).click(),
  );
  expect(JSON.parse(notebook.bytes.toString()).nbformat).toBe(4);
  await code.getByText('TensorFlow.js').click();
  await expect(code).toContainText("import * as tf from '@tensorflow/tfjs'");
  // The library stands in the address, as what the charts show does.
  await expect(page).toHaveURL(/[?&]code=tensorflow(&|$)/);
  await page.goBack();
  await expect(code).toContainText('import torch');
  await page.goForward();
  await expect(code).toContainText("import * as tf from '@tensorflow/tfjs'");
  await code.getByRole('button', { name: 'Close the code' }).click();
  await expect(code).toBeHidden();

  await page.getByRole('tab', { name: 'Jacobian' }).click();
  await expect(page.getByTestId('no-jacobian')).toContainText('With skip connections');

  // A network of someone's own, with tensors that are no linear layers: a dialog says which are.
  const tensor = (name: string, ...shape: number[]) => ({
    name,
    shape,
    values: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i)),
  });
  const file = writeSafetensors([
    tensor('conv.weight', 3, 1, 2, 2),
    tensor('net.0.weight', 5, 2),
    tensor('net.0.bias', 5),
    tensor('net.2.weight', 2, 5),
    tensor('net.2.bias', 2),
  ]);
  await openFile(page, { name: 'own.safetensors', mimeType: '', buffer: Buffer.from(file) });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Weights of layer output')).toHaveValue('Tnet.2.weight');
  await expect(dialog.getByLabel('Biases of layer 1')).toHaveValue('net.0.bias');
  await expect(dialog).toContainText('Not used: conv.weight');
  await dialog.getByLabel('Weights of layer 1').selectOption('Nnet.2.weight');
  await expect(dialog.getByRole('status')).toHaveText('Choose the weights of layer 2.');
  await dialog.getByLabel('Weights of layer 1').selectOption('Tnet.0.weight');
  await dialog.getByLabel('Weights of layer output').selectOption('Tnet.2.weight');
  await dialog.getByLabel(/^Activation/).selectOption('relu');
  await dialog.getByRole('button', { name: 'Use these weights' }).click();
  await expect(page.getByLabel('Name of the experiment')).toHaveValue('own');
  await expect(layers).toHaveCount(1);
  await expect(layers).toHaveAccessibleName('Layer 1: 5 × relu');
});

test('every number that a chart shows is the telemetry file’s; any step is looked back at, and gone on from to the same numbers, or with another learning rate', async ({
  page,
}) => {
  await play(page).click();
  await expect(page.getByText('Stopped at step 60')).toBeVisible();
  const lines = telemetryLines((await saveFrom(page, /Telemetry/)).bytes);
  const newest = lines.at(-1)!;
  /** The rows of a chart's table, without the header. */
  const rows = async (title: string) => {
    const csv = await saved(page, async () => {
      const name = `Menu of ${title}`;
      await page.getByRole('button', { name, exact: true }).click();
      // The previous menu may still be closing.
      await page.getByRole('menu', { name }).getByRole('menuitem', { name: 'Save as CSV' }).click();
    });
    const text = csv.bytes.toString('utf8').trim().split('\r\n').slice(3);
    return text.map((row) => row.split(',').slice(1).map(Number));
  };
  const layers = (...quantities: string[]) =>
    newest.layers.map((layer) => quantities.map((quantity) => Number(layer[quantity])));
  const hidden = newest.layers.length - 1;

  const ratio = Number(newest.layers[0]!.signalNorm) / Number(newest.layers[hidden - 1]!.signalNorm);
  const [mantissa, power] = ratio.toExponential(2).split('e-');
  // Charts are drawn in turns: the last one drawn shows the last step.
  await expect(page.getByTestId('headline')).toContainText(
    `${mantissa} × 10⁻${[...power!].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`,
  );

  expect(await rows('Signal, activations, weight gradients')).toEqual(
    layers('signalNorm', 'activationRms', 'weightGradNorm'),
  );
  await page.getByRole('tab', { name: 'Causes' }).click();
  const causes = await rows('Causes, layer by layer');
  expect(causes.map((row) => row.slice(0, 2))).toEqual(
    layers('weightFactor', 'activationFactor').slice(0, hidden),
  );
  // The product of the factors from the output down to a layer equals its share of the output's signal.
  const top = Number(newest.layers[hidden]!.signalNorm);
  causes.forEach(([, , product], l) => {
    const factors = causes.slice(l).reduce((all, [weight, slope]) => all * weight! * slope!, 1);
    expect(Math.abs(factors / product! - 1)).toBeLessThan(1e-5);
    expect(product).toBe(Number(newest.layers[l]!.signalNorm) / top);
  });
  await page.getByRole('tab', { name: 'Over time' }).click();
  const overTime = await rows('Backprop signal ‖δ‖ over time');
  expect(overTime).toEqual(lines.map((line) => line.layers.map((layer) => layer.signalNorm)));
  await page.getByRole('tab', { name: 'Heatmap' }).click();
  const heatmap = await rows('Backprop signal ‖δ‖, layer × step');
  expect(heatmap).toEqual(newest.layers.map((_, l) => lines.map((line) => line.layers[l]!.signalNorm)));
  await page.getByRole('tab', { name: 'Activations' }).click();
  expect(await rows('Activations by layer')).toEqual(
    layers('activationMean', 'activationStd', 'saturatedFraction', 'deadFraction'),
  );
  await expect(async () => {
    expect((await rows('Loss')).map(([train]) => train)).toEqual(lines.map(({ loss }) => loss));
  }).toPass();

  const first = lines;
  const slider = page.getByRole('slider', { name: 'History' });
  await slider.focus();
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowLeft');
  await expect(page.getByTestId('looked-at')).toHaveText('step 29');
  await page.getByRole('button', { name: 'Continue from here' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 29 of');
  await play(page).click();
  await expect(page.getByText('Stopped at step 60')).toBeVisible();
  const again = telemetryLines((await saveFrom(page, /Telemetry/)).bytes);
  expect(again).toEqual(first);

  // With another learning rate.
  await page.getByRole('slider', { name: 'History' }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('looked-at')).toHaveText('step 0');
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Continue from here' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 10 of');
  const rate = page.locator('#training-optimizer-learningRate');
  await rate.fill('0.5');
  await rate.press('Enter');
  await play(page).click();
  await expect(page.getByText('Stopped at step 60')).toBeVisible();
  const forked = telemetryLines((await saveFrom(page, /Telemetry/)).bytes);
  expect(forked).toHaveLength(60);
  // Step 10 is the first update with the new rate.
  expect(forked.slice(0, 10)).toEqual(first.slice(0, 10));
  expect(forked[59]!.loss).not.toBe(first[59]!.loss);
});

test('a diagnosis names the trouble; its remedy opens as B beside A', async ({ page }) => {
  await play(page).click();
  await expect(page.getByText('Stopped at step 60')).toBeVisible();
  const diagnosis = page.getByTestId('diagnosis');
  await expect(diagnosis).toContainText('Vanishing gradients.');
  await diagnosis.getByRole('button', { name: 'Try: ReLU with He initialization' }).click();
  await expect(page.getByTestId('comparison')).toContainText('Activation: Sigmoid → ReLU');
  await expect(page.getByText('Stopped at step 60')).toBeVisible();
  await expect(diagnosis).toHaveText('Diagnosis: no problem found.');
  await expect(page.getByText('A, training batch').first()).toBeVisible();
  await page.getByRole('button', { name: 'Back to A' }).click();
  await expect(page.getByTestId('comparison')).toBeHidden();
  await expect(page.locator('#network-activation')).toHaveValue('sigmoid');
});
