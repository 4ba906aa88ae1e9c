import { describe, expect, it } from 'vitest'
import { drawnRows } from '../../../src/web/derive/drawn-rows.ts'
import { counted, countWords } from '../../../src/web/derive/number-words.ts'
import { asksPersonWords, escalationWords, plannedFact } from '../../../src/web/derive/planned-stage-words.ts'
import { runTotals, shareOfAll, shareWithoutPerson } from '../../../src/web/derive/run-totals.ts'
import { activityWords, runLook, runTitle, stageStrip, stripWords } from '../../../src/web/derive/run-words.ts'
import { stageChoices } from '../../../src/web/derive/stage-choices.ts'
import { stageFact } from '../../../src/web/derive/stage-fact.ts'
import { drawLine, ticksOf, timelineLines } from '../../../src/web/derive/timeline-view.ts'
import { afterStep, stepOfKey, stepOfWheel } from '../../../src/web/derive/timeline-zoom.ts'
import type { GraphStage } from '../../../src/web/graph/layout.ts'
import { edgesOf, isArrowKey, stageAtArrow } from '../../../src/web/graph/layout.ts'
import {
  aHome,
  aLiveWorkChart,
  aPlannedStage,
  aRunDetail,
  aRunSummary,
  aStageRun,
  NO_STAGES,
} from '../../support/web-views.ts'

const ACTIVE = { stage: 's', name: 'Check', status: 'awaiting-approval', performer: 'Checker' } as const

describe('a run in a list', () => {
  it('[UI20] one that waits for a person says so', () => {
    expect(
      runLook(aRunSummary({ status: 'waiting', active: [{ ...ACTIVE, status: 'backing-off' }, ACTIVE] })).word,
    ).toBe('Awaiting Approval')
    expect(runLook(aRunSummary({ status: 'waiting', active: [{ ...ACTIVE, status: 'backing-off' }] })).word).toBe(
      'Trying again',
    )
    expect(runLook(aRunSummary({ status: 'waiting', active: [] })).word).toBe('Waiting')
    expect(runLook(aRunSummary({ status: 'paused', active: [ACTIVE] })).word).toBe('Paused')
  })

  it('[UI20] says who is active', () => {
    expect(activityWords({ active: [] })).toBe('')
    expect(activityWords({ active: [ACTIVE] })).toBe('Checker, Check')
    expect(activityWords({ active: [{ ...ACTIVE, performer: 'Check' }, ACTIVE, ACTIVE] })).toBe('Check and 2 more')
    expect(runTitle(aRunSummary())).toBe('Support desk replies · order 48213')
    expect(runTitle(aRunSummary({ title: null }))).toBe('Support desk replies')
  })

  it('[UI21] what has settled stands before what goes on, and that before what is to come', () => {
    const counts = { ...NO_STAGES, pending: 4, running: 1, succeeded: 3, failed: 1 }
    expect(stageStrip(counts).map(({ status }) => status)).toEqual(['succeeded', 'failed', 'running', 'pending'])
    expect(stripWords(counts)).toBe('3 done, 1 failed, 1 running, 4 not started')
  })
})

describe('numbers', () => {
  it('[UI22] nothing done is not known, and not 0 %', () => {
    expect(shareWithoutPerson(null)).toBeNull()
    expect(shareWithoutPerson({ withoutPerson: 0, byPerson: 0, runs: 0 })).toBeNull()
    expect(shareOfAll([])).toBeNull()
  })

  it('[UI22] a share says of how many, also over all WorkCharts', () => {
    expect(shareWithoutPerson({ withoutPerson: 3, byPerson: 1, runs: 2 })).toEqual({ value: 0.75, of: 4 })
    const half = aLiveWorkChart({ stagesDone: { withoutPerson: 1, byPerson: 1, runs: 1 } })
    expect(shareOfAll([half, half, aLiveWorkChart({ stagesDone: null })])).toEqual({ value: 0.5, of: 4 })
  })

  it('[UI22] runs are counted as ended or open', () => {
    expect(runTotals(aHome().runs)).toEqual({ all: 405, ended: 395, open: 10 })
    expect([counted(1, 'run'), counted(1_648, 'stage'), countWords(400)]).toEqual(['1 run', '1,648 stages', '400'])
  })
})

