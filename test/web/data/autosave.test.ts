import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { DraftSummary, SaveDraftRequest } from '../../../src/api/contract/drafts.ts'
import { beginHistory, record } from '../../../src/core/edit/history.ts'
import type { SaveState } from '../../../src/web/data/autosave.ts'
import { createAutosave } from '../../../src/web/data/autosave.ts'
import { RequestFailed } from '../../../src/web/data/http.ts'
import { forgetHistory, keepHistory, keepSaved, keptWork } from '../../../src/web/data/kept-history.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  localStorage.clear()
  sessionStorage.clear()
})

const AT = '2026-11-20T12:00:00.000Z'

function aSummary(revision: number): DraftSummary {
  return { id: 'a', name: 'A', revision, begunAt: AT, savedAt: AT, by: { id: 'human:owner', name: 'owner' } }
}

function refusedWith(code: string): RequestFailed {
  const problem = { type: '', title: '', status: 409, detail: 'No.', instance: '', code, errors: [] }
  return new RequestFailed({ type: 'refused', problem })
}

type Answer = (body: SaveDraftRequest) => Promise<DraftSummary>

/** The autosave of a draft at revision 3, in front of a server that answers so, in order. */
function aDesk(...answers: readonly Answer[]) {
  const sent: SaveDraftRequest[] = []
  const states: SaveState[] = []
  const left = [...answers]
  const autosave = createAutosave(
    { text: 'a', revision: 3, base: null },
    {
      send: (body) => {
        sent.push(body)
        return (left.shift() ?? OK)(body)
      },
      told: (state) => states.push(state),
    },
  )
  return { autosave, sent, states }
}

const OK: Answer = async ({ revision }) => aSummary(revision + 1)
const SILENCE: Answer = async () => Promise.reject(new RequestFailed({ type: 'unreachable' }))

