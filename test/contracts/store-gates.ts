import { describe, expect, it } from 'vitest'
import { known } from '../../src/core/basics/known.ts'
import type { GateAnswer } from '../../src/core/receipt/gate-evidence.ts'
import type { StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import type { GateAppend, GateLine } from '../../src/engine/gate-row.ts'
import type { RunRow, Transition } from '../../src/engine/store.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { aChange, aNewRun, minute, runId, SUPPORT_DESK } from '../support/rows.ts'

const CLASSIFY = 'classify' as StageId
const REPLY = 'reply' as StageId
const ORDERS = 'orders' as WorkflowId

const LINE: GateLine = {
  workflow: SUPPORT_DESK,
  stage: CLASSIFY,
  segment: null,
  digest: 'b1',
  basis: { performer: 'skill:sort', models: ['m-1'], skill: 's1', reviewer: null, stage: 't1' },
}

function answerOf(run: number, over: Partial<GateAnswer> = {}): GateAnswer {
  return {
    run: runId(run),
    at: minute(run),
    score: 0.9,
    chance: 0.1,
    leastChance: 0.1,
    went: 'through',
    look: { type: 'open' },
    second: null,
    ...over,
  }
}

function answered(run: number, over: Partial<GateAnswer> = {}, line: GateLine = LINE): GateAppend {
  return { line, change: { type: 'answer', answer: answerOf(run, over) } }
}

function found(verdict: 'right' | 'wrong', at = 30, stage = CLASSIFY): GateAppend {
  return { stage, change: { type: 'looked', look: { type: 'done', at: minute(at), verdict } } }
}

function foundAgain(verdict: 'right' | 'wrong', stage = CLASSIFY): GateAppend {
  return { stage, change: { type: 'second', verdict } }
}

function judged(run: number, gate: readonly GateAppend[], row: Partial<RunRow> = {}): Transition {
  return aNewRun({ id: runId(run), ...row }, { gate })
}

function later(run: number, gate: readonly GateAppend[], expected = 1): Transition {
  return aChange(expected, { id: runId(run) }, { gate })
}

async function answersOf(store: WholeStore, line: GateLine = LINE, after = 0) {
  const lines = await store.listGateLines(line.workflow, line.stage)
  const { key } = known(lines.find(({ digest, segment }) => digest === line.digest && segment === line.segment))
  return await store.gateAnswers(key, after)
}

/** What a store tells of the answers of gates. */
export function describeGateStore(name: string, open: () => WholeStore): void {
  describe(`${name}, lines of answers`, () => {
    it('[ST128] keeps a line once, and lists those of a stage, the one that answered last first', async () => {
      const store = open()
      const newer = { ...LINE, digest: 'b2', basis: { ...LINE.basis, models: ['m-2'], reviewer: 'r1' } }
      await store.append([judged(1, [answered(1)]), judged(2, [answered(2)]), judged(3, [answered(3, {}, newer)])])
      const lines = await store.listGateLines(SUPPORT_DESK, CLASSIFY)
      expect(lines.map(({ key: _, ...line }) => line)).toEqual([
        { ...newer, lastAt: minute(3) },
        { ...LINE, lastAt: minute(2) },
      ])
      expect(new Set(lines.map(({ key }) => key)).size).toBe(2)
      expect(await answersOf(store)).toHaveLength(2)
      await store.append([judged(5, [answered(5)]), judged(4, [answered(4)])])
      const after = await store.listGateLines(SUPPORT_DESK, CLASSIFY)
      expect(after.map(({ digest, lastAt }) => [digest, lastAt])).toEqual([
        [LINE.digest, minute(5)],
        [newer.digest, minute(3)],
      ])
      expect(await store.listGateLines(SUPPORT_DESK, REPLY)).toEqual([])
    })

    it('[ST128] tells lines apart by workflow, stage, kind and basis, and no kind from one without a name', async () => {
      const store = open()
      const lines: readonly GateLine[] = [
        LINE,
        { ...LINE, segment: '' },
        { ...LINE, segment: 'photo' },
        { ...LINE, digest: 'b2' },
        { ...LINE, stage: REPLY },
      ]
      const elsewhere = { ...LINE, workflow: ORDERS }
      await store.append([
        ...lines.map((line, index) => judged(index + 1, [answered(index + 1, {}, line)])),
        judged(9, [answered(9, {}, elsewhere)], { workflow: ORDERS }),
      ])
      for (const [index, line] of lines.entries())
        expect((await answersOf(store, line)).map(({ answer }) => answer.run)).toEqual([runId(index + 1)])
      expect((await answersOf(store, elsewhere)).map(({ answer }) => answer.run)).toEqual([runId(9)])
      expect(await store.listGateLines(SUPPORT_DESK, CLASSIFY)).toHaveLength(4)
    })
  })

  describe(`${name}, answers of gates`, () => {
    it('[ST129] gives back all that was written of an answer', async () => {
      const store = open()
      const answers: readonly Partial<GateAnswer>[] = [
        {},
        { score: null, chance: 1, leastChance: 1, went: 'to-people', look: { type: 'lost', at: minute(8) } },
        { look: { type: 'not-due' }, chance: 0, leastChance: 0 },
        { look: { type: 'done', at: minute(7), verdict: 'right' }, score: 0 },
        { look: { type: 'done', at: minute(9), verdict: 'wrong' }, score: 1 },
      ]
      await store.append(answers.map((over, index) => judged(index + 1, [answered(index + 1, over)])))
      expect((await answersOf(store)).map(({ answer }) => answer)).toEqual(
        answers.map((over, index) => answerOf(index + 1, over)),
      )
    })

    it('[ST129] does not write an answer twice', async () => {
      const store = open()
      await store.append([judged(1, [answered(1)])])
      const before = await answersOf(store)
      await store.append([later(1, [answered(1, { score: 0.1 })])])
      expect(await answersOf(store)).toEqual(before)
    })

    it('[ST129] keeps nothing of a change that is stale', async () => {
      const store = open()
      await store.append([judged(1, [answered(1)])])
      const before = await answersOf(store)
      await store.append([later(1, [found('wrong')], 7), judged(1, [answered(1, {}, { ...LINE, digest: 'b2' })])])
      expect(await answersOf(store)).toEqual(before)
      expect(await store.listGateLines(SUPPORT_DESK, CLASSIFY)).toHaveLength(1)
    })

    it('[ST130] numbers what is written of a line ever higher, and gives what came after a number in that order', async () => {
      const store = open()
      const other = { ...LINE, segment: 'photo' }
      await store.append([judged(1, [answered(1)]), judged(2, [answered(2)]), judged(3, [answered(3, {}, other)])])
      const first = await answersOf(store)
      expect(first.map(({ answer }) => answer.run)).toEqual([runId(1), runId(2)])
      const { change } = known(first.at(-1))
      expect(await answersOf(store, LINE, change)).toEqual([])
      await store.append([later(1, [found('right')]), judged(4, [answered(4)])])
      const since = await answersOf(store, LINE, change)
      expect(since.map(({ answer }) => answer.run)).toEqual([runId(1), runId(4)])
      expect(new Set([...first, ...since].map((row) => row.change)).size).toBe(4)
      expect((await answersOf(store)).map(({ answer }) => answer.run)).toEqual([runId(2), runId(1), runId(4)])
      expect(await answersOf(store, other)).toHaveLength(1)
    })

    it('[ST131] writes what a check found with its answer, and no second finding over it', async () => {
      const store = open()
      await store.append([judged(1, [answered(1)]), judged(2, [answered(2)])])
      await store.append([later(1, [found('wrong', 30)]), later(2, [found('right', 31)])])
      await store.append([later(1, [found('right', 40)], 2)])
      const byRun = new Map((await answersOf(store)).map(({ answer }) => [answer.run, answer.look]))
      expect(byRun.get(runId(1))).toEqual({ type: 'done', at: minute(30), verdict: 'wrong' })
      expect(byRun.get(runId(2))).toEqual({ type: 'done', at: minute(31), verdict: 'right' })
    })

    it('[ST131] writes it to the run and the stage that it is of, in the line that has the answer', async () => {
      const store = open()
      const reply = { ...LINE, stage: REPLY }
      const photo = { ...LINE, segment: 'photo' }
      await store.append([
        judged(1, [answered(1), answered(1, {}, reply)]),
        judged(2, [answered(2, {}, photo)]),
        judged(3, [answered(3)]),
      ])
      await store.append([
        later(1, [found('wrong')]),
        later(2, [foundAgain('right')]),
        later(3, [found('wrong', 9, REPLY)]),
      ])
      const first = (line: GateLine) => answersOf(store, line).then((rows) => rows.map(({ answer }) => answer))
      expect(await first(LINE)).toEqual([
        answerOf(3),
        answerOf(1, { look: { type: 'done', at: minute(30), verdict: 'wrong' } }),
      ])
      expect(await first(reply)).toEqual([answerOf(1)])
      expect(await first(photo)).toEqual([answerOf(2, { second: 'right' })])
    })

    it('[ST132] writes what a second look found beside the first', async () => {
      const store = open()
      await store.append([judged(1, [answered(1)])])
      await store.append([later(1, [found('right')])])
      const { change } = known((await answersOf(store))[0])
      await store.append([later(1, [foundAgain('wrong')], 2)])
      expect(await answersOf(store, LINE, change)).toHaveLength(1)
      expect((await answersOf(store)).map(({ answer }) => answer)).toEqual([
        answerOf(1, { look: { type: 'done', at: minute(30), verdict: 'right' }, second: 'wrong' }),
      ])
    })

    it('[ST133] lists the answers that would turn at another limit, the last written first, with the titles of their runs', async () => {
      const store = open()
      const scores = [0.7, 0.8, 0.85, 0.9, null]
      await store.append(
        scores.map((score, index) => judged(index + 1, [answered(index + 1, { score })], { title: `order ${index}` })),
      )
      const [line] = await store.listGateLines(SUPPORT_DESK, CLASSIFY)
      const turned = (most: number) => store.turnedAnswers({ line: known(line).key, from: 0.7, to: 0.9, most })
      expect((await turned(9)).map(({ run, title, answer }) => [run, title, answer.score])).toEqual([
        [runId(3), 'order 2', 0.85],
        [runId(2), 'order 1', 0.8],
        [runId(1), 'order 0', 0.7],
      ])
      expect((await turned(2)).map(({ run }) => run)).toEqual([runId(3), runId(2)])
    })

    it('[ST134] has a secret of 256 bits, and always the same', async () => {
      const store = open()
      const secret = await store.auditSecret()
      expect(secret).toMatch(/^[0-9a-f]{64}$/)
      await store.append([judged(1, [answered(1)])])
      expect(await store.auditSecret()).toBe(secret)
    })
  })
}
