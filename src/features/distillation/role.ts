/** The two experiments of a distillation. */
export type Role = 'teacher' | 'student';

export const otherOf = (role: Role): Role => (role === 'teacher' ? 'student' : 'teacher');
