import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { experiment, openLabWith, play, saveFrom, type TelemetryLine, telemetryLines } from './lab';

/** One experiment, trained on the page and in the terminal. */

const spec = experiment({
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps: 20 },
});

/** Opens the experiment with the settings of its run in sight. */
export async function openForBackends(page: Page): Promise<void> {
  await openLabWith(page, spec);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

/** What the lab records on a backend, from step 0 on. */
export async function trainedOn(page: Page, backend: string): Promise<readonly TelemetryLine[]> {
  await page.getByLabel('Compute backend', { exact: true }).selectOption(backend);
  // Step 0 is measured first; without a graphics card WebGPU takes long to compile it. Until then the page shows the previous run.
  await expect(page.getByTestId('step')).toContainText('Step 0 of', { timeout: 120_000 });
  await expect(play(page)).toBeEnabled({ timeout: 120_000 });
  await play(page).click();
  await expect(page.getByText('Stopped at step 20')).toBeVisible({ timeout: 120_000 });
  const lines = telemetryLines((await saveFrom(page, /Telemetry/)).bytes);
  expect(lines).toHaveLength(20);
  return lines;
}

/** What `npm run lab` records on a backend. */
export function terminalOn(backend: string): readonly TelemetryLine[] {
  const file = join(mkdtempSync(join(tmpdir(), 'gradient-lab-')), 'small.experiment.json');
  writeFileSync(file, JSON.stringify(spec));
  const command = ['run', '--silent', 'lab', '--', 'run', file, '--backend', backend];
  return telemetryLines(execFileSync('npm', command, { stdio: ['ignore', 'pipe', 'ignore'] }));
}

const relative = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(b), 1e-30);

export function expectAgreement(
  lines: readonly TelemetryLine[],
  terminal: readonly TelemetryLine[],
  tolerance: number,
): void {
  lines.forEach((line, step) => {
    expect(relative(Number(line.loss), Number(terminal[step]!.loss))).toBeLessThan(tolerance);
    const tested = terminal[step]!;
    expect(line.testAccuracy).toBe(tested.testAccuracy);
    expect(line.testLoss === undefined).toBe(step % 10 !== 0);
    if (step % 10 === 0)
      expect(relative(Number(line.testLoss), Number(tested.testLoss))).toBeLessThan(tolerance);
    line.layers.forEach((layer, l) => {
      for (const quantity of ['weightGradNorm', 'signalNorm', 'weightNorm', 'activationRms', 'updateRatio']) {
        const [here, there] = [Number(layer[quantity]), Number(terminal[step]!.layers[l]![quantity])];
        expect(relative(here, there), `step ${step}, layer ${l}, ${quantity}`).toBeLessThan(tolerance);
      }
    });
  });
}
