import type { Capability } from '../../api/contract/capabilities.ts'
import { counted, countWords } from './number-words.ts'

/** How people tell skills apart. */
export const SKILL_KINDS = {
  ai: 'Says how sure it is',
  exact: 'Exact step',
  agent: 'Agent',
  tool: 'Tool of another program',
} as const

export type SkillKind = keyof typeof SKILL_KINDS

/** What of the registry is looked at. `missing`: what nobody here can do yet. */
export interface SkillFilter {
  readonly kind?: SkillKind | 'missing'
  readonly search?: string
}

/** A skill that can be looked for: its words are put together once. */
export interface ListedSkill {
  readonly skill: Capability
  readonly kind: SkillKind
  readonly words: string
}

/** By name, as people sort names. */
export function listSkills(capabilities: readonly Capability[]): readonly ListedSkill[] {
  return capabilities
    .map((skill) => ({ skill, kind: skillKind(skill), words: wordsOf(skill) }))
    .toSorted((left, right) => BY_NAME.compare(left.skill.name, right.skill.name))
}

const BY_NAME = new Intl.Collator('en-GB', { numeric: true })

export function skillKind({ ref, kind }: Pick<Capability, 'ref' | 'kind'>): SkillKind {
  if (ref.startsWith('mcp:')) return 'tool'
  return ref.startsWith('agent:') || ref.startsWith('command:') ? 'agent' : kind
}

function wordsOf({ name, ref, description, takes, gives }: Capability): string {
  return [name, ref, description, ...takes, ...gives].join(' ').toLowerCase()
}

/** Those that hold every word that is looked for. */
export function skillsWith(listed: readonly ListedSkill[], filter: SkillFilter): readonly ListedSkill[] {
  const wanted = (filter.search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return listed.filter((each) => isOfKind(each, filter.kind) && wanted.every((word) => each.words.includes(word)))
}

function isOfKind({ skill, kind }: ListedSkill, wanted: SkillFilter['kind']): boolean {
  if (wanted === 'missing') return skill.unavailable !== null
  return wanted === undefined || kind === wanted
}

/** `12 of 5,000 skills`; all of them are only counted. */
export function foundWords(found: number, all: number): string {
  return found === all ? counted(all, 'skill') : `${countWords(found)} of ${counted(all, 'skill')}`
}

/** `27 of 30 right` */
export function rightWords({ quality }: Pick<Capability, 'quality'>): string {
  return quality === null ? 'not checked yet' : `${countWords(quality.right)} of ${countWords(quality.judged)} right`
}

/** `2 WorkCharts` */
export function usedWords({ workCharts }: Pick<Capability, 'workCharts'>): string {
  return workCharts === 0 ? 'nowhere yet' : counted(workCharts, 'WorkChart')
}
