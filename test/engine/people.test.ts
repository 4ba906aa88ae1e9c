import { expect, it } from 'vitest'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { ActorId } from '../../src/core/run/ids.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { PEOPLE_MAX } from '../../src/engine/people.ts'
import { TOKENS_MAX } from '../../src/engine/tokens.ts'
import { aClock, aWorld } from '../support/engine.ts'
import { aHouse, personIn, tokenOf } from '../support/house.ts'
import { aPersonRow, aTokenRow } from '../support/rows.ts'
import { at, LENA } from '../support/runs.ts'

const TOM = 'human:tom' as ActorId
const ORDER = { name: 'Tom', email: 'tom@example.com', roles: [], teams: [], ventures: null, by: LENA } as const

/** Two that keep the same people and tokens, as two requests at once do: whatever is in `rivals` is done before a write of `house`. */
function twoHouses() {
  const clock = aClock(at(0))
  const { engine, store: reader, ids } = aWorld({ clock })
  const rivals: (() => Promise<unknown>)[] = []
  const write: Engine['write'] = async (transition) => {
    await rivals.shift()?.()
    return await engine.write(transition)
  }
  const parts = { reader, ids, clock }
  return { house: aHouse({ ...parts, engine: { write } }), other: aHouse({ ...parts, engine }), clock, engine, rivals }
}

it('[EN36] a change that another one came before is decided again, and neither is lost', async () => {
  const { house, other, rivals } = twoHouses()
  const mei = await personIn(house, { roles: ['viewer'] })
  rivals.push(() => other.people.change(mei, { teams: ['desk'], by: LENA }))
  expect(await house.people.change(mei, { roles: ['approver'], by: LENA })).toMatchObject({
    value: { roles: ['approver'], teams: ['desk'], revision: 3 },
  })
  rivals.push(() => other.people.change(mei, { name: 'Mei', by: LENA }))
  expect(await house.people.remove(mei, LENA)).toMatchObject({ value: { name: 'Mei', status: 'removed', revision: 5 } })
  rivals.push(() => other.people.add({ ...ORDER, email: 'first@example.com' }))
  expect(await house.people.add(ORDER)).toMatchObject({ value: { id: 'human:tom-2' } })
})

it('[EN36] of two that end the same, the first one stays', async () => {
  const { house, other, clock, rivals } = twoHouses()
  const mei = await personIn(house, {})
  const { row } = await tokenOf(house, mei)
  rivals.push(() => other.tokens.end(row.id, mei))
  expect(await house.tokens.end(row.id, LENA)).toMatchObject({ value: { endedAt: at(0), by: mei } })
  await house.people.remove(mei, TOM)
  clock.set(addMs(at(0), 1))
  expect(await house.people.remove(mei, LENA)).toMatchObject({ value: { at: at(0), by: TOM } })
  expect(await house.tokens.end('none', LENA)).toEqual({ ok: false, error: { code: 'token-unknown', id: 'none' } })
})

it(`[EN37] there are at most ${PEOPLE_MAX} people, and ${TOKENS_MAX} tokens of one`, async () => {
  const { house, engine } = twoHouses()
  for (let n = 1; n < PEOPLE_MAX; n += 1) {
    await engine.write({ person: aPersonRow({ id: `human:p${n}` as ActorId, email: `p${n}@example.com` }) })
  }
  expect(await house.people.add(ORDER)).toMatchObject({ ok: true })
  expect(await house.people.add({ ...ORDER, email: 'one@more.example' })).toMatchObject({
    error: { code: 'people-full' },
  })
  for (let n = 1; n < TOKENS_MAX; n += 1) {
    await engine.write({ token: aTokenRow({ id: `t${n}`, hash: `${n}`, holder: TOM }) })
  }
  const order = { holder: TOM, name: 'more', scopes: [], days: 1, by: TOM }
  expect(await house.tokens.make(order)).toMatchObject({ ok: true })
  expect(await house.tokens.make(order)).toMatchObject({ error: { code: 'tokens-full' } })
})

it('[EN38] a change is held to what a person must be, with everything at once', async () => {
  const { house } = twoHouses()
  const mei = await personIn(house, {})
  expect(await house.people.change(mei, { name: ' ', email: 'nowhere', by: LENA })).toMatchObject({
    error: { code: 'person-invalid', flaws: [{ key: 'name' }, { key: 'email' }] },
  })
})
