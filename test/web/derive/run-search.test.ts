import { describe, expect, it } from 'vitest'
import type { ChangedRun, RunList } from '../../../src/api/contract/runs.ts'
import type { ViewFilter } from '../../../src/core/run/saved-views.ts'
import { RUNS_CHANGED_MAX } from '../../../src/core/run/several-runs.ts'
import { withToggled } from '../../../src/web/derive/choice.ts'
import { runChips } from '../../../src/web/derive/run-chips.ts'
import type { RunSearch } from '../../../src/web/derive/run-search.ts'
import {
  filterCount,
  filterOf,
  filterText,
  isSameFilter,
  readRunSearch,
  searchOf,
} from '../../../src/web/derive/run-search.ts'
import { changedWords, changeOutcome, changeOutlook } from '../../../src/web/derive/runs-change.ts'
import { LOOKED_BY_ITSELF_MAX, lookedWords, looksOn } from '../../../src/web/derive/runs-found.ts'
import { aRunSummary } from '../../support/web-views.ts'

/** Everything that an address can say. */
const WHOLE: RunSearch = {
  status: 'failed,rejected',
  workchart: 'refunds',
  search: 'order 48',
  version: 3,
  startedBy: 'human:lena-fischer',
  cause: 'schedule',
  trigger: 'refunds/daily',
  days: 7,
  from: '2026-11-01',
  to: '2026-11-05',
  tookMinutes: 90,
  failedStage: 'pay',
  waits: 'overdue',
}

describe('the address of Runs', () => {
  it('[UI373] says all filters of the list, and is read back the same', () => {
    expect(readRunSearch({ ...WHOLE, view: 'v1' })).toEqual({ ...WHOLE, view: 'v1' })
    expect(readRunSearch({ ...WHOLE, days: '7', version: '3', tookMinutes: '90' })).toEqual(WHOLE)
    expect(searchOf(filterOf(WHOLE))).toEqual(WHOLE)
    expect(filterCount({ ...WHOLE, view: 'v1' })).toBe(13)
  })

  it('[UI373] leaves out what it can not mean', () => {
    const said = {
      status: 'failed,lost',
      days: '-1',
      from: 'monday',
      waits: 'long',
      cause: 'x',
      tookMinutes: 'long',
      view: '',
    }
    expect(readRunSearch({ ...said, version: 3 })).toEqual({ status: 'failed' })
    expect(readRunSearch({ status: 'lost', search: 7 })).toEqual({})
  })

  it('[UI373] a day is from its beginning to its end where the reader is; a moment is itself', () => {
    const { from, to } = filterOf({ from: '2026-11-01', to: '2026-11-05' })
    expect(from).toBe(new Date(2026, 10, 1).toISOString())
    expect(to).toBe(new Date(2026, 10, 6).toISOString())
    const moments: ViewFilter = { from: '2026-11-01T10:30:00.000Z', to: '2026-11-05T10:30:00.000Z' }
    expect(filterOf(searchOf(moments))).toEqual(moments)
  })

  it('[UI373] asks the server for the same by the same words', () => {
    expect(filterText(filterOf({ status: 'failed,rejected', days: 7, workchart: 'a b' }))).toBe(
      'days=7&status=failed&status=rejected&workflow=a+b',
    )
    expect(isSameFilter({ days: 7, status: 'failed', view: 'v1' }, { status: 'failed', days: 7 })).toBe(true)
    expect(isSameFilter({ days: 7 }, {})).toBe(false)
  })
})

describe('filters in words', () => {
  it('[UI374] says everything that no field above the list shows', () => {
    const words = runChips(WHOLE, { timeZone: 'UTC', stageName: () => 'Pay it back' }).map((chip) => chip.words)
    expect(words).toEqual([
      'A person is late',
      'Failed at Pay it back',
      'Begun in the last 7 days',
      'Begun from Sunday 1 November 2026',
      'Begun until Thursday 5 November 2026',
      'Took longer than 1 h 30',
      'Started by a schedule',
      'Started by Lena Fischer',
      'Started by the trigger refunds/daily',
      'Version 3',
    ])
    const others: RunSearch = { days: 1, tookMinutes: 0, startedBy: 'system:scheduler', from: '2026-11-01T10:30:00Z' }
    expect(runChips(others, { timeZone: 'UTC', stageName: (id) => id }).map((chip) => chip.words)).toEqual([
      'Begun in the last 24 hours',
      'Begun from Sun 1 Nov 2026, 10:30:00 UTC',
      'Took longer than 0 ms',
      'Started by a trigger',
    ])
    expect(runChips({ status: 'failed', search: 'a' }, { timeZone: 'UTC', stageName: (id) => id })).toEqual([])
  })
})

describe('looking further back', () => {
  const page = (given: Partial<RunList>): RunList => ({ runs: [], next: 'r1', looked: 5_000, ...given })

  it('[UI376] goes on by itself while there is none, up to a bound', () => {
    const many = Array.from({ length: LOOKED_BY_ITSELF_MAX / 5_000 }, () => page({}))
    expect(looksOn([page({})])).toBe(true)
    expect(looksOn(many.slice(1))).toBe(true)
    expect(looksOn(many)).toBe(false)
    expect(looksOn([page({ next: null })])).toBe(false)
    expect(looksOn([page({ runs: [aRunSummary()] })])).toBe(false)
    expect(lookedWords(many)).toBe('the newest 25,000 runs')
  })
})

describe('changing many runs', () => {
  it('[UI381] no more are chosen than can be changed at once', () => {
    const ids = Array.from({ length: RUNS_CHANGED_MAX + 1 }, (_, index) => `run-${index}`)
    expect(withToggled(new Set(), ids, RUNS_CHANGED_MAX)).toEqual(new Set(ids.slice(0, RUNS_CHANGED_MAX)))
  })

  it('[UI382] says before how many can be changed, and why the others can not', () => {
    const chosen = (['running', 'waiting', 'failed', 'paused', 'canceled'] as const).map((status, index) => ({
      id: String(index),
      status,
    }))
    expect(changeOutlook('cancel', chosen)).toEqual({
      ids: ['0', '1', '3'],
      words: '3 of 5 can be canceled; 2 have ended.',
    })
    expect(changeOutlook('retry', chosen)).toEqual({ ids: ['2'], words: '1 of 5 can be retried; 4 did not fail.' })
    expect(changeOutlook('cancel', chosen.slice(0, 2)).words).toBe('2 runs can be canceled.')
    expect(changeOutlook('cancel', chosen.slice(1, 3)).words).toBe('1 of 2 can be canceled; 1 has ended.')
  })

  it('[UI383] what was said to be done and does not stand so is not called done', () => {
    const run: ChangedRun = { id: 'r', result: { type: 'done' }, status: 'canceled', next: null }
    const running: ChangedRun = { ...run, status: 'running' }
    const refused: ChangedRun = { ...run, result: { type: 'refused', code: 'x', detail: 'It has ended.' } }
    expect(changeOutcome('cancel', run)).toEqual({ type: 'done' })
    expect(changeOutcome('cancel', running)).toEqual({ type: 'not-confirmed' })
    expect(changeOutcome('cancel', refused)).toEqual({ type: 'refused', detail: 'It has ended.' })
    expect(changeOutcome('retry', run)).toEqual({ type: 'not-confirmed' })
    expect(changeOutcome('retry', { ...run, next: { id: 'n', status: 'running' } })).toEqual({ type: 'done' })
    expect(changedWords('cancel', [run, running, refused])).toBe('1 of 3 runs canceled, looked up afterwards.')
  })
})
