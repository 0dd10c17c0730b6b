import { create, type MathNode, parseDependencies } from 'mathjs/number';
import type { Text } from '../../../base/entry';
import { Problem, say } from '../../../base/problem';
import type { Random } from '../../../random/random';

const { parse } = create({ parse: parseDependencies! });

/** The functions that a formula may call. */
const functions = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  exp: Math.exp,
  log: Math.log,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
  min: Math.min,
  max: Math.max,
} as const satisfies Record<string, (...values: number[]) => number>;

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  pow: (a, b) => a ** b,
  mod: (a, b) => a - b * Math.floor(a / b),
  unaryMinus: (a) => -a,
  unaryPlus: (a) => a,
  smaller: (a, b) => (a < b ? 1 : 0),
  smallerEq: (a, b) => (a <= b ? 1 : 0),
  larger: (a, b) => (a > b ? 1 : 0),
  largerEq: (a, b) => (a >= b ? 1 : 0),
};

const constants = { pi: Math.PI, e: Math.E } as const;

/** The value of a formula at x; every `noise` in it is a further normal number of mean 0 and standard deviation 1. */
export type Formula = (x: number, random: Random) => number;

const field = 'data.formula';

/**
 * Reads a formula in x. mathjs parses it; what it may hold is decided here, and nothing of it is run as code.
 * @throws Problem if it cannot be parsed, or holds anything but numbers, x, noise, operators and the functions above; its value
 *   `at` is the character at fault, counted from 1
 */
export function parseFormula(text: string): Formula {
  let tree: MathNode;
  try {
    tree = parse(text);
  } catch (error) {
    const { message, char } = error as Error & { readonly char?: number };
    const at = Math.min(char ?? 1, text.length);
    const why = faultAt(text, char ?? 1, message);
    throw refused(
      say(`it cannot be read at character ${at}: ${why.en}`, `第 ${at} 个字符处无法解析：${why['zh-CN']}`),
      allowedFormula,
      at,
    );
  }
  // Blanks and comments alone are parsed to no value.
  if (is(tree, 'ConstantNode') && tree.value === undefined)
    throw refused(say('it is empty', '为空'), allowedFormula, 1);
  return compile(tree, text);
}

/** What the parser met at a character, in the page's words. Its own sentence speaks of the program that reads. */
function faultAt(text: string, char: number, message: string): Text {
  if (/^Parenthesis \) expected/.test(message)) return say('a bracket is not closed', '括号没有闭合');
  if (char > text.trimEnd().length) return say('the formula ends too early', '公式不完整');
  // A whole character, also beyond the first 65,536.
  const sign = String.fromCodePoint(text.codePointAt(char - 1)!);
  return say(`"${sign}" does not fit there`, `此处不应有“${sign}”`);
}

function compile(node: MathNode, text: string): Formula {
  const { type } = node as { type: string };
  const inside = (part: MathNode) => compile(part, text);
  if (is(node, 'ConstantNode') && typeof node.value === 'number') {
    const { value } = node;
    return () => value;
  }
  if (is(node, 'ParenthesisNode')) return inside(node.content);
  if (is(node, 'SymbolNode')) return symbol(node.name, text);
  if (is(node, 'ConditionalNode')) {
    const [condition, yes, no] = [node.condition, node.trueExpr, node.falseExpr].map(inside) as [
      Formula,
      Formula,
      Formula,
    ];
    return (x, random) => (condition(x, random) ? yes(x, random) : no(x, random));
  }
  if (is(node, 'OperatorNode')) {
    const act = Object.hasOwn(operators, node.fn) ? operators[node.fn] : undefined;
    if (!act) throw unknown(node.op, text);
    // "sin x" would be the product of a function and x.
    const [left, right] = node.args.map(inside) as [Formula, Formula?];
    return (x, random) => act(left(x, random), right?.(x, random) ?? 0);
  }
  if (is(node, 'FunctionNode')) {
    const { name } = node.fn as unknown as { name: string };
    if (!Object.hasOwn(functions, name)) throw unknown(name, text, `${name}(…)`);
    const act = functions[name as keyof typeof functions] as (...values: number[]) => number;
    const values = node.args.map(inside);
    if (values.length === 0) throw unknown(name, text, `${name}()`);
    return (x, random) => act(...values.map((value) => value(x, random)));
  }
  throw unknown(String(node), text, undefined, type === 'BlockNode' ? text.search(/[;\n]/) + 1 : 1);
}

/** The parts of mathjs's nodes that are used here. */
interface Nodes {
  ConstantNode: { value: unknown };
  ParenthesisNode: { content: MathNode };
  SymbolNode: { name: string };
  ConditionalNode: { condition: MathNode; trueExpr: MathNode; falseExpr: MathNode };
  OperatorNode: { op: string; fn: string; args: MathNode[] };
  FunctionNode: { fn: MathNode; args: MathNode[] };
}

const is = <T extends keyof Nodes>(node: unknown, type: T): node is Nodes[T] =>
  (node as { type: string }).type === type;

function symbol(name: string, text: string): Formula {
  if (name === 'x') return (x) => x;
  if (name === 'noise') return (_, random) => random.normal();
  if (Object.hasOwn(constants, name)) {
    const value = constants[name as keyof typeof constants];
    return () => value;
  }
  if (!Object.hasOwn(functions, name)) throw unknown(name, text);
  const at = placeOf(name, text);
  throw refused(
    say(`"${name}" without brackets at character ${at}`, `第 ${at} 个字符处的“${name}”后没有括号`),
    say(`${name}(x)`, `${name}(x)`),
    at,
  );
}

/** Where a name or a sign stands in the formula, counted from 1. */
function placeOf(name: string, text: string): number {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const word = /^\w+$/.test(name) ? new RegExp(`(?<![A-Za-z_])${literal}(?!\\w)`) : new RegExp(literal);
  return Math.max(text.search(word), 0) + 1;
}

const unknown = (part: string, text: string, shown = part, at = placeOf(part, text)) => {
  const short = shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
  return refused(
    say(`"${short}" at character ${at} is not known here`, `不支持第 ${at} 个字符处的“${short}”`),
    allowedFormula,
    at,
  );
};

const allowedFormula = say(
  `a formula in x such as sin(3x) + 0.1 noise, of numbers, pi, e, + − * / ^ and ${Object.keys(functions).join(', ')}`,
  `x 的公式，如 sin(3x) + 0.1 noise，可含数字、pi、e、+ − * / ^ 与 ${Object.keys(functions).join('、')}`,
);

const refused = (found: Text, allowed: Text, at: number) =>
  new Problem('mismatch', { field, found, allowed, at });
