import { Assembly, Code, i32, simd, v128 } from '../../src/engine/kernels/wasm/assembler';

/** Chains of multiply-adds that do not wait for one another: enough to fill two units of four cycles. */
const chains = 12;
const rounds = 4;

/**
 * Floating-point operations a second that multiply-adds reach when they touch registers alone: what no kernel on this
 * machine can exceed with these vectors.
 */
export function measurePeak(milliseconds: number): number {
  const code = new Code(1);
  const sums = Array.from({ length: chains }, () => code.local(v128));
  const [x, y] = [code.local(v128), code.local(v128)];
  const at = code.local(i32);
  code.constantSplat(0.5).set(x).constantSplat(0.25).set(y).constant(0).set(at);
  code.loop(at, 0, 1, () => {
    for (let round = 0; round < rounds; round++)
      for (const sum of sums) code.get(x).get(y).get(sum).simd(simd.relaxedMadd).set(sum);
  });
  // Stored, so that nothing is left out as unused.
  for (const sum of sums) code.constant(0).get(sum).memory(simd.store, 0);
  const assembly = new Assembly();
  assembly.export('run', assembly.add(code));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(assembly.encode()), { env: { memory } });
  const run = instance.exports.run as (count: number) => void;
  // Long enough for a browser's clock, which goes by tenths of a millisecond.
  const count = 2_000_000;
  run(count);
  let most = 0;
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    const start = performance.now();
    run(count);
    most = Math.max(most, (count * rounds * chains * 8) / (performance.now() - start));
  }
  return most * 1000;
}
