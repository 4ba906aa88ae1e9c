import { describe, expect, it } from 'vitest'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { BuilderStage, Card } from '../../../src/web/derive/builder-view.ts'
import { ANYONE, builderView } from '../../../src/web/derive/builder-view.ts'
import { buttonsByReason } from '../../../src/web/derive/buttons-by-reason.ts'
import { costWords, flowWords, qualityWords } from '../../../src/web/derive/card-words.ts'
import { contextChoice } from '../../../src/web/derive/context-choice.ts'
import { durationDraft, spokenDuration, writtenDuration } from '../../../src/web/derive/duration-draft.ts'
import { escalationPath, filledIn, nextBreachStep, wayToPeople } from '../../../src/web/derive/escalation-path.ts'
import { peopleCards, peopleRefs, peopleWords, readPeople, withPeople } from '../../../src/web/derive/known-people.ts'
import { canHaveName, roleChoices, roleNameProblem } from '../../../src/web/derive/role-choices.ts'
import { readCron, withRhythm, writeCron } from '../../../src/web/derive/schedule-draft.ts'
import { runInputSchema, schedulesIn } from '../../../src/web/derive/trigger-draft.ts'

/** A document of one stage, and the stage. */
function aDesk(stage: string, rest = '') {
  const { document, stages } = builderView({ file: 'a.yaml', text: `stages:\n  - { id: sort, ${stage} }\n${rest}` })
  return { document, stage: stages[0] as BuilderStage }
}

const SORT = 'sort' as StageId
const A_TEXT = { description: '', source: '', items: null }
const TONE = { ...A_TEXT, ref: 'ctx:tone', name: 'Tone', tokens: 60 }
const POLICY = { ...A_TEXT, ref: 'ctx:policy', name: 'Policy', tokens: 70 }
const SKILL: Card = { ...ANYONE, ref: 'skill:sort', name: 'Sort', kind: 'judged', effect: 'pure', group: 'own' }
const AGENT: Card = { ...SKILL, ref: 'agent:writer', group: 'agent' }
const ANN: Card = { ...ANYONE, ref: 'human:ann', name: 'Ann' }

describe('what a stage knows', () => {
  const policies = 'context_policy: { modules: [ctx:tone, 7, "skill:x"], budget_tokens: 100 }\n'
  const { document } = aDesk('context_policy: { modules: [ctx:policy, ctx:gone], optional: [ctx:gone] }', policies)

  it('[UI85] is what every stage knows and its own, within one budget', () => {
    const { rows, packed, wantedTokens, ownBudget, free } = contextChoice({
      document,
      stage: SORT,
      modules: [TONE, POLICY],
    })
    expect(rows).toEqual([
      { ref: 'ctx:tone', name: 'Tone', tokens: 60, from: 'all', isOptional: false, isLeftOut: false },
      { ref: 'ctx:policy', name: 'Policy', tokens: 70, from: 'here', isOptional: false, isLeftOut: true },
      { ref: 'ctx:gone', name: 'gone', tokens: null, from: 'here', isOptional: true, isLeftOut: false },
    ])
    expect({ used: packed.usedTokens, of: packed.budgetTokens, wantedTokens, ownBudget, free }).toEqual({
      used: 60,
      of: 100,
      wantedTokens: 130,
      ownBudget: null,
      free: [],
    })
  })

  it('[UI85] of memory is never said to be left out: a part of it may be given', () => {
    const { rows } = contextChoice({ document, stage: SORT, modules: [TONE, { ...POLICY, items: 3 }] })
    expect(rows[1]).toMatchObject({ ref: 'ctx:policy', isLeftOut: false })
  })

  it('[UI85] of the whole is its own', () => {
    const { rows, ownBudget, free } = contextChoice({ document, stage: null, modules: [TONE, POLICY] })
    expect(rows).toMatchObject([{ ref: 'ctx:tone', from: 'here' }])
    expect({ ownBudget, free }).toEqual({ ownBudget: 100, free: [POLICY] })
  })
})

