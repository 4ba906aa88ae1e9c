import { createHash } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMemoryStore } from '../../../src/adapters/memory/memory-store.ts'
import { createGauges } from '../../../src/adapters/telemetry/gauges.ts'
import { readSettings } from '../../../src/adapters/telemetry/settings.ts'
import { startTelemetry } from '../../../src/adapters/telemetry/start-telemetry.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import { openTelemetry } from '../../../src/open-telemetry.ts'
import type { Script } from '../../support/engine.ts'
import { answered, aWorld, finished, runThat, SYSTEM_CLOCK, startOf } from '../../support/engine.ts'
import type { OtlpReceiver } from '../../support/otlp-receiver.ts'
import { anOtlpReceiver } from '../../support/otlp-receiver.ts'
import { aCapability, after, anAnswer, anError, aPlan, aStage, LENA, PERSON } from '../../support/runs.ts'

const TOKENS = { input: 120, output: 30, cacheRead: 10, cacheWrite: null, reasoning: null }
const AGENT = aCapability({
  ref: 'agent:sorter',
  run: { type: 'agent', connection: 'claude', model: 'sonnet', maximumTurns: 3 },
})
const PLAN = aPlan([
  aStage('sort', { primary: AGENT, gate: { kind: 'threshold', threshold: 0.5 } }),
  aStage('file', { dependsOn: after('sort') }),
  aStage('decide', { primary: PERSON, dependsOn: after('file') }),
])

/** The agent takes a turn, a tool and another turn; the builtin answers. */
const script: Script = async ({ stage, record }) => {
  if (stage !== 'sort') return answered({ text: 'SECRET-PAYLOAD' })
  await record({ type: 'turn', model: 'claude/sonnet', tokens: TOKENS })
  await record({ type: 'said', text: 'SECRET-WORDS' })
  const model = { name: 'claude/sonnet-4', tokens: TOKENS }
  return { type: 'answered', answer: anAnswer({ outputs: { text: 'SECRET-PAYLOAD' }, model }) }
}

interface TellingOptions {
  readonly script?: Script
  readonly environment?: Record<string, string>
  readonly store?: ReturnType<typeof createMemoryStore>
  readonly prefix?: string
}

/** A world whose telemetry sends when the test says so. */
async function telling(receiver: Pick<OtlpReceiver, 'url'>, options: TellingOptions = {}) {
  const store = options.store ?? createMemoryStore()
  const world = aWorld({ script: options.script ?? script, store, prefix: options.prefix ?? 'id' })
  const problems: unknown[] = []
  const wakes = new Map<'traces' | 'metrics', () => void>()
  const alarmFor = (signal: 'traces' | 'metrics') => ({
    set: (_: unknown, wake: () => void) => void wakes.set(signal, wake),
    close: () => undefined,
  })
  const telemetry = await startTelemetry({
    settings: readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...options.environment }, (error) =>
      problems.push(error),
    ),
    version: '1.2.3',
    reader: world.store,
    gauges: createGauges(world.store),
    clock: SYSTEM_CLOCK,
    alarms: { traces: alarmFor('traces'), metrics: alarmFor('metrics') },
    onProblem: (error) => problems.push(error),
  })
  world.engine.onCommit(telemetry.ring)
  onTestFinished(() => world.engine.close())
  return { world, telemetry, problems, send: (signal: 'traces' | 'metrics') => wakes.get(signal)?.() }
}

async function oneRun({ world }: Awaited<ReturnType<typeof telling>>, id = 'run-7' as RunId): Promise<RunId> {
  await startOf(world, PLAN, id)
  await runThat(world, id, (run) => run.stages.counts['awaiting-approval'] > 0)
  await world.engine.command(id, { type: 'cancel-run', by: LENA, note: 'SECRET-NOTE' })
  await finished(world, id)
  return id
}

const digits = (text: string, count: number): string => createHash('sha256').update(text).digest('hex').slice(0, count)

