import type { Text } from '../base/entry';
import { Problem, say } from '../base/problem';

/**
 * Checks that each class has as many labels as the budget asks for.
 * @param labels class indices of the training samples
 * @param where text that follows the class in the sentence if there are several sets of training samples
 * @throws Problem at `field` if a class has fewer; it names the number of the smallest class
 */
export function checkLabelBudget(
  field: string,
  budget: number,
  labels: Int32Array,
  classes: readonly { readonly index: number; readonly name: string }[],
  where: Text = say('', ''),
): void {
  const counts = classes.map(({ index, name }) => ({
    name,
    has: labels.reduce((sum, label) => sum + Number(label === index), 0),
  }));
  const { name, has } = counts.reduce((least, one) => (one.has < least.has ? one : least));
  if (budget <= has) return;
  throw new Problem('tooLarge', {
    field,
    found: say(`${budget} a class`, `每类 ${budget} 个`),
    allowed: say(
      `${has}, the training samples of class "${name}"${where.en}`,
      `${has}，即${where['zh-CN']}类别“${name}”的训练样本数`,
    ),
  });
}