describe('the way to people', () => {
  function clocks(stage: string, rest?: string) {
    const desk = aDesk(stage, rest)
    return escalationPath(wayToPeople(desk.stage, desk.document)).map(({ clock, words }) => `${clock} ${words}`)
  }

  it('[UI86] begins with the usual, and with what is said for all stages', () => {
    expect(clocks('roles: { primary: "skill:sort" }').slice(0, 2)).toEqual([
      'Mon 09:00 Anyone is asked',
      'Mon 13:00 Deadline after 4 hours: marked overdue',
    ])
    const all = 'defaults: { escalation: { to: ["human:ann", "human:head-of-support"], sla: 1d } }\n'
    expect(clocks('roles: { primary: "skill:sort" }', all).slice(0, 2)).toEqual([
      'Mon 09:00 Ann and Head of Support are asked',
      'Tue 09:00 Deadline after 1 day: marked overdue',
    ])
  })

  it('[UI86] goes over days and weeks, and says where a time can not be read', () => {
    const steps =
      'on_breach: [{ after: 0s, to: ["human:ann"] }, { after: 1w, to: ["human:ben"] }, { after: soon, to: [] }, 7]'
    expect(clocks(`roles: { primary: "skill:sort" }, escalation: { sla: 90m, ${steps} }`)).toEqual([
      'Mon 09:00 Anyone is asked',
      'Mon 10:30 Deadline after 90 minutes: marked overdue, also asks Ann',
      'Mon 10:30, week 2 Still open: also asks Ben',
      '? Still open: also asks Nobody',
      '? Still open: also asks Nobody',
      'later Waits. Time never approves anything.',
    ])
  })

  it('[UI86] begins with the person who does it, or who looks at each answer', () => {
    expect(clocks('roles: { primary: "human:ann" }')[0]).toBe('Mon 09:00 Ann is asked')
    expect(clocks('roles: { primary: "skill:sort", reviewer: "human:ben" }')[0]).toBe('Mon 09:00 Ben is asked')
  })

  it('[UI87] a new step comes at once, or two hours after the one before', () => {
    expect(nextBreachStep([])).toEqual({ after: '0m', to: ['human:anyone'] })
    expect(nextBreachStep([{ after: '30m', to: [] }]).after).toBe('2h30m')
    expect(nextBreachStep([{ after: 'soon', to: [] }]).after).toBe('0m')
  })

  it('[UI87] people are read from a line, and those who are known become cards', () => {
    expect(readPeople('Lena Fischer, support-team')).toEqual({
      ok: true,
      value: ['human:lena-fischer', 'human:support-team'],
    })
    expect(readPeople('<b>')).toMatchObject({ ok: false, error: expect.stringContaining('“<b>” can not be a name') })
    expect(withPeople(['human:anyone'], ['human:a'])).toEqual(['human:a'])
    expect(withPeople(['human:a'], ['human:anyone', 'human:a'])).toEqual(['human:a', 'human:anyone'])
    expect(peopleWords(['human:a', 'human:b', 'human:c'])).toBe('A, B and C')
    const { document } = aDesk('roles: { primary: "human:ann" }')
    expect(
      peopleCards(peopleRefs(document, ['human:ben', 'human:ann', 'human:anyone'])).map(({ name }) => name),
    ).toEqual(['Ask a person', 'Ann', 'Ben'])
  })

  it('[UI92] the form is the own one, else what the stage gives, else free', () => {
    const filled = (stage: string) => {
      const desk = aDesk(stage)
      return filledIn(desk.stage, desk.document)
    }
    const outputs = 'outputs: { amount: { type: number, title: Amount } }'
    expect(filled(outputs)).toEqual({ names: ['Amount'], isOfStage: true })
    expect(filled(`${outputs}, escalation: { form: { properties: { why: {} } } }`).names).toEqual(['Why'])
    expect(filled('name: x')).toEqual({ names: [], isOfStage: false })
  })

  it('[UI92] each reason that can come has its buttons', () => {
    const asked = (roles: string, given: object = {}) =>
      buttonsByReason({ stage: aDesk(roles).stage, effect: 'pure', isUnavailable: false, mustGive: false, ...given })
    const reasons = (...of: Parameters<typeof asked>) => asked(...of).map(({ reason }) => reason)
    const gated = 'gate: { threshold: 0.8 }, roles: { primary: "skill:sort", reviewer: "human:ann" }'
    expect(reasons(gated)).toEqual(['review', 'low-confidence', 'no-confidence', 'error'])
    expect(reasons('roles: { primary: "skill:pay" }', { effect: 'once-or-ask' })).toEqual(['error', 'unknown-outcome'])
    expect(reasons(gated, { isUnavailable: true })).toEqual(['no-performer'])
    const person = (mustGive: boolean) => asked('roles: { primary: "human:ann" }', { mustGive })[0]?.buttons
    expect(person(false)).toEqual(['Approve', 'Done, with this answer', 'Reject'])
    expect(person(true)).toEqual(['Done, with this answer', 'Reject'])
  })
})