describe('what a collector is told', () => {
  it('[OT1][OT3] a run as a tree of spans, with what the conventions name and nothing that is private', async () => {
    await using receiver = await anOtlpReceiver()
    const told = await telling(receiver)
    await oneRun(told)
    await told.telemetry.close()
    const byName = new Map(receiver.spans.map((span) => [span.name, span]))
    const parentOf = (name: string) =>
      receiver.spans.find(({ spanId }) => spanId === byName.get(name)?.parentSpanId)?.name
    expect([...byName.keys()].toSorted()).toEqual([
      'chat sonnet',
      'execute_tool skill:sort',
      'invoke_agent agent:sorter',
      'invoke_workflow demo',
      'stage decide',
      'stage file',
      'stage sort',
      'wait for a person',
    ])
    expect([...byName.keys()].map((name) => [name, parentOf(name)])).toEqual(
      expect.arrayContaining([
        ['invoke_workflow demo', undefined],
        ['stage sort', 'invoke_workflow demo'],
        ['invoke_agent agent:sorter', 'stage sort'],
        ['chat sonnet', 'invoke_agent agent:sorter'],
        ['execute_tool skill:sort', 'stage file'],
        ['wait for a person', 'stage decide'],
      ]),
    )
    expect(byName.get('invoke_agent agent:sorter')).toMatchObject({
      kind: 3,
      attributes: {
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.agent.name': 'agent:sorter',
        'gen_ai.provider.name': 'claude',
        'gen_ai.request.model': 'sonnet',
        'gen_ai.response.model': 'sonnet-4',
        'gen_ai.usage.input_tokens': '120',
        'gen_ai.usage.output_tokens': '30',
        'gen_ai.usage.cache_read.input_tokens': '10',
        'workcharts.attempt.number': '1',
        'workcharts.outcome': 'answered',
      },
    })
    expect(byName.get('invoke_workflow demo')).toMatchObject({
      kind: 1,
      status: { code: 0 },
      attributes: { 'gen_ai.workflow.name': 'demo', 'workcharts.run.id': 'run-7', 'workcharts.outcome': 'canceled' },
    })
    expect(byName.get('stage sort')?.events).toEqual([
      {
        name: 'gen_ai.evaluation.result',
        attributes: { 'gen_ai.evaluation.name': expect.any(String), 'gen_ai.evaluation.score.value': 0.9 },
      },
    ])
    expect(receiver.bodies.join('')).not.toMatch(/SECRET|lena|Lena/)
    expect(told.problems).toEqual([])
  })

  it('[OT1] times are those of the facts, and a span ends no sooner than what it holds', async () => {
    await using receiver = await anOtlpReceiver()
    const told = await telling(receiver)
    const run = await oneRun(told)
    await told.telemetry.close()
    const facts = (await told.world.store.history(run, { after: 0, also: [] })).map(({ event }) => event.at)
    const root = receiver.spans.find(({ parentSpanId }) => parentSpanId === undefined)
    expect(root).toMatchObject({
      startTimeUnixNano: `${facts[0]}000000`,
      endTimeUnixNano: `${facts.at(-1)}000000`,
    })
    for (const span of receiver.spans) {
      const parent = receiver.spans.find(({ spanId }) => spanId === span.parentSpanId)
      expect(BigInt(span.endTimeUnixNano) <= BigInt(parent?.endTimeUnixNano ?? span.endTimeUnixNano)).toBe(true)
      expect(BigInt(span.startTimeUnixNano) <= BigInt(span.endTimeUnixNano)).toBe(true)
    }
  })

  it('[OT1] an attempt that failed or was lost says so, and the next has a number of its own', async () => {
    await using receiver = await anOtlpReceiver()
    const failing: Script = ({ attempt }) =>
      attempt === 1 ? { type: 'failed', error: anError({ message: 'SECRET-MESSAGE' }) } : answered()
    const told = await telling(receiver, { script: failing })
    const retry = {
      maximumAttempts: 3,
      initialIntervalMs: 1,
      backoffCoefficient: 1,
      maximumIntervalMs: 1,
      nonRetryable: [],
    }
    await told.world.engine.recover()
    const { id } = await startOf(told.world, aPlan([aStage('a', { retry })]))
    await finished(told.world, id)
    await told.telemetry.close()
    const attempts = receiver.spans.filter(({ name }) => name.startsWith('execute_tool'))
    expect(
      attempts.map(({ status, attributes }) => [
        status.code,
        attributes['error.type'],
        attributes['workcharts.attempt.number'],
      ]),
    ).toEqual([
      [2, 'command-failed', '1'],
      [0, undefined, '2'],
    ])
    expect(receiver.spans.find(({ name }) => name.startsWith('invoke_workflow'))?.status).toEqual({ code: 1 })
    expect(receiver.bodies.join('')).not.toContain('SECRET')
  })

  it('[OT2] a program that is started again goes on with the same trace', async () => {
    await using receiver = await anOtlpReceiver()
    const store = createMemoryStore()
    const first = await telling(receiver, { store })
    const id = 'run-9' as RunId
    await startOf(first.world, PLAN, id)
    await runThat(first.world, id, (run) => run.stages.counts['awaiting-approval'] > 0)
    await first.telemetry.close()
    expect(receiver.spans.some(({ name }) => name === 'stage decide')).toBe(false)
    const begun = (await store.history(id, { after: 0, also: [] })).find(
      ({ event }) => 'stage' in event && event.stage === 'decide',
    )
    const second = await telling(receiver, { store, prefix: 'second' })
    await second.world.engine.command(id, { type: 'cancel-run', by: LENA, note: '' })
    await second.telemetry.close()
    expect(new Set(receiver.spans.map(({ traceId }) => traceId))).toEqual(new Set([digits(`trace ${id}`, 32)]))
    expect(new Set(receiver.spans.map(({ spanId }) => spanId)).size).toBe(receiver.spans.length)
    expect(receiver.spans.find(({ name }) => name === 'invoke_workflow demo')?.spanId).toBe(
      digits(`span ${id} run`, 16),
    )
    expect(receiver.spans.find(({ name }) => name === 'stage decide')).toMatchObject({
      parentSpanId: digits(`span ${id} run`, 16),
      startTimeUnixNano: `${begun?.event.at}000000`,
    })
  })

  it('[OT4] counts what ended, and tells what is', async () => {
    await using receiver = await anOtlpReceiver()
    const told = await telling(receiver)
    await oneRun(told)
    await startOf(told.world, aPlan([aStage('late', { primary: PERSON })]))
    await told.telemetry.close()
    const measured = (metric: string, attributes: object = {}) =>
      receiver.points.find((point) => point.metric === metric && matches(point.attributes, attributes))?.value
    expect(measured('workcharts.runs', { 'workcharts.outcome': 'canceled' })).toBe(1)
    expect(measured('workcharts.stages', { 'workcharts.outcome': 'succeeded' })).toBe(2)
    expect(measured('workcharts.gate.results', { 'workcharts.gate.result': 'passed' })).toBe(1)
    expect(measured('gen_ai.client.token.usage', { 'gen_ai.token.type': 'input' })).toBe(120)
    expect(measured('gen_ai.client.token.usage', { 'gen_ai.token.type': 'output' })).toBe(30)
    expect(measured('workcharts.tasks.open')).toBe(1)
    expect(measured('workcharts.tasks.overdue')).toBe(0)
    expect(measured('workcharts.loop.delay')).toEqual(expect.any(Number))
    const durations = receiver.points.find(
      (point) => point.metric === 'workcharts.stage.duration' && point.attributes['workcharts.outcome'] === 'succeeded',
    )
    expect(durations?.buckets.reduce((sum, count) => sum + count, 0)).toBe(2)
  })

  it('[OT4] an answer that is not sure enough is one that its gate sent to a person', async () => {
    await using receiver = await anOtlpReceiver()
    const told = await telling(receiver, { script: () => answered() })
    const gate = { kind: 'threshold', threshold: 0.95 } as const
    const { id } = await startOf(told.world, aPlan([aStage('a', { gate })]))
    await runThat(told.world, id, (run) => run.stages.counts['awaiting-approval'] > 0)
    await told.telemetry.close()
    expect(receiver.points.filter(({ metric }) => metric === 'workcharts.gate.results')).toMatchObject([
      { attributes: { 'workcharts.gate.result': 'low-confidence' }, value: 1 },
    ])
  })
})

