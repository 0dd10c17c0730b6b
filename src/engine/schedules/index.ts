import { type SpecOf, unionOf } from '../../base/entry';
import { constant } from './constant';
import { cosine } from './cosine';
import type { Schedule } from './schedule';
import { step } from './step';
import { warmup } from './warmup';

/** Every learning-rate schedule. */
export const schedules = { constant, cosine, step, warmup } satisfies Record<string, Schedule>;

export type ScheduleSpec = SpecOf<typeof schedules>;
export const scheduleSchema = unionOf(schedules);
export type { Schedule };
