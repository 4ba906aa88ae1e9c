import { describe, expect, it } from 'vitest'
import { evidenceOf } from '../../../src/web/derive/evidence.ts'
import { judgedConfidence } from '../../../src/web/derive/judged-confidence.ts'
import { neighbourOf } from '../../../src/web/derive/neighbour.ts'
import { offeredButtons } from '../../../src/web/derive/offered-buttons.ts'
import { personRefs } from '../../../src/web/derive/person-refs.ts'
import { actorNames, isAboutConfidence, taskTitle, whyWords } from '../../../src/web/derive/task-words.ts'
import { aTaskDetail, aTaskRow } from '../../support/web-views.ts'

const TASK = aTaskDetail()

describe('buttons', () => {
  it('[UI13] nothing is emphasised before the person has changed something', () => {
    const buttons = offeredButtons({ task: TASK, isChanged: false, editEffect: null })
    expect(buttons.map(({ type, isEmphasised }) => [type, isEmphasised])).toEqual([
      ['approve', false],
      ['edit', false],
      ['reject', false],
      ['retry', false],
    ])
  })

  it('[UI13] afterwards sending the change comes first, with what it would do', () => {
    const [first] = offeredButtons({ task: TASK, isChanged: true, editEffect: 'Marks this stage done with 48.' })
    expect(first).toEqual({
      type: 'edit',
      effect: 'Marks this stage done with 48.',
      isUsable: true,
      isEmphasised: true,
    })
  })

  it('[UI14] an edit that changes nothing can not be sent', () => {
    const edit = offeredButtons({ task: TASK, isChanged: false, editEffect: null }).find(({ type }) => type === 'edit')
    expect(edit).toMatchObject({ isUsable: false, effect: 'Change a value above first.' })
  })

  it('[UI14] without an answer before, filling in is enough', () => {
    const edit = offeredButtons({ task: { ...TASK, answered: null }, isChanged: false, editEffect: null }).find(
      ({ type }) => type === 'edit',
    )
    expect(edit).toMatchObject({ isUsable: true, effect: TASK.answers[1]?.effect })
  })
})

describe('evidence', () => {
  it('[UI15] long texts are read as texts, short ones as facts, and nothing is shown twice', () => {
    const { texts, facts } = evidenceOf(TASK)
    expect(texts.map(({ label }) => label)).toEqual(['What the customer wrote'])
    expect(facts.map(({ from, fields }) => [from, fields.map(({ name }) => name)])).toEqual([
      ['The case', ['order']],
      ['Pull out details', ['item', 'postage']],
    ])
  })

  it('[UI15] what the stage is given and nobody has shown yet is shown', () => {
    const evidence = { ...TASK.evidence, inputs: [{ name: 'day', label: 'Day', value: 29 }] }
    expect(evidenceOf({ ...TASK, evidence }).facts.at(-1)?.from).toBe('Given to this stage')
    expect(evidenceOf({ ...TASK, evidence: { ...TASK.evidence, inputs: null } }).facts).toHaveLength(2)
  })
})

describe('the answer that was judged', () => {
  const given = { confidence: { value: 0.71, threshold: 0.9, source: 'reported' } } as const
  const decided = { confidence: { value: null, threshold: 0.9, source: 'human' } } as const

  it('[UI33] its confidence stays the one it was judged by, also after a person has decided', () => {
    expect(judgedConfidence(given, aTaskRow({ confidence: 0.5 }))).toEqual(given.confidence)
    expect(judgedConfidence(decided, aTaskRow())).toEqual(given.confidence)
    expect(judgedConfidence(decided, aTaskRow({ confidence: null }))).toEqual({
      value: null,
      threshold: 0.9,
      source: 'none',
    })
  })
})

describe('words about tasks', () => {
  it('[UI16] names become references', () => {
    expect(personRefs('Lena Fischer, human:support-team, ,')).toEqual(['human:lena-fischer', 'human:support-team'])
  })

  it('[UI17] moving stops at the ends and begins at the first', () => {
    const ids = ['a', 'b']
    expect(neighbourOf(ids, 'a', 1)).toBe('b')
    expect(neighbourOf(ids, 'b', 1)).toBeUndefined()
    expect(neighbourOf(ids, 'b', -1)).toBe('a')
    expect(neighbourOf(ids, 'a', -1)).toBeUndefined()
    expect(neighbourOf(ids, 'gone', 1)).toBe('a')
    expect(neighbourOf(ids, 'gone', -1)).toBeUndefined()
  })

  it('[UI18] the limit is named where there is one', () => {
    expect(whyWords(aTaskRow())).toBe('Less than 90 % sure')
    expect(whyWords(aTaskRow({ threshold: null }))).toBe('Not sure enough')
    expect(whyWords(aTaskRow({ reason: 'unknown-outcome' }))).toBe('Outcome not known')
    expect(isAboutConfidence(aTaskRow())).toBe(true)
    expect(isAboutConfidence(aTaskRow({ reason: 'error' }))).toBe(false)
  })

  it('[UI18] a task is called by its stage and its run', () => {
    expect(taskTitle(aTaskRow())).toBe('Check the refund policy · order 48211')
    expect(taskTitle(aTaskRow({ runTitle: null }))).toBe('Check the refund policy')
    expect(actorNames(aTaskRow().to)).toBe('support-team, you')
  })
})
