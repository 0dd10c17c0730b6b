import { expect } from '@playwright/test';
import { play, saved } from './lab';
import { test } from './test';

test('a teacher makes an assignment of the lab’s experiment, a student answers it, and the class is judged', async ({
  page,
}) => {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));

  // A challenge opens in the lab, with its words and what may be changed.
  await page.goto('/?page=learn');
  await page.getByRole('link', { name: 'Challenges' }).click();
  await page.getByRole('button', { name: 'Start: A level signal' }).click();
  await expect(play(page)).toBeEnabled();
  const panel = page.getByTestId('assignment');
  await expect(panel).toContainText('0 of one change');
  await panel.getByRole('button', { name: 'Check my answer' }).click();
  await expect(panel.getByRole('table')).toContainText('goal missed');
  await page.getByRole('textbox', { name: 'Gain' }).fill('1');
  await page.getByRole('textbox', { name: 'Gain' }).press('Enter');
  await expect(panel).toContainText('Gain: 0.5 → 1');
  await panel.getByRole('button', { name: 'Check my answer' }).click();
  await expect(panel.locator('[data-verdict="passed"]')).toBeVisible();
  await panel.getByLabel('Your name').fill('Ada');
  const answer = await saved(page, () => panel.getByRole('button', { name: 'Save my answer' }).click());
  await panel.getByRole('button', { name: 'Copy the link to my answer' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  // What is not free is told at once.
  await page.getByRole('button', { name: 'New seed' }).click();
  await expect(panel.getByRole('alert')).toContainText('does not allow to change “seed”');

  // The teacher makes an assignment of the same experiment.
  await panel.getByRole('button', { name: 'Start over' }).click();
  await page.locator('header').getByText('Learn', { exact: true }).click();
  await page.getByRole('link', { name: 'Make an assignment' }).click();
  await page.getByLabel('Task', { exact: true }).fill('Level the signal.');
  await page.getByRole('checkbox', { name: 'Gain' }).first().check();
  await page.getByLabel('Goal 1: metric').selectOption('signalRatio');
  await page.getByLabel('Goal 1: value').fill('-0.2');
  const own = await saved(page, () => page.getByRole('button', { name: 'Save as a file' }).click());
  expect(JSON.parse(own.bytes.toString())).toMatchObject({
    format: 'gradient-lab/assignment',
    task: 'Level the signal.',
    goals: [{ metric: 'signalRatio', value: -0.2 }],
  });

  // A class: an honest answer by link, the same by file, and a forged one.
  await page.getByRole('link', { name: 'Check answers' }).click();
  const forged = { ...JSON.parse(answer.bytes.toString()), student: 'Eve' };
  forged.experiment.seed = 77;
  await page.getByLabel('or links, one a line').fill(link);
  await page.getByRole('button', { name: 'Add these links' }).click();
  await page
    .locator('.exercises input[type="file"][multiple]')
    .setInputFiles([
      { name: 'eve.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(forged)) },
    ]);
  await expect(page.getByText('2 answers', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Run and judge' }).click();
  await expect(page.getByText('1 of 2 passed')).toBeVisible();
  await expect(page.locator('[data-verdict="refused"]')).toContainText('Eve');
  const csv = await saved(page, () => page.getByRole('button', { name: 'Save as CSV' }).click());
  expect(csv.bytes.toString()).toMatch(/^source,student,assignment,verdict,/);

  // A link opens the answer by itself, in Chinese too.
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Answer of Ada' })).toBeVisible();
  await page.getByRole('button', { name: '简体中文' }).click();
  await expect(page.getByRole('heading', { name: 'Ada 的答案' })).toBeVisible();
  expect(wrong).toEqual([]);
});
