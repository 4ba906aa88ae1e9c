import { describe, expect, it } from 'vitest'
import { startRun } from '../../../src/core/run/start-run.ts'
import { after, aPlan, aRun, aStage, aStart, at, NOBODY, PERSON } from '../../support/runs.ts'

const INPUTS = {
  message: { schema: { type: 'string' }, required: true },
  amount: { schema: { type: 'number' }, required: false, default: 5 },
  note: { schema: { type: 'string' }, required: false },
}

describe('starting a run', () => {
  it('[RU1] completes the inputs by their defaults', () => {
    const world = aRun(aPlan([aStage('a')], { inputs: INPUTS }), { inputs: { message: 'hi' } })
    expect(world.run.inputs).toEqual({ message: 'hi', amount: 5 })
  })

  it('[RU1] refuses unknown, missing and wrong inputs all at once', () => {
    const start = startRun(
      aPlan([aStage('a')], { inputs: INPUTS }),
      aStart({ inputs: { amount: 'x', extra: 1 } }),
      at(0),
    )
    expect(start).toMatchObject({ ok: false, error: { code: 'inputs-invalid' } })
    const pointers =
      !start.ok && start.error.code === 'inputs-invalid' ? start.error.problems.map(({ pointer }) => pointer) : []
    expect(pointers).toEqual(['/extra', '/message', '/amount'])
  })

  it('[RU1] knows its inputs by their own names only', () => {
    const inputs = { valueOf: { schema: {}, required: true } }
    const start = startRun(aPlan([aStage('a')], { inputs }), aStart({ inputs: { constructor: 1 } }), at(0))
    expect(start).toMatchObject({
      error: {
        problems: [
          { pointer: '/constructor', message: 'This WorkChart has no input "constructor".' },
          { pointer: '/valueOf', message: 'The input "valueOf" is missing.' },
        ],
      },
    })
  })

  it('[RU2] makes stages that wait for nothing ready', () => {
    const world = aRun(aPlan([aStage('a'), aStage('b', { dependsOn: after('a') }), aStage('c')]))
    expect(world.statuses()).toEqual({ a: 'ready', b: 'pending', c: 'ready' })
  })

  it('[RU2] asks the person of a person’s stage', () => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON })]))
    expect(world.openTask('a')).toMatchObject({
      reason: 'human-stage',
      to: ['human:lena'],
      due: at(240),
      id: 'run-1.a.1',
    })
  })

  it('[RU2] asks a person with the reason where nothing here performs a stage', () => {
    const world = aRun(aPlan([aStage('a', { primary: NOBODY })]))
    expect(world.openTask('a')).toMatchObject({
      reason: 'no-performer',
      because: 'No AI is connected.',
      to: ['human:anyone'],
    })
  })

  it('[RU3] skips a first stage whose condition is false and what needs it, and then has succeeded', () => {
    const world = aRun(aPlan([aStage('a', { when: 'false' }), aStage('b', { dependsOn: after('a') })]))
    expect(world.statuses()).toEqual({ a: 'skipped', b: 'skipped' })
    expect(world.run.phase).toMatchObject({ type: 'finished', outcome: 'succeeded' })
  })
})
