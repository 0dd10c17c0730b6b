import type { Text } from '../../base/entry';
import { enumerated, say } from '../../base/problem';
import type { LogSummary } from './run';

/** A module whose weights differ between ranks. */
export interface Apart {
  readonly step: number;
  readonly name: string;
  /** ‖W‖ by rank. */
  readonly values: readonly number[];
}

/**
 * What is told of merged logs: how their numbers were put together, and what is missing.
 *
 * @param places for each step its index in each rank's log, -1 where there is none
 */
export function mergedNotices(
  summaries: readonly LogSummary[],
  places: readonly Int32Array[],
  apart: Apart | undefined,
): Text[] {
  const { world } = summaries[0]!.header;
  const ranks = new Set(summaries.map(({ header }) => header.rank));
  const missing = Array.from({ length: Math.min(world, 4096) }, (_, rank) => rank).filter(
    (rank) => !ranks.has(rank),
  );
  const partly = places.filter((row) => row.includes(-1)).length;
  return [
    say(
      `Merged from the logs of ${ranks.size} ranks: signals as √Σ‖δ‖² / R (the loss is the ranks’ mean), activations and shares as means, dead units as the least share, numbers that are not finite as sums; weights, gradients and updates are rank ${summaries[0]!.header.rank}’s, since all ranks have the same.`,
      `由 ${ranks.size} 个进程的日志合并：信号为 √Σ‖δ‖² / R（损失是各进程的均值），激活值与比例取均值，死神经元取最小比例，非有限数的个数相加；权重、梯度与更新在各进程相同，取自进程 ${summaries[0]!.header.rank}。`,
    ),
    ...(missing.length > 0
      ? [
          say(
            `Not opened: the logs of ${missing.length} of ${world} ranks (${listed(missing).en}); open all of them together.`,
            `尚未打开 ${world} 个进程中 ${missing.length} 个的日志（${listed(missing)['zh-CN']}）；请一起打开。`,
          ),
        ]
      : []),
    ...(partly > 0
      ? [
          say(
            `${partly} of ${places.length} steps are not in every rank’s log; there the numbers are of the ranks that have them.`,
            `${places.length} 步中有 ${partly} 步并非每个进程都有记录；这些步的数值来自有记录的进程。`,
          ),
        ]
      : []),
    ...(apart === undefined ? [] : [differingRanks(apart)]),
  ];
}

function differingRanks({ step, name, values }: Apart): Text {
  const norms = enumerated(values.map((value) => value.toPrecision(4)));
  return say(
    `At step ${step} the ranks’ weights of module ${name} have different norms (${norms.en}): either each rank holds a part of the weights, or the ranks have drifted apart.`,
    `第 ${step} 步，模块 ${name} 的权重范数在各进程不同（${norms['zh-CN']}）：或是各进程只持有部分权重，或是各进程已不同步。`,
  );
}

/** Some numbers, written out up to eight. */
const listed = (numbers: readonly number[]): Text =>
  enumerated([...numbers.slice(0, 8).map(String), ...(numbers.length > 8 ? ['…'] : [])]);
