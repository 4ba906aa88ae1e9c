import { expect, it } from 'vitest'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { Creation, CreationEnding } from '../../../src/core/metrics/creation.ts'
import { creationTime } from '../../../src/core/metrics/creation-time.ts'
import type { DraftWork } from '../../../src/core/metrics/draft-work.ts'
import { atWork, beginWork, PAUSE_MS_MAX, workAfter } from '../../../src/core/metrics/draft-work.ts'
import { noCodeShare } from '../../../src/core/metrics/no-code-share.ts'
import type { ActorId } from '../../../src/core/run/ids.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE
const BEGUN = timestamp(Date.UTC(2026, 10, 2, 9))
const NOW = timestamp(BEGUN + 30 * DAY)
const ANN = 'human:ann' as ActorId
const BOB = 'human:bob' as ActorId

function work(given: Partial<DraftWork> = {}): DraftWork {
  return { ...beginWork('blank'), byGestures: 3, ...given }
}

function creation(given: Partial<Creation> = {}): Creation {
  const ending: CreationEnding = { type: 'open' }
  const rest = { work: work(), firstRun: 'succeeded' as const, hasOpenRequest: false }
  return { by: ANN, begunAt: BEGUN, changedAt: NOW, ending, ...rest, ...given }
}

/** Published so long after it was begun; later ones were begun later. */
function published(
  tookMs: number,
  { day = 0, ...given }: Partial<Creation> & { readonly day?: number } = {},
): Creation {
  const begunAt = timestamp(BEGUN + day * DAY)
  return creation({ begunAt, ending: { type: 'published', at: timestamp(begunAt + tookMs) }, ...given })
}

it('[MT1] a pause of more than five minutes is no work, one of exactly five minutes is', () => {
  const begun = beginWork('blank')
  const after = workAfter(workAfter(begun, 'by-gestures', PAUSE_MS_MAX), 'by-hand', PAUSE_MS_MAX + 1)
  expect(after).toEqual({ origin: 'blank', activeMs: 5 * MINUTE, byGestures: 1, byHand: 1 })
  expect(atWork(after, MINUTE).activeMs).toBe(6 * MINUTE)
})

it('[MT2] the time goes from New to the first publication, with the time at work beside it', () => {
  const time = creationTime(
    [published(9 * MINUTE), published(2 * DAY, { day: 1, work: work({ activeMs: 8 * MINUTE }) })],
    NOW,
  )
  expect(time).toMatchObject({ of: 1, averageMs: 2 * DAY, medianMs: 2 * DAY, averageActiveMs: 8 * MINUTE })
})

it("[MT3] each person's first publication stands apart, in whatever order they are listed", () => {
  const time = creationTime(
    [
      published(20 * MINUTE, { day: 2 }),
      published(90 * MINUTE, { day: 0 }),
      published(95 * MINUTE, { day: 3, by: BOB }),
      published(10 * MINUTE, { day: 1 }),
    ],
    NOW,
  )
  expect(time).toMatchObject({ of: 2, averageMs: 15 * MINUTE, medianMs: 15 * MINUTE, onboarding: 2 })
  const three = [0, 4, 5, 30].map((minutes, day) => published(minutes * MINUTE, { day }))
  expect(creationTime(three, NOW)).toMatchObject({ of: 3, averageMs: 13 * MINUTE, medianMs: 5 * MINUTE })
  expect(creationTime([published(5 * MINUTE)], NOW)).toMatchObject({ of: 0, averageMs: null, medianMs: null })
})

it('[MT4] a draft is abandoned after seven days without a change, or when it is discarded', () => {
  const untouched = (ms: number) => creation({ changedAt: timestamp(NOW - ms) })
  const drafts = [
    untouched(7 * DAY - 1),
    untouched(7 * DAY),
    creation({ ending: { type: 'discarded' } }),
    published(9 * DAY),
  ]
  expect(creationTime(drafts, NOW).abandoned).toBe(2)
})

it.each([
  { averageMs: 30 * MINUTE - SECOND, isTooLong: false },
  { averageMs: 30 * MINUTE, isTooLong: false },
  { averageMs: 30 * MINUTE + SECOND, isTooLong: true },
])('[MT5] an average of $averageMs ms is too long: $isTooLong', ({ averageMs, isTooLong }) => {
  const around = [0, averageMs - 10 * MINUTE, averageMs, averageMs + 10 * MINUTE]
  const time = creationTime(
    around.map((ms, day) => published(ms, { day })),
    NOW,
  )
  expect(time).toMatchObject({ averageMs, isTooLong })
})

it('[MT10] it is the share that was made by gestures alone and worked, of all that came to an end', () => {
  const ended = [published(MINUTE), published(MINUTE), published(MINUTE), creation({ ending: { type: 'discarded' } })]
  expect(noCodeShare(ended, NOW)).toEqual({ share: 0.75, of: 4, made: 3 })
  expect(noCodeShare([], NOW)).toEqual({ share: null, of: 0, made: 0 })
})

it.each([
  { what: 'text written by hand', given: { work: work({ byHand: 1 }) } },
  { what: 'an open request for a skill', given: { hasOpenRequest: true } },
  { what: 'a first run that failed', given: { firstRun: 'failed' as const } },
  { what: 'a first run that never was', given: { firstRun: null } },
])('[MT11] $what counts against it', ({ given }) => {
  expect(noCodeShare([published(MINUTE, given)], NOW)).toEqual({ share: 0, of: 1, made: 0 })
})

it('[MT12] a template as it came and a draft in the making are left out', () => {
  const asItCame = published(MINUTE, { work: beginWork('template') })
  const changed = published(MINUTE, { work: work({ origin: 'template' }) })
  expect(noCodeShare([asItCame, changed, creation()], NOW)).toEqual({ share: 1, of: 1, made: 1 })
})