describe('the timeline', () => {
  const start = Date.parse(aRunDetail().summary.startedAt)
  const whole = { from: start, to: start + 160_000 }
  const ticks = ticksOf(whole, start)
  const lines = timelineLines(aRunDetail().timeline)

  it('[UI23] one scale, with marks that people count in', () => {
    expect(ticks.map(({ words }) => words)).toEqual([
      '0',
      '20 s',
      '40 s',
      '1 min',
      '1 min 20 s',
      '1 min 40 s',
      '2 min',
      '2 min 20 s',
      '2 min 40 s',
    ])
    expect(ticks[4]?.left).toBe(50)
  })

  it('[UI23] a stretch that lasts ends now', () => {
    expect(drawLine(lines.at(-1) ?? { segments: [] }, whole, whole.to)).toEqual({
      bars: [{ kind: 'running', left: 88.75, width: 11.25, words: 'running 18 s' }],
      total: '18 s',
    })
  })

  it('[UI23] more than one try, and each has its line', () => {
    expect(lines.map(({ name, attempt }) => attempt?.words ?? name)).toEqual([
      'Sort the message',
      'Pull out details',
      'try 1: no answer in 8 s',
      'try 2',
      'Check the refund policy',
      'Draft the reply',
    ])
  })

  it.each([0, 1, 950, 59_000, 3_600_000, 86_400_000, 40 * 86_400_000])(
    '[UI23] %d ms have at most nine marks',
    (length) => {
      expect(ticksOf({ from: 0, to: length }, 0).length).toBeLessThanOrEqual(9)
    },
  )

  it('[UI23] stages nothing has happened to are left out', () => {
    expect(timelineLines([{ stage: { id: 'a', name: 'A' }, segments: [] }])).toEqual([])
  })
})

describe('zooming', () => {
  const whole = { from: 1_000, to: 101_000 }
  const zoomedIn = { type: 'zoom', factor: 2, around: 0.25 } as const

  it('[UI340] zooming keeps the place that was pointed at, and stays within the run', () => {
    const half = afterStep(null, whole, zoomedIn)
    expect(half).toEqual({ from: 13_500, to: 63_500 })
    expect(afterStep(half, whole, { ...zoomedIn, factor: 0.5 })).toBeNull()
    expect(afterStep(half, whole, { ...zoomedIn, factor: 0.9, around: 1 })).toMatchObject({ to: 63_500 })
    expect(afterStep(half, whole, { type: 'fit' })).toBeNull()
    const closest = afterStep(half, whole, { ...zoomedIn, factor: 1e9 })
    expect(closest).toEqual({ from: 26_000, to: 26_010 })
  })

  it('[UI340] what is shown moves to either end and no further; all of it does not move', () => {
    const shown = { from: 11_000, to: 61_000 }
    expect(afterStep(shown, whole, { type: 'pan', share: 0.2 })).toEqual({ from: 21_000, to: 71_000 })
    expect(afterStep(shown, whole, { type: 'pan', share: -1 })).toEqual({ from: 1_000, to: 51_000 })
    expect(afterStep(shown, whole, { type: 'pan', share: 9 })).toEqual({ from: 51_000, to: 101_000 })
    expect(afterStep(null, whole, { type: 'pan', share: 1 })).toBeNull()
  })

  it('[UI340] a stretch is drawn over in either direction', () => {
    expect(afterStep(null, whole, { type: 'select', from: 0.5, to: 0.2 })).toEqual({ from: 21_000, to: 51_000 })
  })

  it('[UI340] keys zoom, pan and show all, and others do nothing', () => {
    expect(['+', '=', '-', '0', 'ArrowLeft', 'ArrowRight', 'a', 'toString'].map((key) => stepOfKey(key)?.type)).toEqual(
      ['zoom', 'zoom', 'zoom', 'fit', 'pan', 'pan', undefined, undefined],
    )
  })

  it('[UI340] Ctrl and a wheel zoom around the pointer, Shift or a sideways wheel pan, else the page scrolls', () => {
    const turn = { ctrlKey: false, shiftKey: false, deltaX: 0, deltaY: 100, around: 0.3 }
    expect(stepOfWheel({ ...turn, ctrlKey: true })).toEqual({ type: 'zoom', factor: 0.8, around: 0.3 })
    expect(stepOfWheel({ ...turn, shiftKey: true })).toEqual({ type: 'pan', share: 0.1 })
    expect(stepOfWheel({ ...turn, deltaX: -200 })).toEqual({ type: 'pan', share: -0.2 })
    expect([stepOfWheel(turn), stepOfWheel({ ...turn, deltaX: 50 })]).toEqual([undefined, undefined])
  })

  it('[UI341] bars are cut at what is shown and left out beyond it; marks stay at round times of the run', () => {
    const start = Date.parse(aRunDetail().summary.startedAt)
    const shown = { from: start + 10_000, to: start + 20_000 }
    const lines = timelineLines(aRunDetail().timeline)
    expect(lines.slice(0, 2).map((line) => drawLine(line, shown, start).bars)).toEqual([
      [],
      [
        { kind: 'failed-try', left: 0, width: 50, words: 'failed try 9 s: no answer in 8 s' },
        { kind: 'before-next-try', left: 50, width: 50, words: 'before next try 9 s' },
      ],
    ])
    expect(ticksOf(shown, start).map(({ left, words }) => `${left} ${words}`)).toEqual([
      '0 10 s',
      '20 12 s',
      '40 14 s',
      '60 16 s',
      '80 18 s',
      '100 20 s',
    ])
  })
})

