import { describe, expect, it } from 'vitest'
import type { AttemptNote } from '../../../../src/core/run/attempt-note.ts'
import type { RunId } from '../../../../src/core/run/ids.ts'
import { retryFrom } from '../../../../src/core/run/retry-from.ts'
import { explainSettlement } from '../../../../src/core/run/view/explain-settlement.ts'
import { logLines } from '../../../../src/core/run/view/log-lines.ts'
import { retell } from '../../../../src/core/run/view/retell.ts'
import type { StageId } from '../../../../src/core/workflow/workflow.ts'
import type { TestRun } from '../../../support/runs.ts'
import {
  APPROVE,
  aCapability,
  after,
  anAnswer,
  aPlan,
  aRun,
  aStage,
  at,
  edit,
  everyRole,
  LENA,
  NOBODY,
  PERSON,
  REJECT,
  RETRY,
  TOM,
} from '../../../support/runs.ts'

/** `icon lead text [aside]` of every line after the start. */
function told(world: TestRun): readonly string[] {
  return linesOf(world).slice(1)
}

function linesOf({ run, history }: TestRun): readonly string[] {
  return logLines(retell(run.plan, history)).map(
    ({ icon, lead, text, aside }) => `${icon}: ${lead} ${text}${aside === null ? '' : ` [${aside}]`}`,
  )
}

const A = 'a' as StageId
const GATED = aStage('a', { name: 'Sort it', gate: { kind: 'threshold', threshold: 0.9 } })

describe('lines', () => {
  it('[VW10] have ids that are unique and stand in the order of the facts', () => {
    const context = {
      budgetTokens: 4000,
      usedTokens: 640,
      omitted: [],
      modules: [{ ref: 'ctx:t', title: 'Tone', sha256: 'x', tokens: 640 }],
    }
    const world = aRun(aPlan([aStage('a', { context })]))
    world.perform('a', { outputs: { label: 'refund' } }, at(2))
    const lines = logLines(retell(world.run.plan, world.history))
    expect(lines.map(({ id }) => id)).toEqual(['1.1', '3.1', '3.2', '4.1', '5.1', '6.1'])
    expect(lines.map(({ stage }) => stage)).toEqual([null, 'a', 'a', 'a', 'a', null])
    expect(lines.map((line) => line.at)).toEqual([at(0), at(2), at(2), at(2), at(2), at(2)])
  })
})

describe('the start', () => {
  it('[VW11] says who or which schedule started it', () => {
    expect(linesOf(aRun(aPlan([aStage('a')])))[0]).toBe('run: lena started this run')
    const fired = aRun(aPlan([aStage('a')]), { cause: { type: 'schedule', trigger: 'demo/daily', instant: at(0) } })
    expect(linesOf(fired)[0]).toBe('run: Schedule demo/daily started this run')
    const event = {
      type: 'event',
      trigger: 'demo/mail',
      event: 'com.example.mail',
      source: '/mail',
      id: 'm-1',
      depth: 0,
    } as const
    expect(linesOf(aRun(aPlan([aStage('a')]), { cause: event }))[0]).toBe(
      'run: Event com.example.mail started this run',
    )
  })

  it('[VW11] says from which stage an earlier run was taken up', () => {
    const plan = aPlan([GATED, aStage('b', { name: 'Answer', dependsOn: after('a') })])
    const first = aRun(plan)
    first.send({ type: 'cancel-run', by: LENA, note: '' })
    expect(linesOf(retried(first, 'a'))[0]).toBe('run: tom took up an earlier run from Sort it')
    const second = aRun(plan)
    second.perform('a')
    second.send({ type: 'cancel-run', by: LENA, note: '' })
    expect(linesOf(retried(second, 'b'))[0]).toBe('run: tom took up an earlier run from Answer [1 taken over]')
  })
})

function retried({ run }: TestRun, from: string): TestRun {
  const started = retryFrom(run, { id: 'run-2' as RunId, from: from as StageId, by: TOM, salt: 's' })
  if (!started.ok) throw new Error(started.error.code)
  return aRun(run.plan, started.value)
}

