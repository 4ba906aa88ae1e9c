import { describe, expect, it } from 'vitest'
import { assumptionsAnswer } from '../../src/api/contract/assumptions.ts'
import { turnedRuns } from '../../src/api/contract/gates.ts'
import { taskDetail } from '../../src/api/contract/task-detail.ts'
import { test as testSchema } from '../../src/api/contract/tests.ts'
import { allStages } from '../../src/core/run/stage-table.ts'
import type { Message } from '../support/reviewed.ts'
import { aReviewedHouse } from '../support/reviewed.ts'
import { randomFrom } from '../support/seeded.ts'

const GATES = '/api/v1/workflows/sorted/gates'

/** Most of them are surer than 0.6 and right; of the others two in five are wrong. */
function messages(count: number, seed: number): readonly Message[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => {
    const confidence = Math.round(random() * 50 + 50) / 100
    return {
      truth: random() < 0.5 ? 'refund' : 'question',
      confidence,
      answer: confidence <= 0.6 && random() < 0.4 ? 'wrong' : 'right',
    }
  })
}

/** After so many reviews the gate is certified. */
async function aCertifiedHouse() {
  const house = aReviewedHouse('{ target_error: 0.05 }')
  await house.sortAndReview(messages(300, 1))
  return house
}

const SURE: Message = { truth: 'refund', confidence: 0.99, answer: 'right' }