describe('very many rows', () => {
  it('[UI342] those in sight are drawn, and some before and behind them', () => {
    expect(drawnRows(10_000, 0)).toEqual({ first: 0, end: 60 })
    expect(drawnRows(10_000, 5_003)).toEqual({ first: 4_990, end: 5_050 })
    expect(drawnRows(10_000, 9_999)).toEqual({ first: 9_980, end: 10_000 })
    expect(drawnRows(3, 0)).toEqual({ first: 0, end: 3 })
    expect(drawnRows(0, 50)).toEqual({ first: 0, end: 0 })
  })

  it('[UI342] of very many stages those are offered whose name holds what was typed, and the chosen one', () => {
    const stages = Array.from({ length: 1_000 }, (_, index) => ({ id: `s${index}`, name: `Stage ${index}` }))
    expect(
      stageChoices(stages, '', 's999')
        .map(({ id }) => id)
        .slice(0, 2),
    ).toEqual(['s999', 's0'])
    expect(stageChoices(stages, ' STAGE 99', 's5').map(({ id }) => id)).toEqual([
      's5',
      's99',
      ...Array.from({ length: 10 }, (_, index) => `s99${index}`),
    ])
    expect(stageChoices(stages.slice(0, 2), '', 'gone')).toEqual(stages.slice(0, 2))
  })
})

