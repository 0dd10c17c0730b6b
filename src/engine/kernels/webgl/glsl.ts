import type { Algebra, Operand } from '../../algebra';

/**
 * Functions that GLSL lacks, or that many GPUs compute by a formula that suffers from cancellation. Near 0 they are
 * computed by series, because activations and gradients can be far smaller than 1e-7. GLSL does not guarantee NaN for a
 * NaN argument. `keepNaN` does.
 */
const functions: Readonly<Record<string, string>> = {
  keepNaN: 'vec4 keepNaN(vec4 x, vec4 y) { return mix(y, x, isnan(x)); }',
  maximum: 'vec4 maximum(vec4 a, vec4 b) { return keepNaN(a, keepNaN(b, max(a, b))); }',
  minimum: 'vec4 minimum(vec4 a, vec4 b) { return keepNaN(a, keepNaN(b, min(a, b))); }',
  exactTanh: `vec4 exactTanh(vec4 x) {
    vec4 y = x * x;
    vec4 near = x * (1. + y * (-1. / 3. + y * (2. / 15. + y * (-17. / 315. + y * (62. / 2835.)))));
    vec4 e = exp(-2. * abs(x));
    return mix(sign(x) * (1. - e) / (1. + e), near, lessThan(abs(x), vec4(.25)));
  }`,
  exactExpm1: `vec4 exactExpm1(vec4 x) {
    vec4 near = x * (1. + x / 2. * (1. + x / 3. * (1. + x / 4. * (1. + x / 5. * (1. + x / 6. * (1. + x / 7.))))));
    return mix(exp(x) - 1., near, lessThan(abs(x), vec4(.35)));
  }`,
  exactLog1p: `vec4 exactLog1p(vec4 x) {
    vec4 s = x / (2. + x);
    vec4 y = s * s;
    vec4 near = 2. * s * (1. + y * (1. / 3. + y * (1. / 5. + y * (1. / 7. + y / 9.))));
    return mix(log(1. + x), near, lessThan(abs(x), vec4(.25)));
  }`,
  sigmoid: `vec4 sigmoid(vec4 x) {
    vec4 e = exp(-abs(x));
    return mix(vec4(1.), e, lessThan(x, vec4(0.))) / (1. + e);
  }`,
  powerOfTwo: `vec4 powerOfTwo(vec4 x) {
    uvec4 bits = floatBitsToUint(x) & 0x7f800000u;
    bvec4 special = bvec4(uvec4(equal(bits, uvec4(0u))) | uvec4(equal(bits, uvec4(0x7f800000u))));
    return mix(uintBitsToFloat(bits), vec4(1.), special);
  }`,
  // A Maclaurin series near 0; elsewhere Abramowitz & Stegun 7.1.26 (error below 1.5e-7).
  erf: `vec4 erf(vec4 x) {
    vec4 y = x * x;
    vec4 series = 1. + y * (-1. / 3. + y * (1. / 10. + y * (-1. / 42. + y * (1. / 216. + y * (-1. / 1320. + y / 9360.)))));
    vec4 t = 1. / (1. + .3275911 * abs(x));
    vec4 tail = t * (.254829592 + t * (-.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return mix(sign(x) * (1. - tail * exp(-y)), 1.1283791670955126 * x * series, lessThan(abs(x), vec4(.6)));
  }`,
};

/** The source of the functions that `code` calls. Callees come before their callers, as GLSL requires. */
export const functionsFor = (code: string): string => {
  const called = Object.entries(functions).filter(([name]) => code.includes(`${name}(`));
  const extremes = called.some(([name]) => name === 'maximum' || name === 'minimum');
  const needed = extremes && !code.includes('keepNaN(') ? [functions.keepNaN!] : [];
  return [...needed, ...called.map(([, source]) => source)].join('\n');
};

/** A number as a GLSL literal. */
const literal = (value: number): string => `vec4(${value.toExponential()})`;

/** Writes the algebra as GLSL statements on vec4. Equal formulas share one statement. */
export class GlslWriter {
  private readonly names = new Map<string, string>();

  /** The statements written so far. */
  get statements(): string {
    return [...this.names].map(([formula, name]) => `vec4 ${name} = ${formula};`).join('\n');
  }

  readonly algebra: Algebra<string> = {
    add: this.binary((a, b) => `${a} + ${b}`),
    sub: this.binary((a, b) => `${a} - ${b}`),
    mul: this.binary((a, b) => `${a} * ${b}`),
    div: this.binary((a, b) => `${a} / ${b}`),
    min: this.binary((a, b) => `minimum(${a}, ${b})`),
    max: this.binary((a, b) => `maximum(${a}, ${b})`),
    neg: (a) => this.name(`-${a}`),
    abs: (a) => this.name(`abs(${a})`),
    square: (a) => this.name(`${a} * ${a}`),
    sqrt: (a) => this.keep(a, `sqrt(${a})`),
    exp: (a) => this.keep(a, `exp(${a})`),
    expm1: (a) => this.keep(a, `exactExpm1(${a})`),
    log: (a) => this.keep(a, `log(${a})`),
    log1p: (a) => this.keep(a, `exactLog1p(${a})`),
    tanh: (a) => this.keep(a, `exactTanh(${a})`),
    sigmoid: (a) => this.keep(a, `sigmoid(${a})`),
    erf: (a) => this.keep(a, `erf(${a})`),
    powerOfTwo: (a) => this.name(`powerOfTwo(${a})`),
    greater: this.binary((a, b) => `vec4(greaterThan(${a}, ${b}))`),
    equal: this.binary((a, b) => `vec4(equal(${a}, ${b}))`),
    where: (condition, a, b) =>
      this.name(`mix(${this.term(b)}, ${this.term(a)}, notEqual(${condition}, vec4(0.)))`),
  };

  /** An operand as GLSL. */
  term(operand: Operand<string>): string {
    return typeof operand === 'number' ? literal(operand) : operand;
  }

  private binary(formula: (a: string, b: string) => string) {
    return (a: Operand<string>, b: Operand<string>) => this.name(formula(this.term(a), this.term(b)));
  }

  private keep(argument: string, formula: string): string {
    return this.name(`keepNaN(${argument}, ${formula})`);
  }

  private name(formula: string): string {
    const known = this.names.get(formula);
    if (known) return known;
    const name = `v${this.names.size}`;
    this.names.set(formula, name);
    return name;
  }
}
