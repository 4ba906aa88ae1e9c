import { expect, it } from 'vitest'
import type { Plan } from '../../../src/core/plan/plan.ts'
import type { RunFact } from '../../../src/core/run/run-event.ts'
import {
  FACTS_SEARCHED_MAX,
  searchedWords,
  WORDS_OF_FACT_MAX,
  wordsIn,
  wordsOfFact,
} from '../../../src/core/run/run-words.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { APPROVE, anAnswer, anError, aPlan, aRun, aStage, aStart, at, edit, LENA } from '../../support/runs.ts'

const STAGE = 'sort' as StageId
const PASSWORD = { type: 'object', properties: { code: { type: 'string', format: 'password' } } } as const

it('[ST95] a text is searched by its different words, without accents and in small letters', () => {
  expect(wordsIn('Über Ärger: order_48213 über, ORDER-7 naïve!')).toEqual([
    'uber',
    'arger',
    'order',
    '48213',
    '7',
    'naive',
  ])
  expect(wordsIn(' %! ')).toEqual([])
  expect(wordsIn('x'.repeat(99))).toEqual(['x'.repeat(32)])
  expect(searchedWords('a b c d e f g h i')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
})

it('[ST95] a run is found by its title, its WorkChart and its inputs', () => {
  const inputs = { text: 'Where is it?', lines: [{ price: 12.5, ok: true, none: null }] }
  expect(words({ ...aStart({ title: 'Order 7', inputs }) })).toEqual([
    'order',
    '7',
    'demo',
    'where',
    'is',
    'it',
    '12',
    '5',
  ])
  expect(words(aStart())).toEqual(['demo'])
})

it('[ST95] a run is found by what its stages gave, what people gave instead, and what went wrong', () => {
  const answer = anAnswer({ outputs: { label: 'late' }, summary: 'It is late.' })
  expect(words({ type: 'attempt-answered', stage: STAGE, answer, salt: '' })).toEqual(['it', 'is', 'late'])
  expect(words({ type: 'review-answered', stage: STAGE, answer: anAnswer(), salt: '' })).toEqual([])
  expect(words(answered(edit({ label: 'broken' })))).toEqual(['broken'])
  expect(words(answered(APPROVE))).toEqual([])
  expect(words({ type: 'attempt-failed', stage: STAGE, error: anError() })).toEqual([
    'command',
    'failed',
    'it',
    'ended',
    'with',
    '1',
  ])
  expect(words({ type: 'run-finished', outcome: 'failed', outputs: {}, problem: 'No output.' })).toEqual([
    'no',
    'output',
  ])
  expect(words({ type: 'run-finished', outcome: 'succeeded', outputs: {} })).toEqual([])
  expect(words({ type: 'stage-ready', stage: STAGE })).toEqual([])
})

it('[ST96] a value with a secret in its schema is not searched', () => {
  const inputs = { door: { schema: PASSWORD, required: true }, text: { schema: {}, required: false } }
  const stage = aStage('sort', { outputs: PASSWORD })
  const plan = aPlan([stage], { inputs })
  const started = aStart({ inputs: { door: { code: 'hidden' }, text: 'seen' } })
  expect(words(started, plan)).toEqual(['demo', 'seen'])
  const answer = anAnswer({ outputs: { code: 'hidden' } })
  expect(words({ type: 'attempt-answered', stage: STAGE, answer, salt: '' }, plan)).toEqual([])
  const form = aPlan([aStage('sort', { escalation: { ...stage.escalation, form: PASSWORD } })])
  expect(words(answered(edit({ code: 'hidden' })), form)).toEqual([])
})

it('[ST96] only the first words of a fact, and the first facts of a run, are searched', () => {
  const text = Array.from({ length: WORDS_OF_FACT_MAX + 9 }, (_, n) => `w${n}`).join(' ')
  expect(words(aStart({ inputs: { text } }))).toHaveLength(WORDS_OF_FACT_MAX)
  const { run } = aRun(aPlan([aStage('sort')]))
  const late = { ...run, version: FACTS_SEARCHED_MAX + 1 }
  expect(wordsOfFact(late, { at: at(0), ...aStart({ title: 'Order' }) })).toEqual([])
})

function words(fact: RunFact, plan: Plan = aPlan([aStage('sort')])): readonly string[] {
  const { run } = aRun(aPlan([aStage('sort')]))
  return wordsOfFact({ ...run, plan }, { at: at(0), ...fact })
}

function answered(answer: Extract<RunFact, { readonly type: 'task-answered' }>['answer']): RunFact {
  return { type: 'task-answered', stage: STAGE, task: 't' as never, by: LENA, command: 'c' as never, salt: '', answer }
}
