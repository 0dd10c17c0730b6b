import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails with what axe finds on the page in both themes, or in those given: WCAG 2.2 A and AA, the size of targets among them, and best practices. */
export async function expectAccessible(
  page: Page,
  view: string,
  part = 'body',
  schemes: readonly ('dark' | 'light')[] = ['dark', 'light'],
): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    // A colour in transition is neither the old nor the new one.
    await page.evaluate(() =>
      Promise.allSettled(
        document
          .getAnimations()
          .filter(
            (animation) => animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY,
          )
          .map(({ finished }) => finished),
      ),
    );
    const { violations } = await new AxeBuilder({ page })
      .include(part)
      .options({ rules: { 'target-size': { enabled: true } } })
      .analyze();
    const findings = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}: ${failureSummary}`),
    );
    expect(findings, `${view}, ${colorScheme}`).toEqual([]);
  }
}
