import type { Algebra, Operand } from '../../algebra';

/**
 * Functions that WGSL lacks, or that a GPU may compute by a formula that suffers from cancellation. Near 0 they are
 * computed by series, because activations and gradients can be far smaller than 1e-7. WGSL does not guarantee NaN for a
 * NaN argument. `keepNaN` does.
 */
const functions: Readonly<Record<string, string>> = {
  keepNaN: `fn keepNaN(x: f32, y: f32) -> f32 {
    return select(y, x, (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u);
  }`,
  maximum: 'fn maximum(a: f32, b: f32) -> f32 { return keepNaN(a, keepNaN(b, max(a, b))); }',
  minimum: 'fn minimum(a: f32, b: f32) -> f32 { return keepNaN(a, keepNaN(b, min(a, b))); }',
  exactTanh: `fn exactTanh(x: f32) -> f32 {
    let y = x * x;
    let near = x * (1. + y * (-1. / 3. + y * (2. / 15. + y * (-17. / 315. + y * (62. / 2835.)))));
    let e = exp(-2. * abs(x));
    return select(sign(x) * (1. - e) / (1. + e), near, abs(x) < .25);
  }`,
  exactExpm1: `fn exactExpm1(x: f32) -> f32 {
    let near = x * (1. + x / 2. * (1. + x / 3. * (1. + x / 4. * (1. + x / 5. * (1. + x / 6. * (1. + x / 7.))))));
    return select(exp(x) - 1., near, abs(x) < .35);
  }`,
  exactLog1p: `fn exactLog1p(x: f32) -> f32 {
    let s = x / (2. + x);
    let y = s * s;
    let near = 2. * s * (1. + y * (1. / 3. + y * (1. / 5. + y * (1. / 7. + y / 9.))));
    return select(log(1. + x), near, abs(x) < .25);
  }`,
  sigmoid: `fn sigmoid(x: f32) -> f32 {
    let e = exp(-abs(x));
    return select(1., e, x < 0.) / (1. + e);
  }`,
  powerOfTwo: `fn powerOfTwo(x: f32) -> f32 {
    let bits = bitcast<u32>(x) & 0x7f800000u;
    return select(bitcast<f32>(select(bits, 0x3f800000u, bits == 0x7f800000u)), 1., bits == 0u);
  }`,
  // A Maclaurin series near 0; elsewhere Abramowitz & Stegun 7.1.26 (error below 1.5e-7).
  erf: `fn erf(x: f32) -> f32 {
    let y = x * x;
    let near = 1. + y * (-1. / 3. + y * (1. / 10. + y * (-1. / 42. + y * (1. / 216. + y * (-1. / 1320. + y / 9360.)))));
    let t = 1. / (1. + .3275911 * abs(x));
    let tail = t * (.254829592 + t * (-.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return select(sign(x) * (1. - tail * exp(-y)), 1.1283791670955126 * x * near, abs(x) < .6);
  }`,
};

/** The source of the functions above that `code` calls, directly or indirectly. */
export function functionsFor(code: string): string {
  const needed = new Map<string, string>();
  const need = (text: string) => {
    for (const [name, source] of Object.entries(functions)) {
      if (needed.has(name) || !text.includes(`${name}(`)) continue;
      needed.set(name, source);
      need(source);
    }
  };
  need(code);
  return [...needed.values()].join('\n');
}

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** A number as a WGSL expression that has exactly the same float32 bits. */
export function literal(value: number): string {
  single[0] = value;
  return `bitcast<f32>(${bits[0]}u)`;
}

/** Writes the algebra as WGSL statements. Equal formulas share one statement. */
export class WgslWriter {
  private readonly names = new Map<string, string>();

  /** The statements written so far. */
  get statements(): string {
    return [...this.names].map(([formula, name]) => `let ${name} = ${formula};`).join('\n');
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
    greater: this.binary((a, b) => `select(0., 1., ${a} > ${b})`),
    equal: this.binary((a, b) => `select(0., 1., ${a} == ${b})`),
    where: (condition, a, b) => this.name(`select(${this.term(b)}, ${this.term(a)}, ${condition} != 0.)`),
  };

  /** An operand as WGSL. */
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
