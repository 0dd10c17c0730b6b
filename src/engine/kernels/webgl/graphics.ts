import { type GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { Problem, say } from '../../../spec/problem';
import type { Expression } from '../../algebra';
import { type Along, commonShape, type Executor } from './executor';
import { foldProgram, isIdentity, mapPrograms, type ProgramFold } from './programs';

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
      allowed: 'wasm, cpu, reference',
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
      if (gl.isContextLost()) throw new Error('the browser took the graphics card away: WebGL context lost');
    },
  };
}

/** Numbers in a matrix up to which it pays to copy several into one and measure them together. */
const smallEnoughToJoin = 4096;

/** Runs each expression and each fold as one shader program of our own. */
function createProgramExecutor(backend: MathBackendWebGL): Executor {
  const run = (program: GPGPUProgram, inputs: readonly tf.Tensor2D[]): tf.Tensor2D => {
    const result = backend.compileAndRun(program, [...inputs], 'float32');
    return tf.engine().makeTensorFromTensorInfo(result) as tf.Tensor2D;
  };
  const shapes = (inputs: readonly tf.Tensor2D[]) => inputs.map(({ shape }) => shape);
  const folded = (along: Along, kind: ProgramFold, expression: Expression, inputs: readonly tf.Tensor2D[]) =>
    run(foldProgram(along, kind, expression, shapes(inputs), commonShape(inputs)), inputs);
  return {
    map: (expressions, inputs, shape) =>
      mapPrograms(expressions, shapes(inputs), shape).map((program) => run(program, inputs)),
    fold: folded,
    partial(measure, expression, inputs) {
      const [first] = inputs;
      if (measure === 'zeroColumns') return folded('columns', 'zero', expression, inputs);
      const joinable = inputs.length === 1 && first!.size <= smallEnoughToJoin && isIdentity(expression);
      return joinable ? tf.clone(first!) : folded('columns', measure, expression, inputs);
    },
    finish(measure, partials) {
      const kind = measure === 'zeroColumns' ? 'sum' : measure;
      const [rows, cols] = partials[0]!.shape;
      const joined = (axis: number) =>
        partials.length === 1 ? partials[0]! : tf.concat([...partials], axis);
      const identity: Expression = (_m, x) => x;
      return tf.tidy(() => {
        if (rows === 1) return folded('rows', kind, identity, [joined(0)]);
        const row = folded('columns', kind, identity, [joined(1)]);
        return folded('rows', kind, identity, [tf.reshape(row, [partials.length, cols])]);
      });
    },
    dispose() {},
  };
}