describe('gates', () => {
  it('[AP364] are listed by stage with what they promise; of none that asks nothing', async () => {
    const house = aReviewedHouse('{ target_error: 0.05 }')
    expect(await house.gates()).toMatchObject({
      workflow: { id: 'sorted', name: 'Sorted messages' },
      gates: [
        {
          stage: { id: 'sort', name: 'Sort the message' },
          segment: null,
          setting: { kind: 'target-error', target: 0.05, auditRate: 0.1 },
          status: { type: 'gathering', checked: 0, needed: 240, ended: null },
          answers: 0,
        },
      ],
      together: null,
    })
    expect((await aReviewedHouse('none').gates()).gates).toEqual([])
    expect((await aReviewedHouse('{ threshold: 0.8 }').gates()).gates[0]?.setting).toEqual({
      kind: 'threshold',
      threshold: 0.8,
      auditRate: 0,
    })
  })

  it('[AP365] let nothing through before they are certified, then what is sure enough, with the certificate on its receipt', async () => {
    const house = aReviewedHouse('{ target_error: 0.05 }')
    const [before] = await house.sort([SURE])
    expect(before && allStages(before.stages)[0]?.tasks).toMatchObject([
      { reason: 'no-certificate', because: expect.stringMatching(/^How often its answers are right is not certified/) },
    ])
    if (before !== undefined) await house.review([before])
    await house.sortAndReview(messages(300, 1))
    const { chosen, presets, shadowAnswers } = await house.gate()
    expect([chosen?.status.type, shadowAnswers, presets.map(({ target }) => target)]).toEqual([
      'certified',
      200,
      [0.1, 0.05, 0.02, 0.01],
    ])
    const [after] = await house.sort([SURE])
    expect(after && allStages(after.stages)[0]?.state).toMatchObject({
      settlement: { outcome: 'succeeded', decision: null },
    })
    const digest = chosen?.status.type === 'certified' ? chosen.status.certificate.digest : ''
    const [receipt] = await house.store.latestReceipts({ limit: 1, kind: 'stage' })
    expect(JSON.parse(receipt?.line ?? '{}')).toMatchObject({
      gate: {
        target: 0.05,
        certificate: digest,
        limit: chosen?.point.limit,
        result: 'passes',
        chance: 0.1,
        least_chance: 0.1,
      },
    })
    const { together } = await house.gates()
    expect(together).toMatchObject({ stages: 1 })
    expect(together?.atMost).toBeLessThan(0.1)
  })

  it('[AP366] send everything to people again when another model answers, and say why', async () => {
    const house = await aCertifiedHouse()
    house.changeModel('house/m-2')
    const [run] = await house.sort([SURE])
    expect(run && allStages(run.stages)[0]?.tasks).toMatchObject([{ reason: 'no-certificate' }])
    if (run !== undefined) await house.review([run])
    const { current, presets } = await house.gate()
    expect(current).toBeNull()
    expect(presets[1]?.status).toMatchObject({
      type: 'gathering',
      ended: { type: 'changed', what: 'model', from: 'house/m-1', to: 'house/m-2' },
    })
    house.changeModel('house/m-1')
    const [back] = await house.sort([SURE])
    expect(back && allStages(back.stages)[0]?.state).toMatchObject({ settlement: { decision: null } })
    expect((await house.gate()).current?.status.type).toBe('certified')
  })

  it('[AP367] tell for every limit what would come of it, and which runs would have gone the other way', async () => {
    const house = await aCertifiedHouse()
    const { points, chosen } = await house.gate('?limit=0.6')
    expect(chosen?.point.limit).toBe(0.6)
    const limits = points.map(({ limit }) => limit)
    expect(limits).toEqual(limits.toSorted((low, high) => high - low))
    for (const { through, of, wrong, point } of points) {
      expect(of).toBe(Math.round(through * 300))
      expect(point).toBeCloseTo(wrong / of, 12)
    }
    const turned = await house.get(`${GATES}/sort/turned?from=0.6&to=0.8&most=5`, turnedRuns)
    const between = messages(300, 1).filter(({ confidence }) => (confidence ?? 0) >= 0.6 && (confidence ?? 0) < 0.8)
    expect(turned).toMatchObject({
      total: between.length,
      wrong: between.filter(({ answer }) => answer === 'wrong').length,
      of: 300,
    })
    expect(turned.runs).toHaveLength(5)
    expect(turned.runs.every(({ would, verdict }) => would === 'ask' && verdict !== null)).toBe(true)
    const other = await house.get(`${GATES}/sort/turned?from=0.8&to=0.6&most=1`, turnedRuns)
    expect([other.total, other.runs[0]?.would]).toEqual([turned.total, 'go-through'])
  })

  it('[AP368] have people answer before they see what was answered, where the two can be compared', async () => {
    const house = aReviewedHouse('{ target_error: 0.05 }')
    const [run] = await house.sort([{ truth: 'refund', confidence: 0.9, answer: 'wrong' }])
    const id = `${run?.id}.sort.1`
    const task = await house.get(`/api/v1/tasks/${id}`, taskDetail)
    expect(task).toMatchObject({ isBlind: true, answered: null, history: [], form: { values: {} } })
    expect(task.row.confidence).toBeNull()
    expect(task.answers.map(({ type }) => type)).toEqual(['edit', 'reject'])
    const answer = await house.answering(`/api/v1/tasks/${id}`, { type: 'approve', note: '' })
    expect(await house.refused(`/api/v1/tasks/${id}/answer`, answer)).toMatchObject({ code: 'answer-not-offered' })
    if (run !== undefined) await house.review([run])
    expect(await house.get(`/api/v1/tasks/${id}`, taskDetail)).toMatchObject({
      isBlind: false,
      answered: { outputs: [{ name: 'label', value: 'question' }] },
    })
    expect((await house.gate()).checked).toBe(1)
  })

  it('[AP369] judge each kind of answers apart, and none of an unknown kind', async () => {
    const house = aReviewedHouse('{ target_error: 0.1, segments: { input: channel, values: [web, mail] } }')
    await house.sortAndReview(messages(250, 1))
    await house.sortAndReview([{ ...SURE, channel: 'mail' }])
    expect((await house.gates()).gates).toMatchObject([
      { segment: 'web', status: { type: 'certified' }, answers: 250 },
      { segment: 'mail', status: { type: 'gathering' }, answers: 1 },
    ])
    const runs = await house.sort([SURE, { ...SURE, channel: 'mail' }, { ...SURE, channel: 'fax' }])
    const asked = runs.map(({ stages }) => allStages(stages)[0]?.tasks.find(({ reason }) => reason !== 'audit'))
    expect(asked.map((task) => task?.because)).toEqual([
      undefined,
      expect.stringMatching(/^How often/),
      'It is of none of the kinds that are judged apart, so nothing is known of it.',
    ])
    expect(await house.gate('?segment=mail')).toMatchObject({ answers: 2, checked: 1 })
    expect(await house.refused(`${GATES}/sort?segment=fax`)).toMatchObject({ status: 400, code: 'query-invalid' })
  })

  it('[AP370] tell what reviews take and cost, as far as it was entered', async () => {
    const house = await aCertifiedHouse()
    const bare = await house.gate()
    expect(bare.current).toMatchObject({ minutesEach: null, hoursPerDay: null, cost: null, breakEven: null })
    const gbp = (pounds: number) => ({ currency: 'GBP', microUnits: pounds * 1_000_000 })
    const assumed = { revision: 0, minutes: { sort: 3 }, hourly: gbp(20), perError: gbp(12) }
    const response = await house.send('/api/v1/workflows/sorted/assumptions', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(assumed),
    })
    assumptionsAnswer.parse(await response.json())
    const { current } = await house.gate()
    if (current?.perDay == null) throw new Error('Nothing is known of a day')
    const { toPeople, audits, answers } = current.perDay
    expect(answers).toBe(300)
    expect(toPeople).toBeCloseTo(300 * (1 - current.point.through), 9)
    expect(audits).toBeCloseTo(30 * current.point.through, 9)
    expect(current.hoursPerDay).toBeCloseTo(((toPeople + audits) * 3) / 60, 9)
    expect(current.breakEven).toBeCloseTo(1 - 1 / 12, 12)
    expect(current.cost?.wrong).toBeCloseTo(300 * current.point.through * (current.point.point ?? 0) * 12_000_000, 3)
    expect(current.cost?.people).toBeCloseTo((current.hoursPerDay ?? 0) * 20_000_000, 3)
    expect(current.doublingDays).toBeCloseTo(12 / 0.05 / audits, 9)
  })

  it('[AP372] let through in a test run what is really certified, and learn nothing of it', async () => {
    const house = await aCertifiedHouse()
    const tested = (confidence: number) => ({
      message: JSON.stringify(['refund', confidence, 'right']),
      channel: 'web',
    })
    const begun = await house.post('/api/v1/drafts/sorted/tests', {
      body: { text: house.text, each: [tested(0.99), tested(0.1)] },
      schema: testSchema,
    })
    const samples = async () => (await house.get(`/api/v1/tests/${begun.id}`, testSchema)).samples
    await expect.poll(async () => (await samples()).map(({ status }) => status)).toEqual(['succeeded', 'waiting'])
    expect((await house.gate()).answers).toBe(300)
  })

  it('[AP371] are asked of stages that have one', async () => {
    const house = aReviewedHouse('{ target_error: 0.05 }')
    expect(await house.refused(`${GATES}/none`)).toMatchObject({ status: 404, code: 'gate-unknown' })
    expect(await house.refused('/api/v1/workflows/none/gates')).toMatchObject({ status: 404, code: 'workflow-unknown' })
    expect((await house.send(`${GATES}/sort?target=2`)).status).toBe(400)
    expect((await house.gate('?target=0.02')).target).toBe(0.02)
  })
})
