import { expect, test } from 'vitest'
import { isInVenture } from '../../../src/core/people/in-venture.ts'
import type { Person } from '../../../src/core/people/person.ts'
import type { Right } from '../../../src/core/people/right.ts'
import { RIGHTS, roleFor } from '../../../src/core/people/right.ts'
import type { Role } from '../../../src/core/people/role.ts'
import { ROLES } from '../../../src/core/people/role.ts'
import { isWithin, SCOPES } from '../../../src/core/people/scope.ts'
import { roleToward, standingOf } from '../../../src/core/people/standing.ts'
import type { ActorId } from '../../../src/core/run/ids.ts'

const READS = ['own', 'work:read'] as const
const MAKES = [...READS, 'work:author', 'work:publish', 'runs:operate'] as const

function rightsOf(roles: readonly Role[]): readonly Right[] {
  return RIGHTS.filter((right) => roleFor(right, roles) !== undefined)
}

test('[PE1] each role gives its rights, several add up, and none gives none', () => {
  expect(Object.fromEntries(ROLES.map((role) => [role, rightsOf([role])]))).toEqual({
    viewer: [...READS],
    approver: ['own', 'tasks:take-part'],
    developer: [...MAKES, 'sources:write'],
    'ops-manager': [
      ...READS,
      'work:author',
      'work:publish',
      'work:share',
      'runs:operate',
      'tasks:take-part',
      'tasks:oversee',
    ],
    admin: [...READS, 'settings:write', 'people:manage'],
  })
  expect(rightsOf(['viewer', 'approver'])).toEqual([...READS, 'tasks:take-part'])
  expect(rightsOf([...ROLES])).toEqual([...RIGHTS])
  expect(rightsOf([])).toEqual([])
})

test('[PE2] the role that is used is the one that allows least', () => {
  expect(roleFor('work:read', ['admin', 'viewer'])).toBe('viewer')
  expect(roleFor('tasks:take-part', ['ops-manager', 'approver'])).toBe('approver')
  expect(roleFor('tasks:oversee', ['approver', 'ops-manager'])).toBe('ops-manager')
  expect(roleFor('people:manage', ['viewer'])).toBeUndefined()
})

test('[PE3] a token reaches no further than its scopes', () => {
  expect(isWithin('runs:operate', ['operate'])).toBe(true)
  expect(isWithin('tasks:take-part', ['read', 'operate'])).toBe(false)
  expect(RIGHTS.filter((right) => isWithin(right, SCOPES))).toEqual([...RIGHTS])
  expect(isWithin('own', [])).toBe(false)
})

const MEI = { id: 'human:mei' as ActorId, teams: ['support'] }

test.each([
  [['human:mei'], ['approver'], 'approver'],
  [['human:support'], ['approver'], 'approver'],
  [['human:anyone'], ['approver'], 'approver'],
  [['human:tom'], ['approver'], undefined],
  [['human:tom'], ['approver', 'ops-manager'], 'ops-manager'],
  [['human:mei'], ['ops-manager'], 'ops-manager'],
  [['human:mei'], ['developer'], undefined],
  [[], ['viewer'], undefined],
] as const)('[PE4] a task to %j is done by somebody with %j as %s', (to, roles, role) => {
  expect(roleToward(to, standingOf({ ...MEI, roles }))).toBe(role)
})

test.each([
  ['north', ['north'], true],
  ['south', ['north'], false],
  [null, ['north'], false],
  [undefined, ['north'], false],
  [null, null, true],
  ['south', null, true],
  ['south', [], false],
] as const)('[PE5] work of %j is seen by somebody limited to %j: %j', (venture, ventures, seen) => {
  const person: Pick<Person, 'ventures'> = { ventures }
  expect(isInVenture(venture, person)).toBe(seen)
})