it('[UI40] whoever never pauses is saved all the same, and each change at most 0.6 s after it', async () => {
  const { autosave, sent } = aDesk()
  for (let step = 1; step <= 20; step += 1) {
    autosave.change(`step ${step}`)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(sent.map(({ text }) => text)).toEqual(['step 6', 'step 12', 'step 18'])
})

it('[UI40] what is typed is sent together a moment later, the newest last', async () => {
  const { autosave, sent, states } = aDesk()
  autosave.change('b')
  autosave.change('c')
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(600)
  expect(sent).toEqual([{ text: 'c', revision: 3, base: null, made: 'by-gestures' }])
  expect(states.at(-1)).toEqual({ type: 'saved', at: AT })
  autosave.change('d')
  expect(await autosave.flush()).toBe(5)
  expect(sent.at(-1)).toEqual({ text: 'd', revision: 4, base: null, made: 'by-gestures' })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toHaveLength(2)
})

it('[UI40] what changes while it is sent is sent next, one after the other', async () => {
  const first = Promise.withResolvers<DraftSummary>()
  const { autosave, sent, states } = aDesk(() => first.promise)
  autosave.change('b')
  await vi.advanceTimersByTimeAsync(600)
  autosave.change('c')
  await vi.advanceTimersByTimeAsync(600)
  expect(sent).toHaveLength(1)
  first.resolve(aSummary(4))
  await vi.advanceTimersByTimeAsync(0)
  expect(sent[1]).toEqual({ text: 'c', revision: 4, base: null, made: 'by-gestures' })
  expect(states.at(-1)).toEqual({ type: 'saved', at: AT })
})

it('[UI40] what was taken back needs no request', async () => {
  const { autosave, sent } = aDesk()
  autosave.change('b')
  autosave.change('a')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toEqual([])
  expect(await autosave.flush()).toBe(3)
  autosave.change('b')
  expect(await autosave.flush()).toBe(4)
})

it('[UI40] a silent server is asked again', async () => {
  const { autosave, sent, states } = aDesk(SILENCE)
  autosave.change('b')
  await vi.advanceTimersByTimeAsync(600)
  expect(states.at(-1)).toEqual({ type: 'unreachable' })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(sent).toHaveLength(2)
  expect(states.at(-1)).toEqual({ type: 'saved', at: AT })
})

it('[UI40] what may have been saved is sent again as it was, and what is newer after it, also when that is the old text', async () => {
  for (const newer of ['c', 'a']) {
    const { autosave, sent, states } = aDesk(SILENCE)
    autosave.change('b')
    await vi.advanceTimersByTimeAsync(600)
    autosave.change(newer)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(sent.map(({ text, revision }) => [text, revision])).toEqual([
      ['b', 3],
      ['b', 3],
      [newer, 4],
    ])
    expect(states.at(-1)).toEqual({ type: 'saved', at: AT })
  }
})

it('[UI40] who is signed out is told so, and what is here is saved once another page has signed in', async () => {
  const { autosave, sent, states } = aDesk(async () => Promise.reject(new RequestFailed({ type: 'signed-out' })))
  autosave.change('b')
  await vi.advanceTimersByTimeAsync(600)
  expect(states.at(-1)).toEqual({ type: 'signed-out' })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(sent).toHaveLength(2)
  expect(states.at(-1)).toEqual({ type: 'saved', at: AT })
})

it('[UI40] where somebody else was first, nothing is sent until a person decides', async () => {
  const { autosave, sent, states } = aDesk(async () => Promise.reject(refusedWith('draft-changed')))
  autosave.change('b')
  expect(await autosave.flush()).toBeUndefined()
  expect(states.at(-1)).toEqual({ type: 'rival' })
  expect(autosave.known()).toEqual({ text: 'a', revision: 3 })
  expect(await autosave.overrule({ text: 'theirs', revision: 9, base: 'f', saved: null })).toBe(10)
  expect(sent.at(-1)).toEqual({ text: 'b', revision: 9, base: 'f', made: 'by-gestures' })
  expect(autosave.known()).toEqual({ text: 'b', revision: 10 })
})

it('[UI40] what somebody else has saved to the same words need not be sent', async () => {
  const { autosave, sent, states } = aDesk(async () => Promise.reject(refusedWith('draft-changed')))
  autosave.change('b')
  await autosave.flush()
  expect(await autosave.overrule({ text: 'b', revision: 9, base: null, saved: aSummary(9) })).toBe(9)
  expect(sent).toHaveLength(1)
  expect(states.at(-1)).toEqual({ type: 'saved', at: AT })
})

it('[UI40] a refusal is told, and a page that is left sends nothing more', async () => {
  const { autosave, sent, states } = aDesk(async () => Promise.reject(refusedWith('body-too-large')))
  autosave.change('b')
  await vi.advanceTimersByTimeAsync(600)
  expect(states.at(-1)).toEqual({ type: 'refused', detail: 'No.' })
  autosave.change('c')
  autosave.stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toHaveLength(1)
})

const HISTORY = record(record(beginHistory('a'), 'b'), 'c')

/** How the work goes on where the draft is `opened` now. */
function kept(id: string, opened: { readonly text: string; readonly revision: number }) {
  return keptWork(id, opened).history
}

it('[UI41] the way back is kept, and what the server has not heard of', () => {
  keepHistory('x', { revision: 4, saved: 'b', history: HISTORY })
  expect(keptWork('x', { text: 'c', revision: 7 })).toEqual({ history: HISTORY, from: { text: 'c', revision: 7 } })
  expect(keptWork('x', { text: 'b', revision: 4 })).toEqual({ history: HISTORY, from: { text: 'b', revision: 4 } })
  expect(kept('y', { text: 'c', revision: 7 })).toEqual(beginHistory('c'))
  forgetHistory('x')
  expect(kept('x', { text: 'c', revision: 7 })).toEqual(beginHistory('c'))
  keepSaved('x', { text: 'c', revision: 7 })
  expect(kept('x', { text: 'c', revision: 7 })).toEqual(beginHistory('c'))
})

it('[UI70] what the server has not heard of is not lost where somebody else was first: it still begins from what it did', () => {
  keepHistory('x', { revision: 4, saved: 'b', history: HISTORY })
  expect(keptWork('x', { text: 'other', revision: 5 })).toEqual({ history: HISTORY, from: { text: 'b', revision: 4 } })
  localStorage.setItem('workcharts.draft.x', '{"history":{}}')
  expect(kept('x', { text: 'other', revision: 5 })).toEqual(HISTORY)
})

it('[UI41] what was saved from here though the page was closed before it heard so is nobody else’s', () => {
  keepHistory('x', { revision: 4, saved: 'a', history: HISTORY })
  const opened = { text: 'b', revision: 5 }
  expect(keptWork('x', opened)).toEqual({ history: HISTORY, from: opened })
  const later = { text: 'b', revision: 6 }
  expect(keptWork('x', later)).toEqual({ history: HISTORY, from: { text: 'a', revision: 4 } })
})

it('[UI41] what somebody else has changed since the last save counts', () => {
  keepHistory('x', { revision: 4, saved: 'b', history: HISTORY })
  keepSaved('x', { text: 'c', revision: 5 })
  const opened = { text: 'other', revision: 6 }
  expect(keptWork('x', opened)).toEqual({ history: beginHistory('other'), from: opened })
})

it('[UI41] what is kept and can not be read counts as nothing', () => {
  for (const broken of ['{', '{"history":{}}']) {
    sessionStorage.setItem('workcharts.draft.x', broken)
    expect(kept('x', { text: 'c', revision: 4 })).toEqual(beginHistory('c'))
  }
})

it('[UI41] of a long way back the newest part is kept', () => {
  const long = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(300_000))
  keepHistory('x', { revision: 4, saved: 'e', history: { past: long, present: 'e', future: ['f'] } })
  const { past, present, future } = kept('x', { text: 'e', revision: 4 })
  expect(past.map((text) => text[0])).toEqual(['b', 'c', 'd'])
  expect([present, future]).toEqual(['e', []])
})

it('[UI108] what was written as text is sent as such, also when it has to be sent again, and gestures after it are not', async () => {
  const { autosave, sent } = aDesk(SILENCE)
  autosave.change('b')
  autosave.byHand()
  autosave.change('c')
  await autosave.flush()
  await autosave.flush()
  autosave.change('d')
  await autosave.flush()
  expect(sent.map(({ text, made }) => [text, made])).toEqual([
    ['c', 'by-hand'],
    ['c', 'by-hand'],
    ['d', 'by-gestures'],
  ])
})
