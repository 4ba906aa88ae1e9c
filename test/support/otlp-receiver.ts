import { once } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

interface ReceivedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly status: { readonly code: number }
  /** By name, as their values. */
  readonly attributes: Readonly<Record<string, unknown>>
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[]
}

interface ReceivedPoint {
  readonly metric: string
  readonly kind: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly value: unknown
  readonly buckets: readonly number[]
}

/** A collector that decodes OTLP in JSON from a socket. */
export interface OtlpReceiver extends AsyncDisposable {
  readonly url: string
  readonly spans: ReceivedSpan[]
  /** Of the last time. */
  readonly points: ReceivedPoint[]
  readonly resources: unknown[]
  readonly headers: IncomingHttpHeaders[]
  readonly bodies: string[]
  /** What it answers to spans from now on; `hang`: nothing, and neither to metrics. */
  answer: number | 'hang'
}

const OK = 200

interface Pair {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

export async function anOtlpReceiver(): Promise<OtlpReceiver> {
  const server = createServer((request, response) => void take(receiver, request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const receiver: OtlpReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: [],
    points: [],
    resources: [],
    headers: [],
    bodies: [],
    answer: 200,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return receiver
}

async function take(receiver: OtlpReceiver, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = (await json(request)) as Body
  receiver.headers.push(request.headers)
  receiver.bodies.push(JSON.stringify(body))
  if (receiver.answer === 'hang') return
  const status = request.url === '/v1/traces' ? receiver.answer : OK
  if (status === OK) note(receiver, body)
  response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
}

interface Body {
  readonly resourceSpans?: readonly {
    readonly resource: { readonly attributes: readonly Pair[] }
    readonly scopeSpans: readonly { readonly spans: readonly RawSpan[] }[]
  }[]
  readonly resourceMetrics?: readonly {
    readonly scopeMetrics: readonly { readonly metrics: readonly RawMetric[] }[]
  }[]
}

type RawSpan = Omit<ReceivedSpan, 'attributes' | 'events'> & {
  readonly attributes: readonly Pair[]
  readonly events: readonly { readonly name: string; readonly attributes: readonly Pair[] }[]
}

interface RawMetric {
  readonly name: string
  readonly sum?: RawData
  readonly gauge?: RawData
  readonly histogram?: RawData
}

interface RawData {
  readonly dataPoints: readonly {
    readonly attributes: readonly Pair[]
    readonly asDouble?: number
    readonly sum?: number
    readonly bucketCounts?: readonly string[]
  }[]
}

function note({ spans, points, resources }: OtlpReceiver, { resourceSpans = [], resourceMetrics = [] }: Body): void {
  for (const { resource, scopeSpans } of resourceSpans) {
    resources.push(valuesOf(resource.attributes))
    spans.push(...scopeSpans.flatMap((scope) => scope.spans.map(toSpan)))
  }
  if (resourceMetrics.length > 0) points.length = 0
  for (const { scopeMetrics } of resourceMetrics)
    points.push(...scopeMetrics.flatMap(({ metrics }) => metrics.flatMap(toPoints)))
}

function toSpan({ attributes, events, ...span }: RawSpan): ReceivedSpan {
  const told = events.map(({ name, attributes: pairs }) => ({ name, attributes: valuesOf(pairs) }))
  return { ...span, attributes: valuesOf(attributes), events: told }
}

function toPoints({ name, ...data }: RawMetric): readonly ReceivedPoint[] {
  return (['sum', 'gauge', 'histogram'] as const).flatMap((kind) =>
    (data[kind]?.dataPoints ?? []).map((point) => ({
      metric: name,
      kind,
      attributes: valuesOf(point.attributes),
      value: point.asDouble ?? point.sum,
      buckets: (point.bucketCounts ?? []).map(Number),
    })),
  )
}

function valuesOf(pairs: readonly Pair[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]))
}
