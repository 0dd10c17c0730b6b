import { relaxedSimd, simd } from 'wasm-feature-detect';
import { coded, Problem, say } from '../../base/problem';
import type { ExperimentSpec } from '../../schema/experiment';
import type { Backend, Kernels } from './kernels';

/**
 * Opens a backend. Its code is loaded on demand.
 * @throws Error if the backend does not run here, e.g. webgl without WebGL 2 and float textures
 */
export async function openKernels(backend: Backend): Promise<Kernels> {
  if (backend === 'wasm' && !(await hasWebAssembly())) {
    throw new Problem('mismatch', {
      field: 'backend',
      found: say(
        'WebAssembly with SIMD is not available in this browser',
        '此浏览器没有带 SIMD 的 WebAssembly',
      ),
      allowed: coded(
        'cpu: plain JavaScript, slower',
        say('JavaScript (processor), slower', 'JavaScript（处理器），较慢'),
      ),
    });
  }
  if (backend === 'reference') {
    const { createReferenceKernels } = await import('./reference/reference');
    return createReferenceKernels();
  }
  if (backend === 'wasm') {
    const { createWasmKernels } = await import('./wasm/wasm');
    return createWasmKernels(await relaxedSimd());
  }
  if (backend === 'cpu') {
    const { createCpuKernels } = await import('./cpu/cpu');
    return createCpuKernels();
  }
  if (backend === 'webgpu') {
    const { createWebGpuKernels } = await import('./webgpu/webgpu');
    return createWebGpuKernels();
  }
  if (backend === 'tensorflow') {
    const { createTensorFlowKernels } = await import('./tensorflow/tensorflow');
    return createTensorFlowKernels();
  }
  const { createWebGlKernels } = await import('./webgl/webgl');
  return createWebGlKernels();
}

/** An empty module: its header and version. */
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Whether WebAssembly with SIMD is there and may be compiled: a browser's lockdown or a policy may forbid it. */
async function hasWebAssembly(): Promise<boolean> {
  try {
    return new WebAssembly.Module(emptyModule) instanceof WebAssembly.Module && (await simd());
  } catch {
    return false;
  }
}

/** Software renderers, which run on the CPU. Their results are right, but they are slower than the CPU backends. */
const software = /swiftshader|llvmpipe|software|basic render/i;

/** Whether there is WebGPU on real graphics hardware. */
async function hasWebGpu(): Promise<boolean> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter();
  if (!adapter) return false;
  const { vendor, architecture, description } = adapter.info;
  return !software.test(`${vendor} ${architecture} ${description}`);
}

/** Whether there is WebGL 2 on real graphics hardware, with the float textures that training needs. */
function hasGraphics(): boolean {
  if (typeof OffscreenCanvas === 'undefined') return false;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl?.getExtension('EXT_color_buffer_float')) return false;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !software.test(renderer);
}

/** Number of multiplications in a step below which the overhead of a GPU call dominates. */
const worthGraphics = 2e7;

/**
 * The backends that run here and may be the fastest for an experiment, the most likely first. If there is WebAssembly
 * SIMD, the other CPU backends are much slower and are left out (docs/decisions/0003-which-engine.md).
 */
export async function candidates(spec: ExperimentSpec): Promise<readonly Backend[]> {
  const processor: Backend = (await hasWebAssembly()) ? 'wasm' : 'cpu';
  if (work(spec) < worthGraphics) return [processor];
  if (await hasWebGpu()) return [processor, 'webgpu'];
  return hasGraphics() ? [processor, 'webgl'] : [processor];
}

/** Approximate number of multiplications in a step: once for the forward pass and twice for the backward pass. */
function work({ network, training }: ExperimentSpec): number {
  const rows = training.batchSize === 'full' ? 1000 : training.batchSize;
  const widths =
    network.hidden?.map(({ units }) => units) ?? new Array<number>(network.depth!).fill(network.width!);
  return widths.reduce((sum, width, l) => sum + width * (widths[l - 1] ?? width), 0) * rows * 3;
}
