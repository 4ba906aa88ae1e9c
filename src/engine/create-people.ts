import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { Caller } from '../core/people/caller.ts'
import { checkPerson } from '../core/people/check-person.ts'
import { LOCAL_OWNER } from '../core/people/local-owner.ts'
import { ANYONE, humanReference } from '../core/people/person.ts'
import type { ActorId } from '../core/run/ids.ts'
import { freeId, toId } from '../core/workflow/slug.ts'
import type { Engine } from './engine.ts'
import { createInOrder } from './in-order.ts'
import type { People, PersonChange, PersonOrder, PersonProblem } from './people.ts'
import { PEOPLE_MAX } from './people.ts'
import type { PersonReader, PersonRow } from './person-row.ts'
import type { Clock } from './ports.ts'

export interface PeopleParts {
  readonly reader: PersonReader
  readonly engine: Pick<Engine, 'write'>
  readonly clock: Clock
}

type Answer = Result<PersonRow, PersonProblem>

export function createPeople(parts: PeopleParts): People {
  // Whether an address is free is decided on all people there are.
  const inTurn = createInOrder()
  return {
    list: () => parts.reader.listPeople(),
    add: (order) => inTurn(() => add(parts, order)),
    change: (id, wanted) => inTurn(() => change(parts, id, wanted)),
    remove: (id, by) => remove(parts, id, by),
    callerOf: (id) => callerOf(parts, id),
  }
}

async function callerOf({ reader }: PeopleParts, id: ActorId): Promise<Caller | undefined> {
  if (id === LOCAL_OWNER.id) return LOCAL_OWNER
  const row = await reader.findPerson(id)
  if (row === undefined || row.status === 'removed') return undefined
  const { roles, teams, ventures } = row
  return { id, roles, teams, ventures, scopes: null }
}

async function add(parts: PeopleParts, order: PersonOrder): Promise<Answer> {
  for (;;) {
    const checked = checkPerson(order)
    if (!checked.ok) return err({ code: 'person-invalid', flaws: checked.error })
    const people = await parts.reader.listPeople()
    if (people.length >= PEOPLE_MAX) return err({ code: 'people-full' })
    const taken = holderOf(people, checked.value.email)
    if (taken !== undefined) return err(taken)
    const id = await idFor(parts, people, checked.value.name)
    const row: PersonRow = { ...order, ...checked.value, id, revision: 1, status: 'active', at: parts.clock.now() }
    if ((await parts.engine.write({ person: row })) !== 'stale') return ok(row)
  }
}

function holderOf(people: readonly PersonRow[], email: string, but?: ActorId): PersonProblem | undefined {
  const holder = people.find((row) => row.email === email && row.id !== but)
  return holder && { code: 'email-taken', email, by: holder.name }
}

/** A name that stands for nobody, for no team, and never did. */
async function idFor({ reader }: PeopleParts, people: readonly PersonRow[], name: string): Promise<ActorId> {
  const taken = new Set<string>([LOCAL_OWNER.id, ANYONE, ...people.flatMap(({ teams }) => teams.map(humanReference))])
  for (;;) {
    const id = freeId(humanReference(toId(name) || NAMELESS), taken) as ActorId
    if ((await reader.findPerson(id)) === undefined) return id
    taken.add(id)
  }
}

/** For a name without a letter that an id can hold. */
const NAMELESS = 'person'

/** Decided again where another change came first. */
async function change(parts: PeopleParts, id: ActorId, wanted: PersonChange): Promise<Answer> {
  for (;;) {
    const people = await parts.reader.listPeople()
    const before = people.find((person) => person.id === id)
    if (before === undefined) return err({ code: 'person-unknown', id })
    const after = { ...merged(before, wanted), at: parts.clock.now(), revision: before.revision + 1 }
    const checked = checkPerson(after)
    if (!checked.ok) return err({ code: 'person-invalid', flaws: checked.error })
    const taken = holderOf(people, checked.value.email, id)
    if (taken !== undefined) return err(taken)
    const row: PersonRow = { ...after, ...checked.value }
    if ((await parts.engine.write({ person: row })) !== 'stale') return ok(row)
  }
}

function merged(before: PersonRow, wanted: PersonChange): PersonRow {
  const { name = before.name, email = before.email, roles = before.roles, teams = before.teams } = wanted
  const { ventures = before.ventures, by } = wanted
  return { ...before, name, email, roles, teams, ventures, by }
}

async function remove({ reader, engine, clock }: PeopleParts, id: ActorId, by: ActorId): Promise<Answer> {
  for (;;) {
    const before = await reader.findPerson(id)
    if (before === undefined) return err({ code: 'person-unknown', id })
    if (before.status === 'removed') return ok(before)
    const row: PersonRow = {
      ...before,
      roles: [],
      status: 'removed',
      by,
      at: clock.now(),
      revision: before.revision + 1,
    }
    if ((await engine.write({ person: row })) !== 'stale') return ok(row)
  }
}
