import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../../src/core/receipt/receipt.ts'
import { receiptLine } from '../../../src/core/receipt/write-receipts.ts'
import { receiptParts } from '../../../src/web/derive/receipt-page.ts'
import { aStageReceipt } from '../../support/receipts.ts'

const UTC = { timeZone: 'UTC' }
const AT = '2026-11-20T12:00:00.000Z'

/** What is said under a heading, label by label. */
function partsOf(receipt: Receipt, more: object = {}): ReadonlyMap<string, readonly string[]> {
  const line = JSON.stringify({ ...JSON.parse(receiptLine(receipt)), ...more })
  return new Map(
    receiptParts(line, UTC).map(({ title, facts }) => [
      title,
      facts.map(({ label, words }) => `${label}: ${words ?? 'NOT KNOWN'}`),
    ]),
  )
}

const FULL = aStageReceipt('run-1', {
  because: 'It was late.',
  performer: { ref: 'agent:writer', digest: 'ab12' },
  attempts: 2,
  ready_at: AT,
  times: { queue_ms: 400, work_ms: 61_000, people_ms: null },
  prices: [
    {
      provider: 'house',
      model: 'small',
      effective_from: '2026-11-01',
      input: '1.5',
      output: '6',
      cache_read: '0.15',
      cache_write: '2',
      currency: 'GBP',
      source: 'by hand',
      sha256: '5678',
    },
  ],
  cost: { basis: 'estimated', currency: 'GBP', microUnits: 2_000 },
  models: [{ name: 'small', tokens_in: 1_200, tokens_out: null }],
  confidence: 0.715,
  scores: [{ source: 'agreement', value: 2 / 3, samples: 3, agreeing: 2 }],
  threshold: 0.9,
  threshold_result: 'low-confidence',
  quality: { verdict: 'right', by: 'human:tom-akers' },
  decision: { type: 'approve', by: 'human:tom-akers', role: 'Approver', at: AT, reason: '' },
  task: {
    reason: 'low-confidence',
    first_opened_at: AT,
    due_at: AT,
    decided_at: AT,
    in_time: true,
    times_asked: 1,
    trail: [
      { did: 'taken', at: AT, by: 'human:tom-akers' },
      { did: 'overdue', at: AT, by: null, to: ['human:lena'] },
    ],
  },
  inputs_sha256: 'cd34',
  handoff_sha256: '9abc',
  context: [{ ref: 'ctx:policy', sha256: 'ef56', tokens: 1_420, memory_ids: ['m1', 'm2'] }],
  context_sha256: '7890',
  artifacts: [{ name: 'letter.txt', sha256: '1234', size: 812 }],
})

