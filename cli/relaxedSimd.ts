import { setFlagsFromString } from 'node:v8';

const major = Number(process.versions.node.split('.')[0]);

/** Flags that turn on relaxed SIMD in this Node: Node 20 hides it; later versions have it and reject the flag. */
export const relaxedSimdFlags = major < 22 ? ['--experimental-wasm-relaxed-simd'] : [];

/** Turns on the fused multiply-add of the WebAssembly kernels. It must run before the first module is compiled. */
export function enableRelaxedSimd(): void {
  for (const flag of relaxedSimdFlags) setFlagsFromString(flag);
}