describe('tries', () => {
  it('[VW12][VW13][VW17] say who does what, what was given and how sure', () => {
    const modules = [{ ref: 'ctx:p', title: 'Refund policy', sha256: 'x', tokens: 1420 }]
    const context = { budgetTokens: 4000, usedTokens: 1420, modules, omitted: [] }
    const world = aRun(aPlan([{ ...GATED, context }]))
    world.begin('a')
    world.report('a', { type: 'answered', answer: anAnswer({ outputs: { label: 'refund' }, confidence: 0.93 }) }, at(1))
    expect(told(world)).toEqual([
      'context: Sort a message reads Refund policy [1420 tokens]',
      'running: Sort a message is doing Sort it [try 1 of 3]',
      'done: Sort a message gave refund, 93 % sure [1 min]',
      'handoff: Sort it is done and passes on refund',
      'done: The run ended as Succeeded',
    ])
  })

  it('[VW20] say what happens on the way: models, tools, and what is said', () => {
    const world = aRun(aPlan([aStage('a')]))
    world.begin('a')
    const tokens = { input: 900, output: 40, cacheRead: null, cacheWrite: null, reasoning: null }
    const notes: readonly AttemptNote[] = [
      { type: 'turn', model: 'cloud/small', tokens },
      { type: 'turn', model: 'cloud/small', tokens: null },
      { type: 'tool-called', call: '1', tool: 'Look up a row', effect: 'pure' },
      { type: 'tool-answered', call: '1', tool: 'Look up a row', isError: false },
      { type: 'tool-answered', call: '2', tool: 'Look up a row', isError: true },
      { type: 'said', text: 'Reading the file.' },
    ]
    for (const note of notes) world.send({ type: 'note-attempt', stage: 'a' as StageId, fence: 3, note })
    expect(told(world).slice(1)).toEqual([
      'note: Sort a message was answered by cloud/small [900 tokens in, 40 out]',
      'note: Sort a message was answered by cloud/small [tokens not known]',
      'running: Sort a message uses Look up a row',
      'note: Sort a message got an answer from Look up a row',
      'note: Sort a message got an error from Look up a row',
      'note: Sort a message says: Reading the file.',
    ])
  })

  it('[VW13] an exact step says nothing about sureness, an unknown one that it is unknown, one asked often how many agreed', () => {
    const exact = aRun(aPlan([aStage('a', { primary: aCapability({ confidence: 'none' }) })]))
    exact.perform('a', { summary: 'Found 1 row.', confidence: null })
    expect(told(exact)).toContain('done: Sort a message answered: Found 1 row [0 s]')
    expect(told(exact)).toContain('handoff: a is done')
    const unknown = aRun(aPlan([aStage('a')]))
    unknown.perform('a', { confidence: 'very' })
    expect(told(unknown)).toContain('done: Sort a message gave nothing, how sure is not known [0 s]')
    const asked = aRun(aPlan([aStage('a')]))
    asked.perform('a', { outputs: { label: 'refund' }, confidence: 1, agreement: { samples: 3, agreeing: 2 } })
    expect(told(asked)).toContain('done: Sort a message gave refund, 2 of 3 answers agreed [0 s]')
  })

  it('[VW12][VW13] a review says who checks and how sure they are', () => {
    const reviewer = aCapability({ name: 'Checker' })
    const world = aRun(aPlan([aStage('a', { name: 'Sort it', reviewer })]))
    world.perform('a')
    world.begin('a')
    world.report('a', { type: 'failed', error: { code: 'x', message: 'No.', reach: 'answered', cost: null } })
    world.perform('a', { confidence: 0.7 }, at(1))
    expect(told(world).slice(2, -2)).toEqual([
      'running: Checker is checking the answer of Sort it [try 1 of 3]',
      'failed: Checker gave no answer: No. [0 s]',
      'trying-again: Sort it is tried again in 0.5 s',
      'running: Checker is checking the answer of Sort it [try 2 of 3]',
      'done: Checker checked the answer: 70 % sure [0 s]',
    ])
  })

  it('[VW14] a failed, lost or late try says what happened', () => {
    const world = aRun(aPlan([GATED]))
    world.begin('a')
    world.report(
      'a',
      { type: 'failed', error: { code: 'x', message: 'It broke.', reach: 'answered', cost: null } },
      at(1),
    )
    const fence = world.begin('a', at(2))
    world.send({ type: 'lose-attempt', stage: A, fence, jitter: 0 }, at(3))
    world.send(
      {
        type: 'report-attempt',
        stage: A,
        fence,
        salt: '',
        jitter: 0,
        coin: 0,
        result: { type: 'answered', answer: anAnswer() },
      },
      at(4),
    )
    expect(told(world)).toEqual([
      'running: Sort a message is doing Sort it [try 1 of 3]',
      'failed: Sort a message gave no answer: It broke. [1 min]',
      'trying-again: Sort it is tried again in 0.5 s',
      'running: Sort a message is doing Sort it [try 2 of 3]',
      'failed: Sort a message was interrupted: the program stopped while this was being done. [1 min]',
      'trying-again: Sort it is tried again in 0 s',
      'note: Sort a message answered after its try was over, which changes nothing',
    ])
  })
})

