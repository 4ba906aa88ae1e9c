import { describe, expect, it } from 'vitest'
import { createMeters } from '../../../src/adapters/telemetry/meters.ts'
import { toMetrics, toTraces } from '../../../src/adapters/telemetry/otlp-json.ts'
import { readSettings } from '../../../src/adapters/telemetry/settings.ts'
import type { Span } from '../../../src/adapters/telemetry/span.ts'
import { createSpanQueue } from '../../../src/adapters/telemetry/span-queue.ts'
import { at } from '../../support/runs.ts'

const ORIGIN = { resource: {}, version: '1.2.3' }
const SPAN: Span = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  parentId: null,
  name: 'x',
  kind: 'internal',
  start: at(0),
  end: at(1),
  attributes: { whole: 3, part: 0.5, yes: true },
  status: 'unset',
  events: [],
}

describe('meters', () => {
  it('[OT5] count together what comes beyond 2,000 lines', () => {
    const meters = createMeters(at(0))
    for (let line = 0; line < 2_100; line += 1) meters.add({ metric: 'runs', value: 1, attributes: { line } })
    meters.add({ metric: 'runs', value: 1, attributes: { line: 3 } })
    const [runs] = meters.read()
    expect(runs?.points).toHaveLength(2_001)
    expect(runs?.points[3]).toEqual({ type: 'sum', attributes: { line: 3 }, value: 2 })
    expect(runs?.points.at(-1)).toEqual({ type: 'sum', attributes: { 'otel.metric.overflow': true }, value: 100 })
  })

  it('[OT4] put each value where it belongs, the largest behind the last bound', () => {
    const meters = createMeters(at(0))
    for (const value of [0.01, 0.02, 700_000]) meters.add({ metric: 'stageDuration', value, attributes: {} })
    const body = toMetrics({ metrics: meters.read(), since: at(0), at: at(1) }, ORIGIN)
    expect(JSON.stringify(body)).toContain('"bucketCounts":["1","1","0","0","0","0","0","0","0","0","0","0","0","1"]')
    expect(JSON.stringify(body)).toContain('"count":"3"')
  })
})

describe('spans that wait', () => {
  it('[OT7] are at most 10,000; the others are dropped and counted', async () => {
    let dropped = 0
    const sent: number[] = []
    const queue = createSpanQueue(
      (spans) => ({ count: spans.length }),
      (count) => {
        dropped += count
      },
    )
    queue.put(Array.from({ length: 9_999 }, () => SPAN))
    queue.put([SPAN, SPAN, SPAN])
    expect(dropped).toBe(2)
    const post = async (body: object): Promise<'taken' | 'later'> => {
      sent.push(Number(Object.values(body)[0]))
      return sent.length < 3 ? 'taken' : 'later'
    }
    await Promise.all([queue.send(post), queue.send(async () => 'never')])
    expect(sent).toEqual([500, 500, 500])
    expect(dropped).toBe(2 + 9_000)
  })

  it('[OT6] are written as OTLP has them in JSON', () => {
    expect(JSON.stringify(toTraces([SPAN], ORIGIN))).toContain(
      '"attributes":[{"key":"whole","value":{"intValue":"3"}},{"key":"part","value":{"doubleValue":0.5}},{"key":"yes","value":{"boolValue":true}}]',
    )
  })
})

describe('the variables', () => {
  const settingsOf = (environment: Record<string, string>) => {
    const problems: string[] = []
    return { ...readSettings(environment, ({ message }) => problems.push(message)), problems }
  }

  it('[OT6] of one signal come before those of all', () => {
    expect(
      settingsOf({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/',
        OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://metrics.example/otlp',
        OTEL_EXPORTER_OTLP_TIMEOUT: '500',
        OTEL_EXPORTER_OTLP_METRICS_TIMEOUT: '700',
        OTEL_EXPORTER_OTLP_METRICS_HEADERS: 'a=b%ZZ,nothing',
        OTEL_METRIC_EXPORT_INTERVAL: '1000',
      }),
    ).toEqual({
      traces: { url: 'http://collector:4318/v1/traces', headers: {}, timeoutMs: 500 },
      metrics: { url: 'https://metrics.example/otlp', headers: { a: 'b%ZZ' }, timeoutMs: 700 },
      resource: { 'service.name': 'workcharts' },
      metricEveryMs: 1_000,
      problems: [],
    })
  })

  it('[OT6] name one signal alone, or switch one off', () => {
    const { traces, metrics } = settingsOf({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://t/x',
      OTEL_METRIC_EXPORT_INTERVAL: 'x',
    })
    expect([traces?.url, metrics]).toEqual(['http://t/x', undefined])
    const off = settingsOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://t', OTEL_TRACES_EXPORTER: 'none' })
    expect([off.traces, off.metrics?.url, off.problems]).toEqual([undefined, 'http://t/v1/metrics', []])
  })

  it.each(['secret:4318', 'file:///secret', 'no address, but a secret'])(
    '[OT6] that can not be used are named without their value: %s',
    (endpoint) => {
      const { traces, metrics, problems } = settingsOf({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })
      expect([traces, metrics]).toEqual([undefined, undefined])
      expect(problems).toHaveLength(2)
      expect(problems.join()).not.toContain('secret')
    },
  )

  it('[OT6] that ask for another protocol are told so', () => {
    const { traces, problems } = settingsOf({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://t',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    })
    expect([traces, problems]).toEqual([
      undefined,
      ['OTEL_EXPORTER_OTLP_PROTOCOL is grpc, and only http/json is spoken here: no traces are sent.'],
    ])
  })
})
