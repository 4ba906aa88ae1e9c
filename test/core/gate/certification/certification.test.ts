import { describe, expect, it } from 'vitest'
import { certificateDigest } from '../../../../src/core/gate/certification/certificate.ts'
import { continueCertification } from '../../../../src/core/gate/certification/continue-certification.ts'
import type { JudgedAnswer } from '../../../../src/core/gate/certification/gate-event.ts'
import {
  anAnswerJudged,
  anAudit,
  answersFrom,
  answersWith,
  certificationOf,
  drawnFrom,
  FIVE_IN_100,
  NOT_DUE,
  PLACING,
  RIGHT,
  WRONG,
} from '../../../support/gate-events.ts'
import { at, sha256 } from '../../../support/runs.ts'
import { randomFrom } from '../../../support/seeded.ts'

const DAY = 24 * 60
/** Certified by its 131st minute: no limit but 0.9, 91 right answers. */
const CERTIFIED = [...PLACING, ...answersWith(0, 91)]

describe('how a limit is certified', () => {
  it('[GC40] what people find of the answers that place the limits is no evidence', () => {
    const allWrong = PLACING.map((answer) => ({ ...answer, check: WRONG }))
    expect(certificationOf([...allWrong, ...answersWith(0, 90)]).standing).toBeNull()
    expect(certificationOf([...allWrong, ...answersWith(0, 91)]).standing).toMatchObject({
      certificate: { limit: 0.9, method: 'every-look', wrong: 0, of: 91, target: 0.05, risk: 0.05, since: at(130) },
    })
  })

  it('[GC40] an answer without a score places nothing', () => {
    const [first, ...others] = PLACING
    const silent = answersFrom(0, 3, (n) => anAnswerJudged(n, { score: null }))
    expect(certificationOf([...silent, ...others]).trial).toBeNull()
    expect(certificationOf([...silent, ...PLACING]).trial?.evidence.cuts).toEqual([first?.score])
  })

  it('[GC41] one look is had at as many answers as were announced, with half the risk', () => {
    const seen = (shadow: number, wrong: number, count = shadow) =>
      certificationOf([...PLACING, ...answersWith(wrong, count)], { shadow }).standing?.certificate
    expect(seen(116, 1)).toMatchObject({ method: 'one-look', wrong: 1, of: 116 })
    expect(seen(116, 1, 115)).toBeUndefined()
    // With all of the risk, two wrong ones of 130 would be few enough.
    expect(seen(130, 2)).toBeUndefined()
    expect(seen(145, 2)).toMatchObject({ method: 'one-look', wrong: 2, of: 145 })
  })

  it('[GC41] there is no second look', () => {
    expect(certificationOf([...PLACING, ...answersWith(1, 100)], { shadow: 100 })).toMatchObject({
      shadow: null,
      standing: null,
    })
    expect(certificationOf([...PLACING, ...answersWith(1, 143)], { shadow: 100 }).standing).toBeNull()
  })

  it.each([
    ['chance chose it', anAudit(200)],
    ['chance did not choose it', { ...anAudit(200), check: NOT_DUE }],
    ['it had to be looked at where surer ones did not', anAnswerJudged(200, { score: 0.5, leastChance: 0.1 })],
  ])('[GC70] it ends with the first answer that was not as sure to be looked at as any: %s', (...[, answer]) => {
    const one = certificationOf([...PLACING, ...answersWith(1, 115), answer], { shadow: 116 })
    expect(one).toMatchObject({ shadow: null, standing: null })
    const then = continueCertification(one, answersFrom(300, 20))
    expect(then).toMatchObject({ shadow: null, standing: null })
    const whilePlacing = certificationOf([...PLACING.slice(1), answer, ...answersWith(1, 116)], { shadow: 116 })
    expect(whilePlacing).toMatchObject({ shadow: null, standing: null })
  })

  it('[GC70] what people must look at below a limit does not fill it', () => {
    // Half of the sure answers pass unseen; everything below has to be looked at.
    const under = answersFrom(40, 400, (n) =>
      n % 2 === 0
        ? { ...anAudit(n), check: NOT_DUE }
        : anAnswerJudged(n, { score: 0.5, chance: 1, leastChance: 0.1, check: WRONG }),
    )
    expect(certificationOf([...PLACING, ...under])).toMatchObject({ shadow: null, issued: [], done: 200 })
  })

  it('[GC41] an answer without a score is looked at with the others, below every limit', () => {
    const silent = answersFrom(200, 60, (n) => anAnswerJudged(n, { score: null, check: WRONG }))
    const shadow = 116 + silent.length
    const { certificate } = certificationOf([...PLACING, ...answersWith(1, 116), ...silent], { shadow }).standing ?? {}
    expect(certificate).toMatchObject({ method: 'one-look', wrong: 1, of: 116 })
  })

  it('[GC42] looking at every answer has the other half: with none wrong among 91, not among the 75 of the whole', () => {
    expect(certificationOf([...PLACING, ...answersWith(0, 75)]).standing).toBeNull()
    expect(certificationOf(CERTIFIED).issued).toHaveLength(1)
  })

  it('[GC49] an answer of which others had no chance of being looked at shows nothing', () => {
    const chosen = answersFrom(40, 300, (n) => anAnswerJudged(n, { leastChance: 0, chance: 0, went: 'through' }))
    expect(certificationOf([...PLACING, ...chosen])).toMatchObject({ standing: null, done: 0 })
    expect(certificationOf(chosen)).toMatchObject({ scores: [], trial: null, answers: 300 })
    expect(certificationOf([...CERTIFIED, ...chosen]).standing?.answers).toBe(0)
  })
})

