import type { Json } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { peopleIn } from '../../core/workflow/people-in.ts'
import { parseReference } from '../../core/workflow/reference.ts'
import type { Card } from './builder-view.ts'
import { ANYONE } from './builder-view.ts'
import { personRefs } from './person-refs.ts'

/** `human:lena-fischer` is `Lena Fischer`, `human:head-of-support` is `Head of Support`. */
export function personName(ref: string): string {
  const words = ref.slice(ref.indexOf(':') + 1).split(/[-_]+/)
  return words.map((word) => (SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1))).join(' ')
}

const SMALL = new Set(['and', 'for', 'of', 'the'])

/** `Ann`, `Ann and Ben`, `Ann, Ben and Support Lead`. */
export function peopleWords(refs: readonly string[]): string {
  const names = refs.map(personName)
  const last = names.at(-1) ?? 'Nobody'
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** The people that this document or others name, each once; this document's first. */
export function peopleRefs(document: Json, elsewhere: readonly string[]): readonly string[] {
  return [...new Set([...peopleIn(document), ...elsewhere])].filter((ref) => ref !== ANYONE.ref)
}

/** Anyone, then these. */
export function peopleCards(refs: readonly string[]): readonly Card[] {
  return [ANYONE, ...refs.map(personCard)]
}

function personCard(ref: string): Card {
  return { ...ANYONE, ref, name: personName(ref), about: 'A person or team named in WorkCharts' }
}

/** Who is named takes the place of anyone. */
export function withPeople(people: readonly string[], more: readonly string[]): readonly string[] {
  const named = new Set([...people, ...more])
  if (!more.includes(ANYONE.ref)) named.delete(ANYONE.ref)
  return [...named]
}

/** The people a line names, with commas; an error says what a name may hold. */
export function readPeople(line: string): Result<readonly string[], string> {
  const refs = personRefs(line)
  const misfit = refs.find((ref) => !parseReference(ref).ok)
  return misfit === undefined ? ok(refs) : err(`“${misfit.slice('human:'.length)}” can not be a name: ${NAME_RULE}`)
}

const NAME_RULE = 'use letters a to z, digits, hyphens and dots.'
