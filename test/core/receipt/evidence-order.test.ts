import { describe, expect, it } from 'vitest'
import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import type { JudgedAnswer } from '../../../src/core/gate/certification/gate-event.ts'
import { evidenceOf } from '../../../src/core/receipt/evidence-order.ts'
import type { GateAnswer, Look } from '../../../src/core/receipt/gate-evidence.ts'
import { certificationOf } from '../../support/gate-events.ts'
import { at } from '../../support/runs.ts'
import { randomFrom } from '../../support/seeded.ts'

const DAY = 24 * 60
const WEEK = 7 * DAY
const OPEN: Look = { type: 'open' }
const WRONG = { type: 'done', verdict: 'wrong' }

function found(verdict: 'right' | 'wrong', n: number): Look {
  return { type: 'done', at: at(n), verdict }
}

/** An answer of the minute `n` that a person had to look at, found right at once. */
function anAnswer(n: number, look: Look = found('right', n), run = runOf(n)): GateAnswer {
  return { run, at: at(n), score: 0.9, chance: 1, leastChance: 1, went: 'to-people', look, second: null }
}

function runOf(n: number): string {
  return `run-${String(n).padStart(4, '0')}`
}

/** `0001 right`, in their order. */
function shown(answers: readonly GateAnswer[], now: Timestamp): readonly string[] {
  return evidenceOf(answers, now).map(
    ({ id, check }) => `${id.slice(4)} ${check.type === 'done' ? check.verdict : check.type}`,
  )
}

describe('the order in which answers count', () => {
  const late = [
    anAnswer(5, found('right', 6), 'run-c'),
    anAnswer(5, found('wrong', 9), 'run-b'),
    anAnswer(1, found('wrong', 99), 'run-d'),
    anAnswer(7, { type: 'not-due' }, 'run-a'),
  ]

  it('[RC50] is that in which they were judged, of one moment by run, whatever was decided first', () => {
    const expected = ['d wrong', 'b wrong', 'c right', 'a not-due']
    expect(shown(late, at(100))).toEqual(expected)
    expect(shown(late.toReversed(), at(100))).toEqual(expected)
  })

  it('[RC50] each counts as its gate judged it', () => {
    const audit: GateAnswer = { ...anAnswer(3), score: 0.8, chance: 0.1, leastChance: 0.1, went: 'through' }
    expect(evidenceOf([audit], at(3))).toEqual([
      {
        id: 'run-0003',
        at: at(3),
        score: 0.8,
        chance: 0.1,
        leastChance: 0.1,
        went: 'through',
        check: { type: 'done', verdict: 'right' },
      },
    ])
  })

  it('[RC50] a look of a kind that it does not know is a bug, not evidence', () => {
    expect(() => evidenceOf([anAnswer(1, { type: 'else' } as never)], at(2))).toThrow('Unexpected case')
  })

  it('[RC53] counts from the moment at which it and all before it were decided', () => {
    expect(evidenceOf(late, at(100)).map((each) => each.at)).toEqual([at(99), at(99), at(99), at(99)])
    const inTurn = [anAnswer(1, found('right', 4)), anAnswer(2, found('right', 3)), anAnswer(9, { type: 'not-due' })]
    expect(evidenceOf(inTurn, at(100)).map((each) => each.at)).toEqual([at(4), at(4), at(9)])
  })
})

