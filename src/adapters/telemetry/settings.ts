import type { Attributes } from './span.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where one kind of signal is sent. */
export interface Target {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

export interface TelemetrySettings {
  /** Undefined: none are sent. */
  readonly traces: Target | undefined
  readonly metrics: Target | undefined
  readonly resource: Attributes
  readonly metricEveryMs: number
}

/** What the specification of OpenTelemetry says where nothing is set. */
const TIMEOUT_MS = 10_000
const METRIC_EVERY_MS = 60_000
/** The one form of OTLP that is spoken here. */
const PROTOCOL = 'http/json'

/**
 * The variables of the OpenTelemetry specification. What can not be used is told by its name and never by its value,
 * which may hold a secret; the signal it is about is not sent then.
 */
export function readSettings(environment: Environment, onProblem: (error: Error) => void): TelemetrySettings {
  return {
    traces: targetFor('TRACES', environment, onProblem),
    metrics: targetFor('METRICS', environment, onProblem),
    resource: {
      'service.name': environment['OTEL_SERVICE_NAME'] || 'workcharts',
      ...pairsOf(environment['OTEL_RESOURCE_ATTRIBUTES']),
    },
    metricEveryMs: positive(environment['OTEL_METRIC_EXPORT_INTERVAL'], METRIC_EVERY_MS),
  }
}

type Signal = 'TRACES' | 'METRICS'

function targetFor(signal: Signal, environment: Environment, onProblem: (error: Error) => void): Target | undefined {
  const ask = (name: string): string | undefined =>
    environment[`OTEL_EXPORTER_OTLP_${signal}_${name}`] || environment[`OTEL_EXPORTER_OTLP_${name}`] || undefined
  const text = urlFor(signal, environment)
  if (text === undefined || environment[`OTEL_${signal}_EXPORTER`] === 'none') return undefined
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    onProblem(
      new Error(
        `OTEL_EXPORTER_OTLP_ENDPOINT is no address that begins with http:// or https://: no ${signal.toLowerCase()} are sent.`,
      ),
    )
    return undefined
  }
  if (ask('PROTOCOL') === 'grpc') {
    onProblem(
      new Error(
        `OTEL_EXPORTER_OTLP_PROTOCOL is grpc, and only ${PROTOCOL} is spoken here: no ${signal.toLowerCase()} are sent.`,
      ),
    )
    return undefined
  }
  return { url: url.href, headers: pairsOf(ask('HEADERS')), timeoutMs: positive(ask('TIMEOUT'), TIMEOUT_MS) }
}

/** An address of its own is taken as it is; the one for all gets the path of the signal. */
function urlFor(signal: Signal, environment: Environment): string | undefined {
  const own = environment[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`]
  if (own) return own
  const common = environment['OTEL_EXPORTER_OTLP_ENDPOINT']
  return common ? `${common.replace(/\/+$/, '')}/v1/${signal.toLowerCase()}` : undefined
}

/** `name=value,name=value`, with values encoded as in addresses. */
function pairsOf(text = ''): Readonly<Record<string, string>> {
  const pairs = text.split(',').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())] as const]
  })
  return Object.fromEntries(pairs)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function positive(text: string | undefined, otherwise: number): number {
  const value = Number(text)
  return text !== undefined && Number.isFinite(value) && value > 0 ? value : otherwise
}
