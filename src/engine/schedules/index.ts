import { type SpecOf, unionOf } from '../../spec/entry';
import { constant } from './constant';
import type { Schedule } from './schedule';

/** Every learning-rate schedule. */
export const schedules = { constant } satisfies Record<string, Schedule>;

export type ScheduleSpec = SpecOf<typeof schedules>;
export const scheduleSchema = unionOf(schedules);
export type { Schedule };
