import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { openLab, saved, setLanguage } from './lab';
import { test } from './test';

// axe looks at every element of a page, in two themes and two languages.
test.slow();
// axe is a script of the test, which the page's policy does not allow.
test.use({ bypassCSP: true, contextOptions: { reducedMotion: 'reduce' } });

const languages = ['English', '简体中文'] as const;

/** What axe finds in a part of the page, once it is there. */
async function audit(page: Page, view: string, part: string): Promise<void> {
  await expect(page.locator(part).first()).toBeVisible();
  await expectAccessible(page, view, part);
}

for (const language of languages) {
  test(`slides, worksheets, a step explained and a prediction have no finding of axe: ${language}`, async ({
    page,
  }) => {
    await page.goto('/?page=learn&chapter=gradient-descent');
    await setLanguage(page, language);
    const [slides, worksheet] = [0, 1].map((i) => page.locator('.chapter-modes button').nth(i));
    await slides!.click();
    for (let slide = 0; slide < 3; slide++) {
      await audit(page, `slide ${slide + 1}`, '.slides');
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Escape');
    await worksheet!.click();
    await expect(page.locator('.worksheet #descent svg').first()).toBeVisible();
    await audit(page, 'worksheet', '.worksheet');

    await page.goto('/?page=learn&chapter=backpropagation&figure=explained-update');
    const figure = page.locator('#explained-update');
    const explained = figure.getByTestId('explained');
    await expect(explained).toBeVisible();
    // With statistics of the batch; the options are named by the registries.
    await figure.locator('select').nth(1).selectOption('batch');
    await expect(explained.getByText(/^\(.* − .*\) \/ √/)).toBeVisible();
    const next = explained.getByRole('button', { name: /Next stage|下一阶段/ });
    await audit(page, 'forward', '#explained-update');
    for (const stage of ['loss', 'backward', 'update']) {
      await next.click();
      await audit(page, stage, '#explained-update');
    }
    await explained.locator('select').selectOption('scale');
    await expect(explained).toContainText('∂L/∂γ');
    await audit(page, 'update of γ', '#explained-update');
    const table = await saved(page, () =>
      figure.getByRole('button', { name: /Save the table|保存表格/ }).click(),
    );
    const [title, head, first] = table.bytes.toString().split('\r\n');
    expect([table.name, title]).toEqual(['explained-update.csv', expect.stringMatching(/^# .*γ/)]);
    expect(head).toMatch(/^.+,1,2$/);
    expect(first).toMatch(/^1,.*\d/);

    await page.goto('/?page=learn&chapter=vanishing-gradients&figure=measured-layers');
    const layers = page.locator('#measured-layers');
    await layers.getByRole('checkbox').check();
    await expect(layers.locator('.prediction-sketch')).toBeVisible();
    await audit(page, 'prediction', '#measured-layers');
    await layers.locator('.prediction-sketch > button').click();
    await expect(layers.getByTestId('prediction-score')).toBeVisible();
    await audit(page, 'prediction compared', '#measured-layers');
  });

  test(`the pages of assignments have no finding of axe: ${language}`, async ({ page }) => {
    await page.goto('/?page=learn&chapter=challenges');
    await setLanguage(page, language);
    await audit(page, 'challenges', '.book');
    await page.goto('/?page=learn&chapter=task');
    await audit(page, 'no task', '.book');

    await page.goto('/?page=learn&chapter=assign');
    await page.locator('textarea').first().fill('Level the signal.');
    const named = (path: string) => page.locator(`.free-settings [data-field="${path}"]`);
    for (const path of ['network.activation', 'network.depth'])
      await named(path).getByRole('checkbox').check();
    await named('network.activation').getByRole('combobox').click();
    await page.getByRole('option', { name: 'Tanh', exact: true }).click();
    await audit(page, 'make, options open', 'body');
    await page.keyboard.press('Escape');
    await named('network.depth').getByRole('textbox').last().fill('5, ten');
    await audit(page, 'make', '.book');

    // The student's panel stands beside the lab.
    await page.goto('/?page=learn&chapter=challenges');
    await page.locator('.book button').first().click();
    const panel = page.getByTestId('assignment');
    await expect(panel).toBeVisible();
    await panel
      .locator('button')
      .filter({ hasText: /Check my answer|检查我的答案/ })
      .click();
    await expect(panel.getByRole('table')).toBeVisible();
    await audit(page, 'answer', '[data-testid="assignment"]');

    await page.goto('/?page=learn&chapter=verify');
    await page
      .locator('.exercises input[type="file"][multiple]')
      .setInputFiles([
        { name: 'wrong.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"other"}') },
      ]);
    await page.getByRole('button', { name: /Run and judge|运行并判定/ }).click();
    await expect(page.locator('.exercises')).toContainText('wrong.json');
    await audit(page, 'verify', '.book');
  });

  test(`the lab's dialogs for points, pictures, a step and predictions have no finding of axe: ${language}`, async ({
    page,
  }) => {
    await openLab(page);
    await setLanguage(page, language);
    const main = page.getByRole('main');
    await main.getByRole('checkbox', { name: /Predict first|先预测/ }).check();
    await expect(page.locator('.prediction-sketch')).toBeVisible();
    await audit(page, 'prediction', '.prediction-sketch');
    await page.getByRole('button', { name: /Explain this step|讲解这一步/ }).click();
    await expect(page.getByTestId('explained')).toBeVisible();
    await audit(page, 'explained step', '[role="dialog"]');
    await page.keyboard.press('Escape');
    await page.getByLabel(/^(Data set|数据集)$/).selectOption('points');
    await page.getByRole('button', { name: /Draw points|绘制点/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await audit(page, 'draw', '[role="dialog"]');
    await page.keyboard.press('Escape');
    await page.locator('input[type="file"]').first().setInputFiles('tests/fixtures/arrays/pictures.npz');
    await expect(page.getByRole('dialog')).toContainText('12');
    await audit(page, 'pictures', '[role="dialog"]');
  });
}
