import { expect, test } from 'vitest'
import { checkPerson } from '../../../src/core/people/check-person.ts'

const MEI = { name: ' Mei Lin ', email: ' Mei@Example.com ', teams: ['support', 'support'], ventures: null }

test('[PE6] somebody is kept without blanks around, with the address in small letters and each team once', () => {
  const kept = { name: 'Mei Lin', email: 'mei@example.com', teams: ['support'], ventures: null }
  expect(checkPerson(MEI)).toEqual({ ok: true, value: kept })
  expect(checkPerson({ ...MEI, ventures: ['north'] })).toMatchObject({ ok: true, value: { ventures: ['north'] } })
})

test.each([
  [{ name: ' ' }, 'name'],
  [{ name: 'a'.repeat(101) }, 'name'],
  [{ email: 'mei' }, 'email'],
  [{ email: `${'a'.repeat(250)}@b.de` }, 'email'],
  [{ teams: ['Support'] }, 'teams'],
  [{ teams: ['anyone'] }, 'teams'],
  [{ teams: Array.from({ length: 51 }, (_, index) => `team-${index}`) }, 'teams'],
  [{ ventures: ['a b'] }, 'ventures'],
])('[PE6] of %j is said what does not fit', (wrong, key) => {
  expect(checkPerson({ ...MEI, ...wrong })).toMatchObject({ ok: false, error: [{ key }] })
})

test('[PE6] all that does not fit is said at once', () => {
  const checked = checkPerson({ name: '', email: '', teams: ['A', 'B'], ventures: ['C'] })
  expect(checked.ok ? [] : checked.error.map(({ key }) => key)).toEqual(['name', 'email', 'teams', 'teams', 'ventures'])
})
