import type { Text } from '../base/entry';
import { enumerated, Problem, say } from '../base/problem';
import type { Dataset } from './build';
import { checkLabelBudget } from './labelBudget';
import type { Samples } from './sets';

/**
 * Checks that both domains have the same task, classes and inputs.
 * @throws Problem if the target differs from the source in one of these
 */
export function checkSameTask(source: Samples, target: Samples): void {
  const pictures = source.image && target.image;
  const points = source.points && target.points;
  for (const describe of [tasks, outcomes, pictures ? pixels : sizes, ...(points ? [expansions] : [])]) {
    const [wanted, found] = [describe(source), describe(target)];
    if (wanted.en === found.en) continue;
    const allowed = say(`${brief(wanted.en)}, as in the source`, `与源域相同：${brief(wanted['zh-CN'])}`);
    const values = { found: say(brief(found.en), brief(found['zh-CN'])), allowed };
    throw new Problem('mismatch', { field: 'target.data', ...values });
  }
}

const brief = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

const tasks = ({ outcome }: Samples): Text =>
  outcome.task === 'classification' ? say('classification', '分类') : say('regression', '回归');

function outcomes({ outcome }: Samples): Text {
  if (outcome.task === 'regression') {
    const { length } = outcome.targetNames;
    return say(`${length} numbers to predict`, `${length} 个待预测的数`);
  }
  const { classNames } = outcome;
  const list = enumerated(classNames);
  return say(`${classNames.length} classes (${list.en})`, `${classNames.length} 个类别（${list['zh-CN']}）`);
}

const pixels = ({ image }: Samples): Text =>
  say(`images of ${image!.width} × ${image!.height} pixels`, `${image!.width} × ${image!.height} 像素的图像`);

const sizes = ({ features }: Samples): Text => say(`an input size of ${features}`, `输入维数 ${features}`);

/** The features that the points of a plane are expanded to. */
function expansions({ featureNames }: Samples): Text {
  const list = enumerated(featureNames);
  return say(`the input features ${list.en}`, `输入特征 ${list['zh-CN']}`);
}

/**
 * Checks that the target has training and test samples, and enough labels for the label budget.
 * @throws Problem if a part is empty, or if the budget exceeds the training samples of a class
 */
export function checkTarget({ train, test, outcomeNames, task }: Dataset, budget: number | null): void {
  if (test.count === 0) {
    throw new Problem('tooSmall', {
      field: 'target',
      found: say('no test samples', '没有测试样本'),
      allowed: say('1 to test on', '1 个测试样本'),
    });
  }
  if (budget === null) return;
  const field = 'target.labelBudget';
  if (task === 'classification') {
    const classes = outcomeNames.map((name, index) => ({ index, name }));
    checkLabelBudget(field, budget, train.labels, classes, say(' in the target', '目标域中'));
  } else if (budget > train.count) {
    throw new Problem('tooLarge', {
      field,
      found: budget,
      allowed: say(
        `${train.count}, the training samples of the target`,
        `${train.count}，即目标域的训练样本数`,
      ),
    });
  }
}
