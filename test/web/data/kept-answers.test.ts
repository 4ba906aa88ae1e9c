import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetAllAnswers, forgetAnswer, keepAnswer, readKeptAnswer } from '../../../src/web/data/kept-answers.ts'
import type { KeptAnswer } from '../../../src/web/derive/answer-draft.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  localStorage.clear()
})

const LENA = 'human:lena'

function typed(note: string): KeptAnswer {
  return { version: 'v1', note, values: { amount: { kind: 'number', text: '48' } } }
}

function place(task: string | number, person = LENA) {
  return { person, task: `a.policy.${task}` }
}

describe('drafts of answers', () => {
  it('[UI251] are kept for each person and task', () => {
    expect(keepAnswer(place(1), typed('One.'))).toBe('kept')
    expect(keepAnswer(place(1, 'human:tom'), typed('Two.'))).toBe('kept')
    expect(readKeptAnswer(place(1))).toEqual(typed('One.'))
    expect(readKeptAnswer(place(1, 'human:tom'))).toEqual(typed('Two.'))
    expect(readKeptAnswer(place(2))).toBeUndefined()
    expect(keepAnswer(place(1), null)).toBe('nothing')
    expect(readKeptAnswer(place(1))).toBeUndefined()
  })

  it('[UI251] are fifty at most: the oldest gives way to a new one, and to no change of one', () => {
    for (let n = 1; n <= 50; n++) {
      keepAnswer(place(n), typed(`${n}`))
      vi.advanceTimersByTime(1_000)
    }
    keepAnswer(place(1), typed('Newest.'))
    vi.advanceTimersByTime(1_000)
    expect(readKeptAnswer(place(2))?.note).toBe('2')
    keepAnswer(place(51), typed('51'))
    expect(readKeptAnswer(place(2))).toBeUndefined()
    expect([1, 3, 50, 51].map((n) => readKeptAnswer(place(n))?.note)).toEqual(['Newest.', '3', '50', '51'])
  })

  it('[UI251] that are too long are not kept, nor is what was there before them', () => {
    keepAnswer(place(1), typed('Short.'))
    expect(keepAnswer(place(1), typed('x'.repeat(65_536)))).toBe('no-room')
    expect(readKeptAnswer(place(1))).toBeUndefined()
    expect(keepAnswer(place(1), typed('x'.repeat(65_000)))).toBe('kept')
  })

  it('[UI251] for which the browser has no room are said not to be kept', () => {
    const removed: string[] = []
    vi.stubGlobal('localStorage', {
      length: 0,
      getItem: () => '{}',
      removeItem: (key: string) => removed.push(key),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })
    expect(keepAnswer(place(1), typed('Longer.'))).toBe('no-room')
    expect(removed).toHaveLength(1)
  })

  it('[UI251] end with the decision and with signing out, and other things stay', () => {
    localStorage.setItem('workcharts.draft.x', 'other')
    for (const n of [1, 2, 3]) keepAnswer(place(n), typed('One.'))
    forgetAnswer(place(1))
    expect([1, 2].map((n) => readKeptAnswer(place(n))?.note)).toEqual([undefined, 'One.'])
    forgetAllAnswers()
    expect([2, 3].map((n) => readKeptAnswer(place(n)))).toEqual([undefined, undefined])
    expect(localStorage.getItem('workcharts.draft.x')).toBe('other')
  })

  it.each(['{', '{"at":1}', '{"at":1,"answer":{"note":"","version":"v","values":null}}', 'null'])(
    '[UI251] that can not be read are none: %s',
    (text) => {
      keepAnswer(place(1), typed('One.'))
      const key = localStorage.key(0) ?? ''
      localStorage.setItem(key, text)
      expect(readKeptAnswer(place(1))).toBeUndefined()
    },
  )
})