/** Half of the answers at 0.9, half at 0.5: two limits. */
const TWO_LIMITS = answersFrom(0, 40, (n) => anAnswerJudged(n, { score: n % 2 === 0 ? 0.9 : 0.5 }))
const LOOSER = 200

function looser(from: number, count: number) {
  return answersFrom(from, count, (n) => anAnswerJudged(n, { score: 0.5 }))
}

describe('how long a certificate lasts', () => {
  it('[GC43] a looser limit takes the place of a stricter one and lasts no longer', () => {
    const strict = certificationOf([...TWO_LIMITS, ...looser(40, 50), ...answersFrom(90, 91)])
    // Both limits are above what they need then; the looser one has 141 answers, of which more are wrong.
    const wrongBelow = answersFrom(40, 3, (n) => anAnswerJudged(n, { score: 0.5, check: WRONG }))
    const first = certificationOf([...TWO_LIMITS, ...wrongBelow, ...answersFrom(90, 91)])
    expect(strict.standing?.certificate.limit).toBe(0.5)
    expect(first.standing?.certificate).toMatchObject({ limit: 0.9, since: at(180) })
    const then = continueCertification(first, looser(LOOSER, 140))
    expect(then.issued.map(({ limit, since }) => [limit, since])).toEqual([
      [0.9, at(180)],
      [0.5, at(180)],
    ])
    expect(then.standing?.certificate).toBe(then.issued.at(-1))
  })

  it('[GC43] a stricter one that the one look finds changes nothing', () => {
    const first = certificationOf([...TWO_LIMITS, ...looser(40, 30), ...answersFrom(90, 91)], { shadow: 130 })
    const wrongBelow = answersFrom(LOOSER, 9, (n) => anAnswerJudged(n, { score: 0.5, check: WRONG }))
    const then = continueCertification(first, wrongBelow)
    expect(then.shadow).toBeNull()
    expect(then.standing?.certificate).toEqual(first.standing?.certificate)
  })

  it('[GC44] it is renewed as soon as the answers since it was issued prove as much by themselves', () => {
    const later = answersFrom(DAY, 75)
    const before = certificationOf([...CERTIFIED, ...later.slice(0, 74)])
    expect(before.standing?.certificate.since).toBe(at(130))
    const renewed = certificationOf([...CERTIFIED, ...later])
    expect(renewed.standing?.certificate).toMatchObject({ since: at(DAY + 74), of: 75, method: 'every-look' })
    expect(renewed.standing?.answers).toBe(0)
    expect(renewed).toMatchObject({ shadow: null, trial: { found: [{ wrong: 0, of: 75 }] } })
  })

  it('[GC45] it ends after thirty days', () => {
    const until = (minutes: number) =>
      certificationOf([...CERTIFIED, anAnswerJudged(130 + minutes, { check: NOT_DUE })])
    expect(until(30 * DAY - 1).standing?.certificate.since).toBe(at(130))
    expect(until(30 * DAY)).toMatchObject({ standing: null, ended: { type: 'expired', at: at(130 + 30 * DAY) } })
  })

  it('[GC45] it ends after 5,000 answers', () => {
    const after = (count: number) =>
      certificationOf([...CERTIFIED, ...answersFrom(200, count, (n) => anAnswerJudged(n, { check: NOT_DUE }))])
    expect(after(4_999).standing?.answers).toBe(4_999)
    expect(after(5_000)).toMatchObject({ standing: null, ended: { type: 'expired', at: at(5_199) } })
  })

  it('[GC45] at its end it goes on with the limit that its own answers prove, from that end on', () => {
    const loose = certificationOf([...TWO_LIMITS, ...looser(40, 91), ...answersFrom(131, 91)])
    expect(loose.standing?.certificate.limit).toBe(0.5)
    const since = loose.standing?.certificate.since ?? at(0)
    const wrongBelow = answersFrom(300, 4, (n) => anAnswerJudged(n, { score: 0.5, check: WRONG }))
    const later = [...wrongBelow, ...answersFrom(400, 75)]
    const month = anAnswerJudged(31 * DAY, { check: NOT_DUE })
    const then = certificationOf([...TWO_LIMITS, ...looser(40, 91), ...answersFrom(131, 91), ...later, month])
    expect(then.standing?.certificate).toMatchObject({ limit: 0.9, of: 75, method: 'every-look' })
    expect(then.standing?.certificate.since).toBe(since + 30 * DAY * 60_000)
    const twoMonths = anAnswerJudged(62 * DAY, { check: NOT_DUE })
    const ended = certificationOf([...TWO_LIMITS, ...looser(40, 91), ...answersFrom(131, 91), ...later, twoMonths])
    expect(ended).toMatchObject({ standing: null, ended: { type: 'expired', at: since + 60 * DAY * 60_000 } })
  })

  it('[GC46] what came since it was issued goes on counting for the next one', () => {
    const soFar = answersFrom(DAY, 50)
    const later = answersFrom(40 * DAY, 25)
    expect(certificationOf([...CERTIFIED, ...soFar, ...later.slice(1)])).toMatchObject({
      standing: null,
      ended: { type: 'expired' },
    })
    const next = certificationOf([...CERTIFIED, ...soFar, ...later])
    expect(next).toMatchObject({ ended: null, issued: [{ of: 91 }, { of: 75, since: at(40 * DAY + 24) }] })
  })
})

