import type { SkillFilter, SkillKind } from '../../derive/skill-list.ts'
import { SKILL_KINDS } from '../../derive/skill-list.ts'

/** What the address says of the screen: which of its lists is open, and what of the skills is looked at. */
export interface SkillSearch extends SkillFilter {
  /** Absent: the skills. */
  readonly view?: 'asked' | 'unusable'
}

/** What the address says; anything it can not mean is left out. */
export function readSkillSearch({ view, kind, search }: Record<string, unknown>): SkillSearch {
  return {
    ...(view === 'asked' || view === 'unusable' ? { view } : {}),
    ...(kind === 'missing' || isKind(kind) ? { kind } : {}),
    ...(typeof search === 'string' && search !== '' ? { search } : {}),
  }
}

function isKind(value: unknown): value is SkillKind {
  return typeof value === 'string' && Object.hasOwn(SKILL_KINDS, value)
}
