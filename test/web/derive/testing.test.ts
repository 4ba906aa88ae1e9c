import { describe, expect, it } from 'vitest'
import type { Test } from '../../../src/api/contract/tests.ts'
import type { RunInput } from '../../../src/api/contract/workflows.ts'
import { sampleRows } from '../../../src/web/derive/sample-rows.ts'
import { sampleText } from '../../../src/web/derive/sample-text.ts'
import { confidencesOf, firstToAnswer, limitWords, testWords, wouldAsk } from '../../../src/web/derive/test-view.ts'
import { STAGE_STATES } from '../../../src/web/words/states.ts'
import { TEST_STATES, testedLook } from '../../../src/web/words/test-states.ts'

function input(name: string, schema: RunInput['schema'], required = true): RunInput {
  return { name, schema, required, default: null, description: null }
}

const INPUTS = [
  input('message', { type: 'string' }),
  input('amount', { type: 'number' }, false),
  input('urgent', { type: 'boolean' }, false),
  input('shop', { enum: ['London', 'Paris'] }, false),
]

function rows(text: string, inputs: readonly RunInput[] = INPUTS) {
  return sampleRows(text, inputs)
}

describe('pasted rows', () => {
  it('[UI65] are samples: typed by the inputs, empty cells left out, quoted texts over several lines', () => {
    const text =
      'message,amount,urgent,shop\n"Where is it,\nplease?",12.5,Yes,Paris\n\nHello,,,\nBye,0,no,London\nShort\n'
    expect(rows(text)).toEqual({
      ok: true,
      value: [
        { line: 3, inputs: { message: 'Where is it,\nplease?', amount: 12.5, urgent: true, shop: 'Paris' } },
        { line: 5, inputs: { message: 'Hello' } },
        { line: 6, inputs: { message: 'Bye', amount: 0, urgent: false, shop: 'London' } },
        { line: 7, inputs: { message: 'Short' } },
      ],
    })
    expect(rows('')).toEqual({ ok: true, value: [] })
  })

  it.each(['message\tamount\nHi\t5', 'message;amount\nHi;5'])(
    '[UI65] are read as a spreadsheet copies them: %j',
    (text) => {
      expect(rows(text)).toEqual({ ok: true, value: [{ line: 2, inputs: { message: 'Hi', amount: 5 } }] })
    },
  )

  it('[UI65] that are wrong are all named at once, by line', () => {
    const text = 'message,amount,urgent,shop,extra\n,five,maybe,Rome,x\nHi,1,,,x,one too many\n'
    expect(rows(text)).toEqual({
      ok: false,
      error: [
        { line: 1, message: 'There is no input "extra". The inputs are: message, amount, urgent, shop.' },
        { line: 2, message: 'message: Fill this in.' },
        { line: 2, message: 'amount: Write a number, with a dot before decimals.' },
        { line: 2, message: 'shop: Choose one of the list.' },
        { line: 2, message: 'urgent: Write yes or no.' },
        { line: 3, message: 'It has 6 values, and the first line names 5.' },
      ],
    })
    expect(rows('agreed\n""\n', [input('agreed', { type: 'boolean' })])).toMatchObject({
      error: [{ line: 2, message: 'agreed: Write yes or no.' }],
    })
  })

  it('[UI65] that can not be told apart say where', () => {
    expect(rows('message\n"never closed\nand more')).toMatchObject({
      ok: false,
      error: [{ line: expect.any(Number), message: expect.stringContaining('quotation mark') }],
    })
  })

  it('[UI65] are at most 200', () => {
    const text = (count: number) => `message\n${'Hi\n'.repeat(count)}`
    expect(rows(text(200))).toMatchObject({ ok: true })
    expect(rows(text(201))).toEqual({
      ok: false,
      error: [{ line: 1, message: '201 rows are more than the 200 that one test takes. Take some away.' }],
    })
  })
})

