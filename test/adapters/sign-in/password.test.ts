import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import {
  LINKS_PER_ADDRESS,
  LINKS_PER_PERSON,
  PASSWORDS_PER_ADDRESS,
  PASSWORDS_PER_PERSON,
} from '../../../src/adapters/sign-in/desk.ts'
import { createTries } from '../../../src/adapters/sign-in/tries.ts'
import { err } from '../../../src/core/basics/result.ts'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import type { SignIn } from '../../../src/engine/sign-in.ts'
import { at } from '../../support/runs.ts'
import { aSignIn, MEI, OMAR, PAGE, PATIENCE, passwordOf, settledIn } from '../../support/sign-in.ts'

const REFUSED = err({ code: 'sign-in-refused' })

describe('a password', PATIENCE, () => {
  it('[SI4] that is wrong, of nobody, or of somebody who has none is refused with the same words', async () => {
    const { signIn } = await aSignIn()
    await settledIn(signIn)
    await signIn.invite(OMAR)
    expect(await signIn.enter(passwordOf(MEI.email, 'not the password'))).toEqual(REFUSED)
    expect(await signIn.enter(passwordOf(OMAR.email))).toEqual(REFUSED)
    expect(await signIn.enter(passwordOf('nobody@example.com'))).toEqual(REFUSED)
    expect(await signIn.enter(passwordOf(MEI.email, ''))).toEqual(REFUSED)
  })

  it('[SI4] takes about as long to be refused for an address that nobody has', async () => {
    const { signIn } = await aSignIn()
    await settledIn(signIn)
    const known: number[] = []
    const unknown: number[] = []
    for (let n = 0; n < 8; n += 1) {
      known.push(await timeOf(signIn, MEI.email))
      unknown.push(await timeOf(signIn, 'nobody@example.com'))
    }
    const [slow, fast] = [middleOf(known), middleOf(unknown)].toSorted((a, b) => b - a) as [number, number]
    expect(slow / fast).toBeLessThan(3)
  })

  it('[SI7] is tried ten times for one person, however many at once, and then the time is told', async () => {
    const { signIn, clock } = await aSignIn()
    await settledIn(signIn)
    const { max, withinMs } = PASSWORDS_PER_PERSON
    const until = addMs(clock.now(), withinMs)
    const wrong = Array.from({ length: max + 5 }, (_, n) => signIn.enter(passwordOf(MEI.email, `guess ${n} of many`)))
    const answers = await Promise.all(wrong)
    expect(answers.slice(0, max)).toEqual(Array(max).fill(REFUSED))
    expect(answers.slice(max)).toEqual(Array(5).fill(err({ code: 'too-many-tries', until })))
    expect(await signIn.enter(passwordOf(MEI.email))).toEqual(err({ code: 'too-many-tries', until }))
    clock.set(until)
    expect(await signIn.enter(passwordOf(MEI.email))).toMatchObject({ ok: true })
  })

  it('[SI7] that is right begins the count of its person anew, not that of the address', async () => {
    const { signIn } = await aSignIn()
    await settledIn(signIn)
    const { max } = PASSWORDS_PER_PERSON
    for (let round = 0; round < PASSWORDS_PER_ADDRESS.max / max; round += 1) {
      const wrong = Array.from({ length: max - 1 }, () => signIn.enter(passwordOf(MEI.email, 'wrong password')))
      expect(await Promise.all(wrong)).toEqual(Array(max - 1).fill(REFUSED))
      expect(await signIn.enter(passwordOf(MEI.email))).toMatchObject({ ok: true })
    }
    expect(await signIn.enter(passwordOf(OMAR.email))).toMatchObject({ error: { code: 'too-many-tries' } })
    expect(await signIn.enter(passwordOf(OMAR.email, 'any', '192.0.2.2'))).toEqual(REFUSED)
  })

  it('[SI7] also addresses that nobody has are counted, and links have counts of their own', async () => {
    const { signIn } = await aSignIn()
    const ask = (email: string, from = '192.0.2.9') => signIn.sendLink?.({ email, from, page: PAGE })
    for (let n = 0; n < LINKS_PER_PERSON.max; n += 1)
      expect(await ask('nobody@example.com')).toMatchObject({ ok: true })
    expect(await ask('nobody@example.com')).toMatchObject({ error: { code: 'too-many-tries' } })
    const others = Array.from({ length: LINKS_PER_ADDRESS.max - LINKS_PER_PERSON.max - 1 }, (_, n) =>
      ask(`n${n}@example.com`),
    )
    for (const answer of await Promise.all(others)) expect(answer).toMatchObject({ ok: true })
    expect(await ask('one-more@example.com')).toMatchObject({ error: { code: 'too-many-tries' } })
    await signIn.close()
  })

  it('[SI7] what is counted is bounded: the oldest gives way', () => {
    const tries = createTries({ max: 1, withinMs: 1_000 })
    expect(tries.take('first', at(0))).toBeUndefined()
    expect(tries.take('first', at(0))).toBe(addMs(at(0), 1_000))
    for (let n = 0; n < 10_000; n += 1) tries.take(`other ${n}`, at(0))
    expect(tries.take('first', at(0))).toBeUndefined()
  })
})

async function timeOf(signIn: SignIn, email: string): Promise<number> {
  const begun = performance.now()
  await signIn.enter(passwordOf(email, 'not the password'))
  return performance.now() - begun
}

function middleOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