describe('tasks', () => {
  it('[VW15] say who is asked and what people do before they answer', () => {
    const onBreach = [{ afterMs: 60_000, to: ['human:ines', 'human:mei'] }]
    const escalation = {
      to: ['human:lena', 'human:tom'],
      slaMs: 3_600_000,
      onBreach: [...onBreach, { afterMs: 120_000, to: ['human:ada'] }],
    }
    const world = aRun(aPlan([{ ...GATED, escalation }]))
    world.send({ type: 'request-check', stage: A, by: TOM, note: '' })
    world.perform('a')
    const { id: task } = world.openTask('a')
    world.send({ type: 'claim-task', task, as: everyRole(TOM) })
    world.send({ type: 'release-task', task, as: everyRole(TOM) })
    world.send({ type: 'reassign-task', task, as: everyRole(LENA), to: ['human:tom'], note: 'He knows.' })
    world.send({ type: 'comment-task', task, as: everyRole(TOM), text: 'Which order?' })
    for (const minute of [60, 61, 62]) world.send({ type: 'time-passed', jitter: 0 }, at(minute))
    world.send({ type: 'cancel-run', by: LENA, note: '' }, at(63))
    expect(told(world)).toEqual([
      'person: tom asked to see the next answer of Sort it',
      'running: Sort a message is doing Sort it [try 1 of 3]',
      'done: Sort a message gave nothing, 90 % sure [0 s]',
      'awaiting-approval: lena and tom asked: A person asked to see this answer. [due in 1 h]',
      'person: tom took Sort it',
      'person: tom gave Sort it back',
      'person: lena passed Sort it to tom: He knows.',
      'note: tom wrote: Which order?',
      'overdue: Sort it is past its deadline',
      'overdue: Sort it still waits; ines and mei were added',
      'overdue: Sort it still waits; ada was added',
      'canceled: lena canceled the run',
      'canceled: Sort it no longer waits for anybody',
      'canceled: Sort it was canceled: lena canceled the run.',
      'canceled: The run ended as Canceled',
    ])
  })

  it('[TA34] tells who was reminded, and how long is left', () => {
    const escalation = { to: ['human:ines', 'human:mei'], slaMs: 3_600_000, remindMs: 600_000, onBreach: [] }
    const world = aRun(aPlan([aStage('a', { name: 'Sort it', primary: NOBODY, escalation })]))
    world.send({ type: 'time-passed', jitter: 0 }, at(50))
    expect(told(world).at(-1)).toBe('awaiting-approval: ines and mei were reminded of Sort it [due in 10 min]')
    const { id: task } = world.openTask('a')
    world.send({ type: 'reassign-task', task, as: everyRole(LENA), to: ['human:tom'], note: '' }, at(51))
    expect(world.openTask('a')).toMatchObject({ remindedAt: at(50) })
    const alone = aRun(aPlan([aStage('a', { name: 'Sort it', primary: PERSON, escalation })]))
    alone.send({ type: 'time-passed', jitter: 0 }, at(50))
    expect(told(alone).at(-1)).toBe('awaiting-approval: lena was reminded of Sort it [due in 10 min]')
  })

  it('[VW15] an audit has no deadline', () => {
    const gate = { kind: 'threshold', threshold: 0.5, auditRate: 1 } as const
    const world = aRun(aPlan([aStage('a', { gate })]))
    world.perform('a')
    expect(told(world).filter((line) => line.startsWith('awaiting-approval'))).toEqual([
      'awaiting-approval: anyone asked: A sample of the answers that pass is looked at by a person.',
    ])
  })

  it.each([
    [APPROVE, 'person: lena approved the answer as it is [5 min]'],
    [edit({ amount: 21, why: 'faulty' }), 'person: lena edited and approved: amount 21, was 25 and why faulty [5 min]'],
    [edit({ amount: 25 }), 'person: lena approved the answer as it is [5 min]'],
    [REJECT, 'rejected: lena rejected it: No. [5 min]'],
    [RETRY, 'trying-again: lena asked for another try: Look again. [5 min]'],
  ])('[VW16] the answer %j is told', (answer, line) => {
    const world = aRun(aPlan([GATED]))
    world.perform('a', { outputs: { amount: 25 }, confidence: 0.5 })
    world.answer('a', answer, at(5))
    expect(told(world)).toContain(line)
  })

  it.each([
    [APPROVE, 'person: lena approved [5 min]'],
    [edit({ amount: 21 }), 'person: lena answered 21 [5 min]'],
  ])('[VW16] what a person did alone is told: %j', (answer, line) => {
    const world = aRun(aPlan([aStage('a', { primary: PERSON })]))
    world.answer('a', answer, at(5))
    expect(told(world)).toContain(line)
  })
})