function matches(attributes: Readonly<Record<string, unknown>>, wanted: object): boolean {
  return Object.entries(wanted).every(([name, value]) => attributes[name] === value)
}

describe('sending', () => {
  it('[OT6] goes where the variables say, with their headers and as what they call it', async () => {
    await using receiver = await anOtlpReceiver()
    const told = await telling(receiver, {
      environment: {
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc,x-team=ops',
        OTEL_SERVICE_NAME: 'charts',
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
      },
    })
    await oneRun(told)
    told.send('traces')
    told.send('metrics')
    await expect.poll(() => [receiver.resources.length > 0, receiver.points.length > 0]).toEqual([true, true])
    await told.telemetry.close()
    expect(receiver.headers[0]).toMatchObject({
      authorization: 'Bearer abc',
      'x-team': 'ops',
      'content-type': 'application/json',
    })
    expect(receiver.resources[0]).toEqual({ 'service.name': 'charts', 'deployment.environment.name': 'test' })
  })

  it('[OT7] is tried again where that may help, and dropped and counted where not', async () => {
    await using receiver = await anOtlpReceiver()
    const told = await telling(receiver)
    receiver.answer = 503
    await oneRun(told)
    told.send('traces')
    await expect.poll(() => receiver.bodies.length).toBe(1)
    receiver.answer = 200
    await expect
      .poll(() => {
        told.send('traces')
        return receiver.spans.length
      })
      .toBe(8)
    receiver.answer = 400
    await oneRun(told, 'run-8' as RunId)
    await told.telemetry.close()
    expect(receiver.spans.length).toBe(8)
    const dropped = receiver.points.find(({ metric }) => metric === 'workcharts.telemetry.dropped')
    expect(dropped).toMatchObject({ attributes: { 'workcharts.telemetry.signal': 'traces' }, value: 8 })
  })

  it('[OT7] a collector that hangs or is not there changes nothing for runs, and closing waits a second at most', async () => {
    const receiver = await anOtlpReceiver()
    const told = await telling(receiver)
    receiver.answer = 'hang'
    await oneRun(told)
    told.send('traces')
    await expect.poll(() => receiver.bodies.length).toBe(1)
    await oneRun(told, 'run-8' as RunId)
    const begun = performance.now()
    await told.telemetry.close()
    expect(performance.now() - begun).toBeLessThan(9_000)
    await receiver[Symbol.asyncDispose]()
    const gone = await telling(receiver)
    await oneRun(gone)
    await gone.telemetry.close()
    expect([told.problems, gone.problems]).toEqual([[], []])
  })
})

describe('without a collector', () => {
  it('[OT8] nothing begins, and closing is nothing', async () => {
    const world = aWorld()
    let listeners = 0
    const engine = {
      onCommit: () => {
        listeners += 1
        return () => undefined
      },
    }
    const parts = { reader: world.store as never, engine, onProblem: () => undefined }
    for (const environment of [
      {},
      { OTEL_EXPORTER_OTLP_ENDPOINT: '' },
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_SDK_DISABLED: 'true' },
    ]) {
      const telemetry = openTelemetry({ environment } as never, parts)
      await telemetry.begin()
      await telemetry.close()
    }
    expect(listeners).toBe(0)
  })
})