describe('a small stage', () => {
  const stage = (given: Parameters<typeof aStageRun>[0]) => stageFact(aStageRun(given))
  const base = { id: 'a', name: 'A' }
  const exact = { kind: 'exact', ref: 'skill:letter', name: 'Fill in a letter', reason: null } as const

  it('[UI24] done: how sure it was, or who did it', () => {
    const confidence = { value: 0.9, threshold: 0.8, source: 'reported' } as const
    expect(stage({ ...base, status: 'succeeded', confidence })).toEqual({ type: 'confidence', ...confidence })
    expect(stage({ ...base, status: 'succeeded', confidence, decidedBy: { id: 'human:tom', name: 'tom' } })).toEqual({
      type: 'person',
      name: 'tom',
    })
    const times = { begunAt: '2026-11-19T10:00:00Z', settledAt: '2026-11-19T10:00:02Z' }
    expect(stage({ ...base, status: 'succeeded', performer: exact, ...times })).toEqual({
      type: 'words',
      words: 'exact, 2 s',
    })
    expect(stage({ ...base, status: 'succeeded' })).toEqual({ type: 'words', words: 'Sort a message' })
  })

  it.each([
    [{ status: 'running', attempt: 2 }, 'Sort a message, try 2'],
    [{ status: 'backing-off', attempt: 1 }, 'try 2 of 3'],
    [{ status: 'awaiting-approval' }, 'nobody has it'],
    [
      {
        status: 'awaiting-approval',
        task: { id: 't', due: null, overdue: false, claimedBy: { id: 'human:mei', name: 'mei' } },
      },
      'mei has it',
    ],
    [{ status: 'failed', because: 'No answer.' }, 'No answer.'],
    [{ status: 'skipped' }, ''],
    [{ status: 'pending' }, 'Sort a message'],
    [{ status: 'ready', optional: true }, 'optional'],
  ] as const)('[UI24] %o', (given, words) => {
    expect(stage({ ...base, ...given })).toEqual({ type: 'words', words })
  })
})

describe('moving in a graph', () => {
  const stages: readonly GraphStage[] = [
    { id: 'a', dependsOn: [] },
    { id: 'b', dependsOn: ['a'] },
    { id: 'c', dependsOn: ['a'] },
    { id: 'd', dependsOn: ['b', 'c'] },
  ]
  const places = new Map([
    ['a', { x: 0, y: 40 }],
    ['b', { x: 160, y: 0 }],
    ['c', { x: 164, y: 80 }],
    ['d', { x: 320, y: 40 }],
  ])
  const go = (from: string, key: 'ArrowRight' | 'ArrowLeft' | 'ArrowDown' | 'ArrowUp') =>
    stageAtArrow({ stages, layout: { width: 500, height: 140, places }, from, key })

  it('[UI25] right and left follow the edges', () => {
    expect([go('a', 'ArrowRight'), go('d', 'ArrowLeft'), go('d', 'ArrowRight'), go('a', 'ArrowLeft')]).toEqual([
      'b',
      'b',
      undefined,
      undefined,
    ])
  })

  it('[UI25] up and down stay in the column', () => {
    expect([go('b', 'ArrowDown'), go('c', 'ArrowUp'), go('c', 'ArrowDown'), go('gone', 'ArrowUp')]).toEqual([
      'c',
      'b',
      undefined,
      undefined,
    ])
    expect([isArrowKey('ArrowUp'), isArrowKey('Enter')]).toEqual([true, false])
    expect(edgesOf(stages).map(({ id }) => id)).toEqual(['a b', 'a c', 'b d', 'c d'])
  })
})

describe('a planned stage', () => {
  const person = { kind: 'person', ref: 'human:lena', name: 'lena', reason: null } as const
  const planned = (given: object) => aPlannedStage({ id: 'a', name: 'A', ...given })

  it.each([
    [{ performer: person }, 'always'],
    [{ performer: { ...person, kind: 'unavailable' } }, 'always, nobody else here can do it'],
    [{ threshold: 0.85 }, 'when less than 85 % sure'],
    [{ target: 0.05 }, 'so that at most 5 in 100 go through wrong'],
    [{ reviewer: person }, 'always, to check the answer'],
    [{}, 'only if it fails'],
    [{ onError: 'fail' }, 'never'],
  ] as const)('[UI26] %o asks a person %s', (given, words) => {
    expect(asksPersonWords(planned(given))).toBe(words)
  })

  it('[UI26] says who is asked and how long they have', () => {
    expect(escalationWords(planned({}))).toBe('support-team, 4 h to decide')
    expect(plannedFact(planned({ performer: person }))).toEqual({ type: 'person', name: 'lena' })
    expect(plannedFact(planned({}))).toEqual({ type: 'words', words: 'Sort a message' })
  })
})