describe('ends', () => {
  it('[VW17] need no explanation where a stage was done', () => {
    const settlement = { outcome: 'succeeded', output: 2, confidence: null, source: 'none', decision: null } as const
    expect(explainSettlement(aPlan([]), settlement)).toBeNull()
  })

  it('[VW17] say why a stage was skipped, failed or rejected', () => {
    const world = aRun(
      aPlan([
        aStage('no', { name: 'Not now', when: 'false' }),
        aStage('after', { name: 'Later', dependsOn: after('no') }),
        aStage('bad', { name: 'Bad', onError: 'fail', retry: { ...GATED.retry, maximumAttempts: 1 } }),
        aStage('ask', { name: 'Ask', primary: PERSON }),
        aStage('mute', { name: 'Mute', primary: PERSON }),
      ]),
    )
    world.fail('bad')
    world.answer('ask', REJECT)
    world.answer('mute', { type: 'reject', note: '' })
    expect(told(world).filter((line) => !/^(running|awaiting)/.test(line))).toEqual([
      'skipped: Not now was skipped: Its condition was false.',
      'skipped: Later was skipped: Not now before it was skipped.',
      'failed: Sort a message gave no answer: It ended with 1. [0 s]',
      'failed: Bad failed: It ended with 1.',
      'rejected: lena rejected it: No. [0 s]',
      'rejected: Ask was rejected: lena rejected it: No.',
      'rejected: lena rejected it [0 s]',
      'rejected: Mute was rejected: lena rejected it.',
      'failed: The run ended as Failed',
    ])
  })

  it('[VW17] say that nobody knows where something may have happened', () => {
    const world = aRun(aPlan([aStage('a', { name: 'Send it', effect: 'once-or-ask' })]))
    world.begin('a')
    world.send({ type: 'cancel-run', by: LENA, note: 'Wrong customer.' })
    expect(told(world).slice(1, 3)).toEqual([
      'canceled: lena canceled the run: Wrong customer.',
      'canceled: Send it was canceled: lena canceled the run while this was being done. Whether it happened is not known.',
    ])
  })

  it('[VW18] tell who paused and resumed, and how the run ended', () => {
    const world = aRun(aPlan([aStage('a')], { outputs: { label: '${{ stages.a.outputs.label }}' } }))
    world.send({ type: 'pause-run', by: TOM })
    world.send({ type: 'resume-run', by: TOM })
    world.perform('a', { outputs: { label: 'refund' } })
    expect(told(world).slice(0, 2)).toEqual([
      'paused: tom paused the run: nothing more starts',
      'run: tom resumed the run',
    ])
    expect(told(world).at(-1)).toBe('done: The run ended as Succeeded and gave refund')
    const broken = aRun(aPlan([aStage('a')], { outputs: { label: '${{ stages.a.outputs.label }}' } }))
    broken.perform('a')
    expect(told(broken).at(-1)).toMatch(/^failed: The run failed: ./)
    broken.send({ type: 'erase-run', by: TOM })
    expect(told(broken).at(-1)).toBe('note: tom erased what this run was given, gave and was told')
  })
})