describe('a receipt in words', () => {
  it('[UI330][UI412] says who did it, with what, at what cost and how sure', () => {
    const parts = partsOf(FULL)
    expect(parts.get('What happened')).toEqual([
      'About: Stage',
      'Stage: sort',
      'Result: done',
      'Because: It was late.',
      'Run: run-1',
    ])
    expect(parts.get('Who did it')).toEqual([
      'Who did it: agent:writer',
      'Version of it, by its hash: ab12',
      'Tries: 2',
      'Model: small: 1,200 tokens in, tokens not known out',
    ])
    expect(parts.get('When')).toEqual([
      'Could begin: Fri 20 Nov 2026, 12:00:00 UTC',
      'Begun: NOT KNOWN',
      'Written: Fri 20 Nov 2026, 12:00:00 UTC',
      'Waited until it began: 0.4 s',
      'Worked on: 1 min 1 s',
      'Waited for people: NOT KNOWN',
    ])
    expect(parts.get('Cost')).toEqual([
      'Cost: about £0.002',
      'By the price of: house/small, from 2026-11-01',
      'For a million tokens: 1.5 in, 6 out, 0.15 from a cache, 2 to a cache (GBP)',
      'Read in: by hand',
      'The row, by its hash: 5678',
    ])
    expect(parts.get('How sure')).toEqual([
      'How sure it was: 71.5 %',
      'Where that comes from: its own estimate, not checked yet',
      'Measured: the share of its answers that agree: 66.7 %',
      'Asks a person below: 90 %',
      'What came of that: it was not sure enough',
    ])
    expect(parts.get('How good')).toEqual(['Verdict: right', 'Said by: tom-akers'])
  })

  it('[UI330] says who was asked, what became of it, what it knew and what came out', () => {
    const parts = partsOf(FULL)
    expect(parts.get('A person was asked')?.slice(4)).toEqual([
      'In time: yes',
      'Times asked: 1',
      'Fri 20 Nov 2026, 12:00:00 UTC: tom-akers took it',
      'Fri 20 Nov 2026, 12:00:00 UTC: It was late: more people were asked (lena)',
    ])
    expect(parts.get('What was decided')).toEqual([
      'Decided: tom-akers approved it as it was',
      'As: Approver',
      'When: Fri 20 Nov 2026, 12:00:00 UTC',
      'What they said: nothing',
    ])
    expect(parts.get('What it knew')).toEqual([
      'Knowledge: ctx:policy, 1,420 tokens',
      'Its hash: ef56',
      'Made of what stages found: m1, m2',
      'Hash of all of it: 7890',
    ])
    expect(parts.get('What went in and came out')).toEqual([
      'What it was given, by its hash: cd34',
      'What it passed on, by its hash: NOT KNOWN',
      'All that those after it were given, by its hash: 9abc',
      'File: letter.txt, 812 bytes',
      'Its hash: 1234',
    ])
  })

  it('[UI331] what is not known is no number, and what did not happen is said', () => {
    const parts = partsOf(aStageReceipt('run-1', { cost: null, confidence: null, confidence_source: 'none' }))
    expect(parts.get('Cost')).toEqual(['Cost: NOT KNOWN'])
    expect(parts.get('How sure')).toEqual([
      'How sure it was: NOT KNOWN',
      'Where that comes from: no confidence given',
      'Asks a person: not because of how sure it is',
    ])
    expect(parts.get('When')?.some((said) => said.startsWith('Worked on'))).toBe(false)
    expect(parts.get('How good')).toEqual(['Verdict: not checked'])
    expect(parts.get('A person was asked')).toEqual(['Asked: nobody'])
    expect(parts.get('What was decided')).toEqual(['Decided: by nobody'])
    expect(parts.get('What it knew')).toEqual(['Given to know: nothing'])
  })

  it('[UI412] time that nobody needed is not said to be unknown', () => {
    const times = { queue_ms: null, work_ms: null, people_ms: null }
    const parts = partsOf(aStageReceipt('run-1', { attempts: 0, task: null, times }))
    expect(parts.get('When')?.slice(-2)).toEqual([
      'Worked on: nothing was begun',
      'Waited for people: nobody was asked',
    ])
  })

  it('[UI331] of a run, of a late cost and of a verdict it says what they are about', () => {
    const base = { schema: 'workcharts.receipt/1', run: 'run-1', number: 4, previous: 'aa', at: AT } as const
    const run = partsOf({
      ...base,
      kind: 'run',
      workflow: 'desk',
      workflow_sha256: 'bb',
      plan_sha256: 'cc',
      outcome: 'rejected',
      started_at: AT,
      started_by: 'human:owner',
      cause: { type: 'schedule' },
      origin: 'run-0',
      cost: { basis: 'free' },
      stages: { succeeded: 3, 'awaiting-approval': 0 },
    })
    expect(run.get('How it started')).toEqual(['Started by: owner', 'How: by its schedule', 'Goes on from run: run-0'])
    expect(run.get('Stages')).toEqual(['done: 3'])
    expect(run.get('Cost')).toEqual(['Cost: free'])
    expect(run.has('Who did it')).toBe(false)
    const verdict = partsOf({ ...base, kind: 'verdict', stage: 'sort', verdict: 'wrong', by: 'human:lena' })
    expect(verdict.get('How good')).toEqual(['Verdict: wrong', 'Said by: lena'])
    const erased = partsOf({ ...base, kind: 'redaction', by: 'human:lena' })
    expect(erased.get('What happened')).toEqual(['About: Erased', 'Erased by: lena', 'Run: run-1'])
    expect(erased.has('How good')).toBe(false)
    const late = partsOf({ ...base, kind: 'adjustment', stage: 'sort', cost: null })
    expect(late.get('What happened')).toEqual(['About: Late cost', 'Stage: sort', 'Run: run-1'])
  })

  it('[UI331] nothing is left out: what has no words here stands as it is written', () => {
    expect(partsOf(FULL, { gate_result: 'asked', price: { row: 3 }, seen: null }).get('Also recorded')).toEqual([
      'gate result: asked',
      'price: {"row":3}',
      'seen: NOT KNOWN',
    ])
    expect(partsOf(FULL).has('Also recorded')).toBe(false)
  })
})