describe('times', () => {
  it('[UI90] are a number and the largest unit that leaves no rest', () => {
    expect(['', '4h', '90m', '1h30m', '24h', '0s', '14d'].map(durationDraft)).toEqual([
      { amount: '', unit: 'h' },
      { amount: '4', unit: 'h' },
      { amount: '90', unit: 'm' },
      { amount: '90', unit: 'm' },
      { amount: '1', unit: 'd' },
      { amount: '0', unit: 'h' },
      { amount: '2', unit: 'w' },
    ])
    expect(['90s', 'soon'].map(durationDraft)).toEqual([undefined, undefined])
  })

  it('[UI90] are written as the format spells them, and said in words', () => {
    const written = ['4', ' 4 ', '1.5', '', '-1', '999999999'].map((amount) => writtenDuration({ amount, unit: 'w' }))
    expect(written).toEqual(['4w', '4w', undefined, undefined, undefined, undefined])
    expect(['1h', '4h', '90s', ''].map(spokenDuration)).toEqual(['1 hour', '4 hours', '90s', ''])
  })
})

describe('schedules', () => {
  const CRONS = {
    '5 * * * *': 'hour',
    '0 9 * * *': 'day',
    '0 9 * * MON-FRI': 'weekday',
    '30 17 * * FRI': 'week',
    '0 8 1 * *': 'month',
    '0 8 L * *': 'month',
    '*/5 * * * *': 'cron',
    '0 9 1 * MON': 'cron',
    '0 * 1 * *': 'cron',
    '0 25 * * *': 'cron',
    '0 9 0 * *': 'cron',
    '0 9 * 3 *': 'cron',
    '0 9 * * MON,WED': 'cron',
    '0 9': 'cron',
  } as const

  it.each(Object.entries(CRONS))('[UI88] %s is every %s, and is written back as it was', (cron, every) => {
    const rhythm = readCron(cron)
    expect(rhythm.every).toBe(every)
    expect(writeCron(rhythm)).toBe(cron)
  })

  it('[UI88] other spellings of the days are understood', () => {
    expect(readCron('0 9 * * 1-5')).toEqual({ every: 'weekday', time: '09:00' })
    expect(readCron('0 9 * * 7')).toEqual({ every: 'week', weekday: 'SUN', time: '09:00' })
  })

  it('[UI88] another rhythm keeps the time of day, and a time that is none is not written', () => {
    const friday = readCron('30 17 * * FRI')
    const others = ['hour', 'day', 'weekday', 'week', 'month', 'cron'] as const
    expect(others.map((every) => writeCron(withRhythm(friday, every)))).toEqual([
      '0 * * * *',
      '30 17 * * *',
      '30 17 * * MON-FRI',
      '30 17 * * MON',
      '30 17 1 * *',
      '30 17 * * FRI',
    ])
    expect(writeCron(withRhythm({ every: 'hour', minute: 5 }, 'day'))).toBe('0 9 * * *')
    expect(writeCron({ every: 'day', time: '' })).toBeUndefined()
    expect(writeCron({ every: 'hour', minute: 75 })).toBeUndefined()
    expect(writeCron(withRhythm({ every: 'day', time: '' }, 'cron'))).toBe('0 9 * * MON-FRI')
  })

  it('[UI88] are read from the document, with the values its runs need', () => {
    const { document } = aDesk(
      'name: x',
      'inputs: { a: {}, b: { default: 1 }, c: { optional: true } }\ntriggers: [{ type: manual }, { type: schedule, id: s, enabled: false, cron: 7 }, 3]\n',
    )
    expect(schedulesIn(document)).toMatchObject([
      { id: 's', cron: '7', timezone: '', overlap: 'skip', catchUp: 'none', isEnabled: false, inputs: {} },
    ])
    expect(runInputSchema(document)).toMatchObject({ required: ['a'] })
    expect([schedulesIn({}), runInputSchema({})['required']]).toEqual([[], []])
  })
})

