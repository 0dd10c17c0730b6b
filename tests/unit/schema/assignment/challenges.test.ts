import { describe, expect, test } from 'vitest';
import { languageCodes } from '../../../../src/base/languages';
import { answerOf } from '../../../../src/schema/assignment/answer';
import {
  assignmentOf,
  type Challenge,
  type ChallengeName,
  challenges,
  knownAssignments,
} from '../../../../src/schema/assignment/challenges';
import { setField } from '../../../../src/schema/edit';
import { verify } from '../../../../src/worker/verify';
import { ownPool } from '../../worker/ownPool';

type Edits = readonly (readonly [path: string, value: unknown])[];

/** For each challenge: changes that reach its goals, and what one tries first. */
const tries: Readonly<Record<ChallengeName, { readonly solution: Edits; readonly naive: Edits }>> = {
  makeItLearn: {
    solution: [['network.activation', 'tanh']],
    naive: [['training.optimizer.learningRate', 1]],
  },
  learningRate: {
    solution: [['training.optimizer.learningRate', 1]],
    naive: [['training.optimizer.learningRate', 10]],
  },
  levelSignal: {
    solution: [['network.initializer.gain', 1]],
    naive: [['network.initializer.gain', 2]],
  },
  keepSigmoid: {
    solution: [['network.normalization', 'batch']],
    naive: [['training.optimizer.learningRate', 1]],
  },
  fiftyLayers: {
    solution: [
      ['network.activation', 'tanh'],
      ['network.residual', true],
    ],
    naive: [
      ['network.activation', 'relu'],
      ['network.initializer.kind', 'heNormal'],
    ],
  },
  tanhDepth: { solution: [['network.depth', 28]], naive: [['network.depth', 34]] },
  tameExplosion: {
    solution: [['training.clipNorm', 1]],
    naive: [['training.optimizer.learningRate', 0.01]],
  },
  deadUnits: { solution: [['network.activation', 'gelu']], naive: [['network.normalization', 'layer']] },
  smallWeights: {
    solution: [['network.normalization', 'batch']],
    naive: [['training.optimizer.learningRate', 1]],
  },
  narrowest: { solution: [['network.width', 4]], naive: [['network.activation', 'relu']] },
  wrongLabels: { solution: [['network.width', 4]], naive: [['training.weightDecay', 0.01]] },
  shortRun: {
    solution: [
      ['training.optimizer.kind', 'adam'],
      ['training.optimizer.learningRate', 0.03],
    ],
    naive: [['training.optimizer.learningRate', 1]],
  },
};

const pool = ownPool();
const known = knownAssignments();

/** Hands in a challenge with some changes, as a student would. */
function tried(name: ChallengeName, edits: Edits) {
  const assignment = assignmentOf(challenges[name], 'en');
  const experiment = edits.reduce((spec, [path, value]) => setField(spec, path, value), assignment.start);
  const answer = answerOf(assignment, { student: 'Ada', experiment, claimed: {} });
  return verify({ source: name, ...answer }, pool, { known });
}

test('there are twelve challenges, each with its words in every language', () => {
  expect(Object.keys(challenges)).toHaveLength(12);
  for (const challenge of Object.values<Challenge>(challenges)) {
    for (const language of languageCodes) {
      const { name, task } = assignmentOf(challenge, language);
      expect(name).toBe(challenge.title[language]);
      expect(task).toMatch(language === 'en' ? /\.$/ : /。$/);
    }
  }
});

describe.each(Object.keys(challenges) as ChallengeName[])('%s', (name) => {
  test('can be done', async () => {
    expect(await tried(name, tries[name].solution)).toMatchObject({ kind: 'passed', reasons: [] });
  });

  test('is not done by what one tries first, nor by changing nothing', async () => {
    expect(await tried(name, tries[name].naive)).toMatchObject({ kind: 'missed' });
    expect(await tried(name, [])).toMatchObject({ kind: 'missed', changes: [] });
  });
});
