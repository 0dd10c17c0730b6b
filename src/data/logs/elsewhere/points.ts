import type { Text } from '../../../base/entry';
import { enumerated, Problem, say } from '../../../base/problem';
import type { LogHeader } from '../header';
import { type LogQuantity, logQuantityNames } from '../quantities';
import { LogRun } from '../run';

/** What a number of another program's log is of: a module and a quantity, or the run's loss. */
type Meaning = { readonly module: string; readonly quantity: LogQuantity } | 'loss' | undefined;

/** How other programs name the quantities; the first that fits counts. */
const quantityNames: readonly (readonly [RegExp, LogQuantity])[] = [
  [/update[_-]?(ratio|to[_-]?weight|to[_-]?param)|relative[_-]?update/i, 'updateRatio'],
  [/(grad(ient)?s?[_-]?(output|out|signal)|signal|delta)[_-]?norm/i, 'signalNorm'],
  [/grad(ient)?s?[_-]?(l2[_-]?|2(\.0)?[_-]?)?norm|norm[_-]?(of[_-]?)?grad(ient)?s?/i, 'weightGradNorm'],
  [/(weight|param(eter)?)s?[_-]?(l2[_-]?)?norm/i, 'weightNorm'],
  [/(act(ivation)?s?|output)[_-]?mean/i, 'activationMean'],
  [/(act(ivation)?s?|output)[_-]?std(dev)?/i, 'activationStd'],
  [/saturat/i, 'saturatedFraction'],
  [/dead/i, 'deadFraction'],
  [/zero|sparsity/i, 'zeroFraction'],
];

const lossNames = /^(train(ing)?[/_.-])?(batch[_-])?loss([/_-](train(ing)?|step))?$/i;

/** A module's path without the metric's own parts: `layers.3.mlp.fc1.weight/grad_norm` is of `layers.3.mlp.fc1`. */
const moduleOf = (parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .join('.')
    .replace(/\.(weight|kernel|bias)$/i, '')
    .replace(/^(model|module|_orig_mod)\.(?=.)/, '');

/** What a name such as `layers.3.mlp.fc1.weight/grad_norm` or `grad_2.0_norm/fc1.weight` stands for. */
export function meaningOf(name: string): Meaning {
  if (lossNames.test(name)) return 'loss';
  const parts = name.split('/');
  for (const [pattern, quantity] of quantityNames) {
    const at = parts.findLastIndex((part) => pattern.test(part));
    if (at < 0) continue;
    // In `fc1.grad_norm` the metric is the end of the part itself.
    const own = parts[at]!.split('.');
    const inner = own.length > 1 ? own.filter((word) => !pattern.test(word)) : [];
    const isWhole = inner.length === own.length || own.every((word) => /^\d|norm/.test(word));
    const rest = parts.flatMap((part, i) => (i === at ? (isWhole ? [] : [inner.join('.')]) : [part]));
    const path = rest.filter((part) => part !== '').join('.');
    if (path === '') return undefined;
    const isBias = quantity === 'weightGradNorm' && /(^|\.)bias$/i.test(path);
    return { module: moduleOf([path]), quantity: isBias ? 'biasGradNorm' : quantity };
  }
  return undefined;
}

/** A module's quantity as one number, which takes less memory than text. */
const keyOf = (module: number, quantity: LogQuantity): number =>
  module * logQuantityNames.length + logQuantityNames.indexOf(quantity);

/** Numbers of another program's log by name and step, which become a run. */
export class Points {
  private readonly steps = new Map<number, Map<number, number>>();
  private readonly losses = new Map<number, number>();
  private readonly modules = new Map<string, number>();
  private readonly unknown = new Set<string>();
  private readonly estimated = new Set<string>();

  /** Adds a number under its name in that program. */
  add(name: string, step: number, value: number): void {
    const meaning = meaningOf(name);
    if (meaning === 'loss') {
      this.losses.set(step, value);
      this.at(step);
    } else if (meaning) this.put(meaning.module, meaning.quantity, step, value);
    else this.unknown.add(name);
  }

  /** Adds a number whose meaning is known. */
  put(module: string, quantity: LogQuantity, step: number, value: number): void {
    if (!this.modules.has(module)) this.modules.set(module, this.modules.size);
    this.at(step).set(keyOf(this.modules.get(module)!, quantity), value);
  }

  /** A name whose numbers are estimates from a histogram's buckets. */
  estimate(name: string): void {
    this.estimated.add(name);
  }

  /** A histogram is left out under this name. */
  leaveOut(name: string): void {
    this.unknown.add(name);
  }

  /** The problem of a file without a number of a module. */
  refusal(name: string): Problem {
    return new Problem('mismatch', {
      field: name,
      found: say('none of its names stands for a quantity of a module', '其中没有任何名称对应某个模块的量'),
      allowed: say(
        'names such as layers.3.mlp.fc1.weight/grad_norm, or a log of gradient_lab.watch',
        '形如 layers.3.mlp.fc1.weight/grad_norm 的名称，或 gradient_lab.watch 的日志',
      ),
    });
  }

  private at(step: number): Map<number, number> {
    const values = this.steps.get(step) ?? new Map<number, number>();
    this.steps.set(step, values);
    return values;
  }

  /**
   * The run, its steps in order.
   *
   * @param writer the program that wrote the log
   * @throws {Problem} none of the numbers is of a module
   */
  run(name: string, writer: string): LogRun {
    const names = [...this.modules.keys()];
    if (names.length === 0) throw this.refusal(name);
    const header: LogHeader = {
      writer,
      torch: '',
      started: '',
      device: '',
      optimizer: [],
      every: 1,
      rank: 0,
      world: 1,
      notes: [],
      histogramBins: undefined,
      modules: names.map((module) => ({
        name: module,
        type: '',
        activation: false,
        weightShapes: [],
        isLayer: true,
        biasSquare: undefined,
        options: undefined,
      })),
      containers: new Map(),
    };
    const run = new LogRun(name, header);
    for (const step of [...this.steps.keys()].sort((a, b) => a - b)) {
      const values = this.steps.get(step)!;
      const line: Record<string, unknown> = { step, loss: this.losses.get(step) ?? null };
      for (const quantity of logQuantityNames) {
        const array = names.map((_, module) => values.get(keyOf(module, quantity)) ?? null);
        if (array.some((value) => value !== null)) line[quantity] = array;
      }
      run.add(line, () => undefined);
    }
    run.notices = this.notices();
    return run;
  }

  /** What is told of the names. */
  private notices(): Text[] {
    const left = [...this.unknown];
    const some = enumerated(left.slice(0, 5));
    const { size } = this.estimated;
    return [
      ...(left.length > 0
        ? [
            say(
              `Left out, since they stand for no quantity of a module: ${some.en}${left.length > 5 ? `, … (${left.length} names)` : ''}.`,
              `以下名称不对应任何模块的量，已略去：${some['zh-CN']}${left.length > 5 ? `……（共 ${left.length} 个）` : ''}。`,
            ),
          ]
        : []),
      ...(size > 0
        ? [
            say(
              `Norms and deviations of ${size} histograms are estimated from their buckets, in which the numbers are taken to lie evenly.`,
              `${size} 个直方图的范数与标准差由各区间估计，假定数值在区间内均匀分布。`,
            ),
          ]
        : []),
    ];
  }
}