/** Half of what passed is wrong. */
function badAudits(from: number, count: number) {
  return answersFrom(from, count, (n) => anAudit(n, n % 2 === 0 ? WRONG : RIGHT))
}

describe('the alarm', () => {
  it('[GC47] checks of what passed end it, with how many of them were wrong', () => {
    const { ended, standing } = certificationOf([...CERTIFIED, ...badAudits(200, 30)])
    expect(standing).toBeNull()
    expect(ended).toMatchObject({ type: 'alarm' })
    const found = ended?.type === 'alarm' ? ended : { wrong: 0, of: 0, at: at(0) }
    expect([found.wrong, found.of]).toEqual([Math.ceil(found.of / 2), found.of])
    expect(found.at).toBe(at(200 + found.of - 1))
  })

  it('[GC47] after it all begins anew, and what was found of answers before it shows nothing any more', () => {
    const heard = certificationOf([...CERTIFIED, ...badAudits(200, 30)])
    const { of = 0 } = heard.ended?.type === 'alarm' ? heard.ended : {}
    const atOnce = certificationOf([...CERTIFIED, ...badAudits(200, of)])
    expect(atOnce).toMatchObject({ trial: null, shadow: [], done: 0, scores: [] })
    const again = [...answersFrom(400, 40), ...answersFrom(440, 91)]
    expect(continueCertification(atOnce, again.slice(0, 130)).standing).toBeNull()
    expect(continueCertification(atOnce, again)).toMatchObject({ ended: null, issued: [{ of: 91 }, { of: 91 }] })
  })

  it('[GC47] what people find of answers that did not pass does not sound it', () => {
    const wrong = answersFrom(200, 100, (n) => anAnswerJudged(n, { score: 0.5, check: WRONG }))
    expect(certificationOf([...CERTIFIED, ...wrong]).standing).toMatchObject({ wrong: 0, alarm: { audits: 0 } })
  })

  it('[GC69] it does not hear what another promise let through below the limit', () => {
    const below = answersFrom(200, 100, (n) => ({ ...anAudit(n, WRONG), score: 0.89 }))
    const silent = answersFrom(300, 100, (n) => ({ ...anAudit(n, WRONG), score: null }))
    const atLimit = answersFrom(400, 3, (n) => ({ ...anAudit(n), score: 0.9 }))
    const after = certificationOf([...CERTIFIED, ...below, ...silent, ...atLimit])
    expect(after).toMatchObject({ ended: null, standing: { wrong: 0, alarm: { audits: 3 } } })
  })

  it('[GC47] nobody listens where there is no certificate', () => {
    expect(certificationOf([...PLACING, ...badAudits(40, 200)])).toMatchObject({ ended: null, issued: [] })
  })

  it('[GC48] a renewed certificate goes on listening where it was', () => {
    const before = certificationOf([...CERTIFIED, anAudit(200, WRONG)])
    const renewed = continueCertification(before, answersFrom(DAY, 400))
    expect(renewed.issued.length).toBeGreaterThan(1)
    expect(renewed.standing).toMatchObject({ wrong: 1, alarm: before.standing?.alarm })
  })
})

