import { describe, expect, it } from 'vitest'
import { err, ok } from '../../../src/core/basics/result.ts'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import { INVITATION_MS } from '../../../src/engine/sign-in.ts'
import { aSignIn, MEI, OMAR, PASSWORD, PATIENCE, passwordOf, residentsOf, settledIn } from '../../support/sign-in.ts'

const OVER = err({ code: 'invitation-over' })

describe('an invitation', PATIENCE, () => {
  it('[SI1] lets somebody choose a password and signs them in, once', async () => {
    const { signIn } = await aSignIn()
    const secret = await signIn.invite(MEI)
    expect(secret).toMatch(/^[\w-]{43}$/)
    const entered = await signIn.enter({ type: 'invitation', secret, password: PASSWORD })
    expect(entered).toEqual(ok(expect.objectContaining({ person: MEI.id })))
    expect(await signIn.enter({ type: 'invitation', secret, password: PASSWORD })).toEqual(OVER)
    expect(await signIn.enter(passwordOf(MEI.email))).toEqual(ok(expect.objectContaining({ person: MEI.id })))
  })

  it('[SI1] is over after 7 days, and what never was one lets nobody in', async () => {
    const { signIn, clock } = await aSignIn()
    const [first, second] = [await signIn.invite(MEI), await signIn.invite(OMAR)]
    clock.set(addMs(clock.now(), INVITATION_MS))
    expect(await signIn.enter({ type: 'invitation', secret: first, password: PASSWORD })).toMatchObject({ ok: true })
    clock.set(addMs(clock.now(), 1))
    expect(await signIn.enter({ type: 'invitation', secret: second, password: PASSWORD })).toEqual(OVER)
    expect(await signIn.enter({ type: 'invitation', secret: 'x'.repeat(43), password: PASSWORD })).toEqual(OVER)
  })

  it('[SI1] lets one in of twenty that use it at the same time', async () => {
    const { signIn } = await aSignIn()
    const secret = await signIn.invite(MEI)
    const each = Array.from({ length: 20 }, (_, n) =>
      signIn.enter({ type: 'invitation', secret, password: `${PASSWORD} ${n}` }),
    )
    const entered = await Promise.all(each)
    expect(entered.filter(({ ok: isIn }) => isIn)).toHaveLength(1)
    const winner = entered.findIndex(({ ok: isIn }) => isIn)
    expect(await signIn.enter(passwordOf(MEI.email, `${PASSWORD} ${winner}`))).toMatchObject({ ok: true })
  })

  it('[SI2] voids the one before, and using one ends every session and link there was', async () => {
    const { signIn } = await aSignIn()
    const before = await settledIn(signIn)
    const [first, other, second] = [await signIn.invite(MEI), await signIn.invite(OMAR), await signIn.invite(MEI)]
    expect(await signIn.enter({ type: 'invitation', secret: first, password: PASSWORD })).toEqual(OVER)
    expect(await signIn.find(before.secret)).toBeDefined()
    const entered = await signIn.enter({ type: 'invitation', secret: second, password: 'another long password' })
    expect(await signIn.find(before.secret)).toBeUndefined()
    expect(await signIn.find(entered.ok ? entered.value.secret : '')).toMatchObject({ person: MEI.id })
    expect(await signIn.enter(passwordOf(MEI.email))).toEqual(err({ code: 'sign-in-refused' }))
    expect(await signIn.enter({ type: 'invitation', secret: other, password: PASSWORD })).toMatchObject({ ok: true })
  })

  it('[SI2] leaves one valid of several that are made at the same time', async () => {
    const { signIn } = await aSignIn()
    const secrets = await Promise.all([signIn.invite(MEI), signIn.invite(MEI), signIn.invite(MEI)])
    const entered = []
    for (const secret of secrets)
      entered.push((await signIn.enter({ type: 'invitation', secret, password: PASSWORD })).ok)
    expect(entered.filter(Boolean)).toHaveLength(1)
  })

  it.each(['eleven char', 'x'.repeat(129)])('[SI3] is not used up by a password like %j', async (password) => {
    const { signIn } = await aSignIn()
    const secret = await signIn.invite(MEI)
    expect(await signIn.enter({ type: 'invitation', secret, password })).toEqual(err({ code: 'password-unfit' }))
    const fits = [password.slice(0, 128).padEnd(12, '!')].map(
      (text) => ({ type: 'invitation', secret, password: text }) as const,
    )
    for (const proof of fits) expect(await signIn.enter(proof)).toMatchObject({ ok: true })
  })

  it('[SI9] is over for somebody who was removed meanwhile', async () => {
    const people = [MEI]
    const { signIn } = await aSignIn({ residents: residentsOf(people) })
    const secret = await signIn.invite(MEI)
    people.pop()
    expect(await signIn.enter({ type: 'invitation', secret, password: PASSWORD })).toEqual(OVER)
  })
})
