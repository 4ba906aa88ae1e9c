import type { InsightNumbers } from '../../api/contract/insight-parts.ts'
import type { Insights, InsightWorkChart } from '../../api/contract/insights.ts'
import { insights } from '../../api/contract/insights.ts'
import { MICRO_UNITS } from '../../core/basics/money.ts'
import { ok } from '../../core/basics/result.ts'
import { durationText } from '../../core/run/view/words.ts'
import { EXIT } from '../exit-code.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import { labelled } from '../show/fields.ts'
import { showShare } from '../show/shares.ts'
import { counted } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface InsightsOptions extends JsonOption {
  readonly period: string
  readonly workflow?: readonly string[]
  readonly csv?: true
}

/** How WorkCharts do, by the days of the reader's zone. */
export async function showInsights(session: Connected, options: InsightsOptions): Promise<Outcome> {
  const { api, io, screen } = session
  const asked = addressOf(options, io.timeZone)
  if (options.csv) {
    const text = await api.text(`/insights/export${asked}`)
    if (!text.ok) return text
    screen.exact(text.value)
    return ok(EXIT.ok)
  }
  const found = await api.get(`/insights${asked}`, insights)
  if (!found.ok) return found
  if (options.json) screen.json('insights', found.value)
  else await showAll(session, found.value)
  return ok(EXIT.ok)
}

function addressOf({ period, workflow = [] }: InsightsOptions, zone: string): string {
  const named = workflow.map((id) => `&workflow=${encodeURIComponent(id)}`).join('')
  return `${query({ period, zone })}${named}`
}

async function showAll({ screen }: Connected, { numbers, workCharts, period, runs }: Insights): Promise<void> {
  screen.print(...labelled(numberLines(numbers)))
  if (runs === 0) screen.note(`No run ended in these ${period.days} days.`)
  else {
    screen.print('')
    await screen.table({ head: HEAD, rows: workCharts.filter((row) => row.runs > 0).map(toRow) })
  }
}

function numberLines({ creationTime, noCode, stalls, decidedInTime, automation }: InsightNumbers) {
  return [
    ['creation time', creationText(creationTime)],
    ['made without code', `${showShare(noCode.share)}, at least ${noCode.target * 100} %`],
    ['stalls', `${showShare(stalls.share)}, at most ${stalls.atMost * 100} %`],
    ['decided in time', showShare(decidedInTime.share)],
    ['done without a person', showShare(automation.share)],
  ] as const
}

function creationText({ medianMs, of, targetMs }: InsightNumbers['creationTime']): string {
  const median = medianMs === null ? 'not known' : durationText(medianMs)
  return `${median} (median, n ${of}), at most ${durationText(targetMs)}`
}

const HEAD = ['workchart', 'runs', 'succeeded', 'without a person', 'in time', 'stalls', 'right', 'cost per success']

function toRow(row: InsightWorkChart): readonly Text[] {
  const shares = [row.automation, row.decidedInTime, row.stalls, row.right].map(showShare)
  return [row.workflow.id, String(row.runs), String(row.successes), ...shares, costText(row)]
}

function costText({ costs: { currencies, unknown } }: InsightWorkChart): string {
  const known = currencies.flatMap(({ currency, perSuccess }) =>
    perSuccess === null ? [] : [`${currency} ${(perSuccess / MICRO_UNITS).toFixed(2)}`],
  )
  const left = unknown === 0 ? [] : [`${counted(unknown, 'run')} not known`]
  return [...known, ...left].join(', ') || 'not known'
}