/** All there is: answers, audits, and answers without a score. */
function mixed(seed: number): readonly JudgedAnswer[] {
  const random = randomFrom(seed)
  const answers = drawnFrom({ sure: 0.8, wrongWhenSure: 0, wrongOtherwise: 0.3 }, 1_200, random)
  return answers.map((answer, index) => {
    if (index % 50 === 7) return { ...answer, score: null, check: WRONG }
    if (index > 700 && answer.score !== null && answer.score > 0.8) return { ...answer, ...anAuditOf(random) }
    return random() < 0.1 ? { ...answer, check: NOT_DUE } : answer
  })
}

function anAuditOf(random: () => number) {
  const isWrong = random() < 0.2
  const check = isWrong ? WRONG : RIGHT
  return { chance: 0.1, leastChance: 0.1, went: 'through', check } as const
}

it.each([1, 2, 3, 4, 5, 6])(
  '[GC50] the same events give the same in one step and in any number of steps (%d)',
  (seed) => {
    const events = mixed(seed)
    const random = randomFrom(seed)
    const whole = certificationOf(events)
    let inSteps = certificationOf([])
    for (let done = 0; done < events.length; ) {
      const step = 1 + Math.floor(random() * 40)
      inSteps = continueCertification(inSteps, events.slice(done, done + step))
      done += step
    }
    expect(inSteps).toEqual(whole)
    expect(whole.issued.length).toBeGreaterThan(0)
  },
)

it('[GC50] what was folded before stays as it was', () => {
  const before = certificationOf([...CERTIFIED, anAudit(190)])
  const same = structuredClone(before)
  continueCertification(before, [...answersFrom(DAY, 100), ...badAudits(2 * DAY, 40)])
  expect(before).toEqual(same)
})

it('[GC54] whoever works out a certificate from the same answers names it alike, and any other otherwise', () => {
  const certificate = certificationOf(CERTIFIED).issued[0]
  const again = certificationOf(CERTIFIED).issued[0]
  if (certificate === undefined || again === undefined) throw new Error('There is no certificate')
  const line = { workflow: 'desk', stage: 'sort', segment: null, basis: 'b1' }
  const digest = certificateDigest(line, certificate, sha256)
  expect(certificateDigest(line, again, sha256)).toBe(digest)
  const others = [
    certificateDigest({ ...line, segment: 'photo' }, certificate, sha256),
    certificateDigest({ ...line, basis: 'b2' }, certificate, sha256),
    certificateDigest(line, { ...certificate, limit: 0.8 }, sha256),
    certificateDigest(line, { ...certificate, since: at(1) }, sha256),
  ]
  expect(new Set([digest, ...others]).size).toBe(5)
  expect(FIVE_IN_100.risk).toBe(certificate.risk)
})