describe("the draft's own samples", () => {
  it('[UI69] written as rows are read as the same samples', () => {
    const inputs = [...INPUTS, input('parts', { type: 'array' }, false), input('note', { type: 'string' }, false)]
    const samples = [
      {
        message: 'Where is "it",\nplease?',
        amount: 12.5,
        urgent: true,
        shop: 'Paris',
        parts: [{ name: 'lid' }, 'a, b'],
      },
      { message: 'Hello; there', urgent: false, shop: 'London' },
      { message: 'Bye', amount: 0, parts: [] },
    ]
    const text = sampleText(samples, inputs)
    expect(text.split('\n')[0]).toBe('message,amount,urgent,shop,parts')
    const read = rows(text, inputs)
    expect(read.ok && read.value.map((row) => row.inputs)).toEqual(samples)
  })

  it('[UI69] say what the inputs of now still ask for', () => {
    const samples = [
      { message: 'Hi', gone: 1 },
      { message: 'Ho', shop: 'Rome' },
    ]
    expect(sampleText(samples, INPUTS)).toBe('message,shop\nHi,\nHo,\n')
    expect(sampleText([{ gone: 1 }], INPUTS)).toBe('')
    expect(sampleText([], INPUTS)).toBe('')
  })
})

type Tested = Test['samples'][number]['stages'][number]

function aTest(samples: readonly (Partial<Tested> & { readonly run?: Test['samples'][number]['status'] })[]): Test {
  const stage = { id: 'sort', status: 'succeeded', answered: true, confidence: 0.9, asked: false } as const
  return {
    id: 't',
    workflow: 'w',
    stage: null,
    heldBack: ['mail'],
    samples: samples.map(({ run = 'succeeded', ...over }, index) => ({
      number: index + 1,
      status: run,
      stages: [{ ...stage, ...over }],
    })),
  }
}

describe('what a test found', () => {
  it('[UI66] says how many of how many samples a limit would send to a person, those not known included', () => {
    const confidences = [0.85, 0.849, null, 1]
    expect(limitWords(confidences, 0.85)).toBe('Of these 4 samples, 2 would go to a person.')
    expect(limitWords(confidences, 0)).toBe('Of these 4 samples, 1 would go to a person.')
    expect(limitWords([0.9], 0.85)).toBe('Of this 1 sample, none would go to a person.')
    expect(limitWords([0.1], 0.85)).toBe('Of this 1 sample, 1 would go to a person.')
  })

  it('[UI66] counts only samples that the stage has answered', () => {
    const test = aTest([{ confidence: 0.4 }, { answered: false, confidence: null }, { confidence: null }])
    expect(confidencesOf(test, 'sort')).toEqual([0.4, null])
    expect(confidencesOf(test, 'other')).toEqual([])
  })

  it('[UI67] says how far it is, and then what would have become of the samples', () => {
    const waiting = { asked: true, run: 'waiting' } as const
    expect(testWords(aTest([waiting, { run: 'running' }]))).toBe('1 sample of 2 done so far…')
    expect(testWords(aTest([waiting, {}, {}]))).toBe('Of these 3 samples, 1 would go to a person.')
    expect(testWords(aTest([waiting]))).toBe('A person would be asked.')
    expect(testWords(aTest([{}]))).toBe('It would go through without a person.')
    expect(firstToAnswer(aTest([{}, waiting]))).toBe(2)
    expect(firstToAnswer(aTest([{}]))).toBe(1)
  })

  it('[UI67] does not count what is asked of the tester in place of a held-back stage', () => {
    const test = aTest([{ id: 'mail', asked: true }, { asked: true }])
    expect(test.samples.map((sample) => wouldAsk(sample, test.heldBack))).toEqual([false, true])
  })

  it('[UI68] never calls a stage done that was held back, nor a test a success', () => {
    const done = { id: 'mail', status: 'succeeded' } as const
    expect(testedLook(done, ['mail'])).toEqual({ word: 'Held back', icon: 'shield', tone: 'cool' })
    expect(testedLook(done, [])).toBe(STAGE_STATES.succeeded)
    const waits = { id: 'mail', status: 'awaiting-approval' } as const
    expect(testedLook(waits, ['mail'])).toBe(STAGE_STATES['awaiting-approval'])
    expect(TEST_STATES.succeeded).toMatchObject({ word: 'Finished', tone: 'soft' })
  })
})
