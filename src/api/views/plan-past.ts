import type { Forecast } from '../../core/forecast/forecast.ts'
import { forecast } from '../../core/forecast/forecast.ts'
import type { PlannedStage } from '../../core/plan/plan.ts'
import type { Receipt } from '../../core/receipt/receipt.ts'
import type { RunReader } from '../../engine/store.ts'

/** The forecast is read from this many of the newest receipts of all workflows: a page must not wait for more. */
const RECEIPTS_READ_MAX = 2_000

/** What the newest receipts of a workflow say about a plan of it. */
export async function readForecast(
  reader: Pick<RunReader, 'latestReceipts'>,
  workflow: string,
  stages: readonly PlannedStage[],
): Promise<Forecast> {
  const rows = await reader.latestReceipts(RECEIPTS_READ_MAX)
  const own = rows.filter((row) => row.workflow === workflow)
  return forecast(
    stages,
    own.map(({ line }) => JSON.parse(line) as Receipt),
  )
}