describe('cards', () => {
  const cost = { median: { basis: 'estimated', currency: 'GBP', microUnits: 11_000 }, uses: 1_212 } as const

  it('[UI89] what is known has its n, what is not is said so', () => {
    expect(costWords({ cost })).toBe('about £0.011 each (n = 1,212)')
    expect(costWords({ cost: { median: { basis: 'free' }, uses: 3 } })).toBe('free (n = 3)')
    expect(costWords({ cost: null })).toBe('cost not known yet')
    expect(qualityWords({ quality: { right: 1, judged: 1 } })).toBe('right in 100 % of 1 checked answer')
    expect(qualityWords({ quality: null })).toBe('not checked yet')
  })

  it('[UI89] what it takes and gives is one line', () => {
    expect(flowWords({ takes: ['Message', 'URL'], gives: ['a', 'b', 'c', 'd'] })).toBe(
      'message, URL → a, b, c and 1 more',
    )
    expect(flowWords({ takes: [], gives: ['Label'] })).toBe('anything → label')
    expect(flowWords({ takes: [], gives: [] })).toBe('')
  })
})

describe('what a dropped card can be', () => {
  const words = (card: Card, roles: string) =>
    roleChoices(card, aDesk(`roles: ${roles}`).stage).map((each) => each.words)

  it('[UI91] its usual role comes first, and only what it can be is offered', () => {
    expect(words(ANN, '{ primary: "skill:sort" }')).toEqual(['looks at the answer', 'does it', 'is asked when needed'])
    expect(words(ANN, '{ primary: "human:lead" }')).toEqual(['does it'])
    expect(words(SKILL, '{ primary: "agent:writer" }')).toEqual(['may be used', 'does it', 'looks at the answer'])
    expect(words(AGENT, '{ primary: "agent:writer" }')).toEqual(['does it'])
    expect(words(SKILL, '{ primary: "skill:other" }')).toEqual(['does it', 'looks at the answer'])
  })

  it('[UI91] a person who is asked takes the place of anyone', () => {
    const { stage } = aDesk('roles: { primary: "skill:sort" }, escalation: { to: ["human:anyone"] }')
    expect(roleChoices(ANN, stage).at(-1)?.edit).toMatchObject({ setting: 'to', value: ['human:ann'] })
  })

  it('[UI91] under a name an agent can use what is no person', () => {
    const agents = aDesk('roles: { primary: "agent:writer", checker: "skill:spell" }').stage
    expect(agents.namedRoles).toEqual([{ role: 'checker', ref: 'skill:spell' }])
    expect([canHaveName(SKILL, agents), canHaveName(ANN, agents)]).toEqual([true, false])
    expect(canHaveName(SKILL, aDesk('roles: { primary: "skill:sort" }').stage)).toBe(false)
    const problems = ['spell-check', 'tools', 'checker', '7'].map((name) => roleNameProblem(name, ['checker']))
    expect(problems).toEqual([
      undefined,
      'This name is taken already.',
      'This name is taken already.',
      expect.stringContaining('begin with a letter'),
    ])
  })
})
