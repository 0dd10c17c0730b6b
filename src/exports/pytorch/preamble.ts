/**
 * The imports and the precision of every exported script.
 *
 * @param usesMath whether it calls the module `math`
 * @param beside whether its numbers stand in a file beside it
 */
export const preamble = (usesMath: boolean, beside: boolean): readonly string[] => [
  ...(beside ? [] : ['import base64']),
  ...(usesMath ? ['import math'] : []),
  beside ? 'import os' : 'import zlib',
  '',
  'import numpy as np',
  'import torch',
  'from torch import nn',
  '',
  'try:',
  '    import gradient_lab',
  'except ImportError:',
  '    gradient_lab = None',
  '',
  '# Gradients that vanish soon fall below what float32 can hold.',
  'torch.set_default_dtype(torch.float64)',
  '',
];
