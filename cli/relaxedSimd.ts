import { setFlagsFromString } from 'node:v8';

const major = Number(process.versions.node.split('.')[0]);

/** Flags with which this Node has relaxed SIMD: Node 20 hides it, later versions have it and refuse the flag. */
export const relaxedSimdFlags = major < 22 ? ['--experimental-wasm-relaxed-simd'] : [];

/** Turns on the fused multiply-add of the WebAssembly kernels; must run before the first module is compiled. */
export function enableRelaxedSimd(): void {
  for (const flag of relaxedSimdFlags) setFlagsFromString(flag);
}
