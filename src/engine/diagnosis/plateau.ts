import { lossAround, type Rule, told } from './rule';

/** Recorded steps before a plateau can be told from a slow start. */
const patience = 300;

export const plateau: Rule = {
  title: { en: 'Plateau', 'zh-CN': '停滞' },
  summary: {
    en: 'The loss has stood still for the last half of the run, far from low.',
    'zh-CN': '在运行的后一半，损失停滞不前，且远未降低。',
  },
  find(patient) {
    const { recorded, at } = patient;
    if (at < patience) return undefined;
    const first = lossAround(patient, 15);
    const half = lossAround(patient, Math.floor(at / 2), 60);
    const now = lossAround(patient, at, 60);
    const accuracy = recorded.run(at, 'accuracy');
    if (!Number.isFinite(now) || now < 0.5 * first || accuracy > 0.95) return undefined;
    if (Math.abs(now - half) > 0.03 * half) return undefined;
    const steps = recorded.run(at, 'step') - recorded.run(Math.floor(at / 2), 'step');
    return {
      evidence: {
        en: `Over the last ${steps} steps the loss went from ${told(half)} to ${told(now)}; it began at ${told(first)}.`,
        'zh-CN': `最近 ${steps} 步中损失从 ${told(half)} 到 ${told(now)}；起初为 ${told(first)}。`,
      },
      remedies: ['higherRate', 'adam', 'reluHe'],
    };
  },
};
