import { type GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { Problem, say } from '../../../spec/problem';
import { commonShape, type Executor } from './executor';
import { foldProgram, mapPrograms } from './programs';

/** What the kernels need of the graphics card. */
export interface Graphics {
  readonly executor: Executor;
  /** @throws Error where the context was lost */
  assertAlive(): void;
}

/**
 * Starts TensorFlow.js on WebGL 2, on an OffscreenCanvas where there is one, anew where the context was lost before.
 * @throws Problem where there is no WebGL 2 with 32-bit float textures
 */
export async function openGraphics(): Promise<Graphics> {
  const flags = tf.env();
  // Whoever asks for WebGL gets it, on a software renderer too.
  flags.set('SOFTWARE_WEBGL_ENABLED', true);
  // Otherwise where a small sum is done, and so its last digit, depends on where its terms happen to be.
  flags.set('WEBGL_CPU_FORWARD', false);
  flags.set('WEBGL_FORCE_F16_TEXTURES', false);
  if (flags.getNumber('WEBGL_VERSION') < 2 || !flags.getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) {
    throw new Problem('mismatch', {
      field: 'backend',
      found: say('no WebGL 2 with 32-bit float textures here', '此处没有支持 32 位浮点纹理的 WebGL 2'),
      allowed: 'cpu, reference',
    });
  }
  const before = tf.findBackend('webgl') as MathBackendWebGL | null;
  if (before?.gpgpu.gl.isContextLost()) {
    tf.removeBackend('webgl');
    tf.registerBackend('webgl', () => new MathBackendWebGL());
  }
  await tf.setBackend('webgl');
  const backend = tf.backend() as MathBackendWebGL;
  const { gl } = backend.gpgpu;
  return {
    executor: createProgramExecutor(backend),
    assertAlive() {
      if (gl.isContextLost())
        throw new Error('The browser took the graphics card away (WebGL context lost).');
    },
  };
}

/** Runs each expression and each fold as one shader program of our own. */
function createProgramExecutor(backend: MathBackendWebGL): Executor {
  const run = (program: GPGPUProgram, inputs: readonly tf.Tensor2D[]): tf.Tensor2D => {
    const result = backend.compileAndRun(program, [...inputs], 'float32');
    return tf.engine().makeTensorFromTensorInfo(result) as tf.Tensor2D;
  };
  const shapes = (inputs: readonly tf.Tensor2D[]) => inputs.map(({ shape }) => shape);
  return {
    map(expressions, inputs, shape) {
      return mapPrograms(expressions, shapes(inputs), shape).map((program) => run(program, inputs));
    },
    fold: (along, fold, expression, inputs) =>
      run(foldProgram(along, fold, expression, shapes(inputs), commonShape(inputs)), inputs),
    partial(measure, expression, inputs) {
      const fold = measure === 'zeroColumns' ? 'zero' : measure;
      return run(foldProgram('columns', fold, expression, shapes(inputs), commonShape(inputs)), inputs);
    },
    dispose() {},
  };
}