describe('an answer that nobody has looked at', () => {
  const answers = [anAnswer(1), anAnswer(2, OPEN), anAnswer(3)]

  it('[RC51] holds back all after it for seven days, then it counts as wrong', () => {
    expect(shown(answers, addMs(at(2 + WEEK), -1))).toEqual(['0001 right'])
    expect(shown(answers, at(2 + WEEK))).toEqual(['0001 right', '0002 wrong', '0003 right'])
    expect(evidenceOf(answers, at(90 * DAY)).map((each) => each.at)).toEqual([at(1), at(2 + WEEK), at(2 + WEEK)])
  })

  it('[RC51] counts as wrong for good: a verdict that comes later changes nothing, one in time does', () => {
    const looked = (when: Timestamp) =>
      evidenceOf(answers.with(1, anAnswer(2, { type: 'done', at: when, verdict: 'right' })), at(90 * DAY))
    const late = evidenceOf(answers, at(90 * DAY))
    expect(looked(at(2 + WEEK))).toEqual(late)
    expect(looked(at(80 * DAY))).toEqual(late)
    expect(looked(addMs(at(2 + WEEK), -1))[1]).toMatchObject({ check: { verdict: 'right' } })
  })

  it('[RC52] counts as wrong at once where nobody ever will, and never later than the others', () => {
    const lost = (n: number) => evidenceOf([anAnswer(2, { type: 'lost', at: at(n) })], at(n))
    expect(lost(30)).toMatchObject([{ at: at(30), check: WRONG }])
    expect(lost(30 * DAY)).toMatchObject([{ at: at(2 + WEEK), check: WRONG }])
  })

  it('[RC51] what shows at one time is the beginning of what shows later, for whatever becomes known', () => {
    const random = randomFrom(51)
    const all = Array.from({ length: 300 }, (_, n) => drawn(n * 60, random))
    let before: readonly JudgedAnswer[] = []
    for (let hours = 0; hours < 900; hours += 7) {
      const now = evidenceOf(knownAt(all, at(hours * 60)), at(hours * 60))
      expect(now.slice(0, before.length)).toEqual(before)
      before = now
    }
    expect(before).toHaveLength(300)
  })
})

/** Looked at in up to ten days, or never. */
function drawn(n: number, random: () => number): GateAnswer {
  const [kind, later] = [random(), n + Math.floor(random() * 10 * DAY)]
  if (kind < 0.1) return anAnswer(n, { type: 'not-due' })
  if (kind < 0.2) return anAnswer(n, { type: 'lost', at: at(later) })
  return anAnswer(n, kind < 0.25 ? OPEN : found(kind < 0.4 ? 'wrong' : 'right', later))
}

/** As much as is known at that time. */
function knownAt(answers: readonly GateAnswer[], now: Timestamp): readonly GateAnswer[] {
  return answers
    .filter((answer) => answer.at <= now)
    .map((answer) => ('at' in answer.look && answer.look.at > now ? { ...answer, look: OPEN } : answer))
}

const RUNS = 300
const ANSWERS = 400
const A_DAY = 200
const MINUTES_EACH = DAY / A_DAY

/** Each is wrong with the same chance, however sure it is: no limit keeps the promise. */
function wrongOnes(
  wrong: number,
  look: (isWrong: boolean, random: () => number) => (n: number) => Look,
  random: () => number,
) {
  return Array.from({ length: ANSWERS }, (_, index) => {
    const n = Math.floor(index * MINUTES_EACH)
    const isWrong = random() < wrong
    return { ...anAnswer(n, look(isWrong, random)(n), runOf(index)), score: random() }
  })
}

/** The share of gates that promise at most one wrong in twenty of which any was ever certified, by what was known at these times. */
function everCertified(draw: () => readonly GateAnswer[], times: readonly Timestamp[]): number {
  const gates = Array.from({ length: RUNS }, draw)
  const certified = gates.filter((answers) =>
    times.some((now) => certificationOf(evidenceOf(knownAt(answers, now), now)).issued.length > 0),
  )
  return certified.length / RUNS
}

describe('who decides what to look at', () => {
  it('[RC54] can not choose what a certificate rests on by leaving wrong ones', () => {
    const random = randomFrom(54)
    const leftLying = (isWrong: boolean, chance: () => number) => (n: number) =>
      isWrong && chance() < 0.8 ? OPEN : found(isWrong ? 'wrong' : 'right', n + 5)
    const times = [2, 7.5, 30].map((days) => at(days * DAY))
    expect(everCertified(() => wrongOnes(0.1, leftLying, random), times)).toBeLessThanOrEqual(0.05)
  })

  it('[RC55] can not choose it by looking at wrong ones two days later', () => {
    const random = randomFrom(55)
    const later = (isWrong: boolean) => (n: number) => found(isWrong ? 'wrong' : 'right', n + (isWrong ? 2 * DAY : 5))
    const times = Array.from({ length: 8 }, (_, index) => at((index + 1) * 12 * 60))
    expect(everCertified(() => wrongOnes(0.1, later, random), times)).toBeLessThanOrEqual(0.05)
  })
})
