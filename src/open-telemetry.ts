import packageFile from '../package.json' with { type: 'json' }
import { createAlarm } from './adapters/embedded/alarm.ts'
import type { SqliteStore } from './adapters/sqlite/sqlite-store.ts'
import { systemClock } from './adapters/system/clock.ts'
import type { Telemetry } from './adapters/telemetry/start-telemetry.ts'
import type { Config } from './config.ts'
import type { Engine } from './engine/engine.ts'

interface TelemetryStorage {
  readonly reader: SqliteStore
  readonly engine: Pick<Engine, 'onCommit'>
  readonly onProblem: (error: unknown) => void
}

export interface OpenTelemetry {
  /** From now on a collector is told what becomes of runs, if one is named. */
  readonly begin: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Nothing of it is loaded where no collector is named. */
export function openTelemetry({ environment }: Config, parts: TelemetryStorage): OpenTelemetry {
  let started: Telemetry | undefined
  return {
    begin: async () => {
      if (!isNamed(environment)) return
      started = await start(environment, parts)
      parts.engine.onCommit(started.ring)
    },
    close: async () => await started?.close(),
  }
}

function isNamed(environment: Config['environment']): boolean {
  const names = [
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
  ]
  return environment['OTEL_SDK_DISABLED'] !== 'true' && names.some((name) => Boolean(environment[name]))
}

async function start(environment: Config['environment'], { reader, onProblem }: TelemetryStorage): Promise<Telemetry> {
  const [{ startTelemetry }, { readSettings }, { createGauges }] = await Promise.all([
    import('./adapters/telemetry/start-telemetry.ts'),
    import('./adapters/telemetry/settings.ts'),
    import('./adapters/telemetry/gauges.ts'),
  ])
  return await startTelemetry({
    settings: readSettings(environment, onProblem),
    version: packageFile.version,
    reader,
    gauges: createGauges(reader),
    clock: systemClock,
    alarms: { traces: createAlarm(systemClock), metrics: createAlarm(systemClock) },
    onProblem,
  })
}
