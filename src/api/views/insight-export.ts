import type { Assumptions } from '../contract/assumptions.ts'
import type { Share } from '../contract/insight-parts.ts'
import type { Insights, InsightWorkChart } from '../contract/insights.ts'

/** A line of the export. A number without a basis does not leave the house: each says what it is and of how many. */
export interface ExportLine {
  /** The id of the WorkChart; empty: of all together. */
  readonly workflow: string
  readonly name: string
  readonly measure: string
  /** Null: not known. */
  readonly value: number | string | null
  readonly unit: string
  /** `assumed`: somebody entered it, or it was worked out with what somebody entered. */
  readonly kind: 'measured' | 'assumed' | 'stated'
  readonly of: number | null
  readonly low: number | null
  readonly high: number | null
  readonly note: string
}

const COLUMNS = ['workflow', 'name', 'measure', 'value', 'unit', 'kind', 'of', 'low', 'high', 'note'] as const

/** Usage and what it was worth, with the period, the definitions and everything that was assumed. */
export function exportLines(insights: Insights): readonly ExportLine[] {
  return [
    ...periodLines(insights),
    ...numberLines(insights),
    ...insights.workCharts.flatMap(workChartLines),
    ...insights.assumptions.flatMap(assumptionLines),
  ]
}

const BLANK = { workflow: '', name: '', unit: '', of: null, low: null, high: null, note: '' } as const

function periodLines({ now, period: { days, from, to, zone } }: Insights): readonly ExportLine[] {
  const line = (measure: string, value: string | number, unit = ''): ExportLine => ({
    ...BLANK,
    measure,
    value,
    unit,
    kind: 'stated',
  })
  return [
    line('written at', now),
    line('period', days, 'days'),
    line('from', from),
    line('to', to),
    line('time zone', zone),
  ]
}

function numberLines({ numbers }: Insights): readonly ExportLine[] {
  const { creationTime: time, noCode, stalls, decidedInTime, automation } = numbers
  return [
    {
      ...BLANK,
      measure: 'creation time, median',
      value: time.medianMs,
      unit: 'ms',
      kind: 'measured',
      of: time.of,
      low: time.lowMs,
      high: time.highMs,
      note: time.definition,
    },
    shareLine(BLANK, { measure: 'made without code', ...noCode }),
    shareLine(BLANK, { measure: 'stalls', ...stalls }),
    shareLine(BLANK, { measure: 'decided in time', ...decidedInTime }),
    shareLine(BLANK, { measure: 'automation share', ...automation }),
  ]
}

type Whose = Pick<ExportLine, 'workflow' | 'name'>

interface Named {
  readonly measure: string
  readonly share: Share
  readonly definition?: string
}

function shareLine({ workflow, name }: Whose, { measure, share, definition = '' }: Named): ExportLine {
  const { share: value, of, low, high } = share
  return { workflow, name, measure, value, unit: 'share', kind: 'measured', of, low, high, note: definition }
}

function workChartLines(row: InsightWorkChart): readonly ExportLine[] {
  const whose = { workflow: row.workflow.id, name: row.workflow.name }
  const count = (measure: string, value: number): ExportLine => ({
    ...BLANK,
    ...whose,
    measure,
    value,
    unit: 'runs',
    kind: 'measured',
  })
  return [
    count('runs that ended', row.runs),
    count('runs that succeeded', row.successes),
    count('runs whose AI cost is not known', row.costs.unknown),
    shareLine(whose, { measure: 'automation share', share: row.automation }),
    shareLine(whose, { measure: 'right, of judged answers', share: row.right }),
    shareLine(whose, { measure: 'decided in time', share: row.decidedInTime }),
    shareLine(whose, { measure: 'stalls', share: row.stalls }),
    ...row.costs.currencies.flatMap((cost) => costLines(whose, cost)),
    ...savedLines(whose, row),
  ]
}

type CostIn = InsightWorkChart['costs']['currencies'][number]

function costLines(whose: Whose, cost: CostIn): readonly ExportLine[] {
  const unit = `millionths of ${cost.currency}`
  const line = (rest: Pick<ExportLine, 'measure' | 'value' | 'kind' | 'of'>): ExportLine => ({
    ...BLANK,
    ...whose,
    unit,
    ...rest,
  })
  const { runs, successes } = cost
  const kind = cost.peopleMicroUnits === null ? 'measured' : 'assumed'
  return [
    line({ measure: 'AI cost', value: cost.aiMicroUnits, kind: 'measured', of: runs }),
    line({ measure: 'cost of people', value: cost.peopleMicroUnits, kind: 'assumed', of: runs }),
    line({ measure: 'cost per run', value: cost.perRun, kind, of: runs }),
    line({ measure: 'cost per success', value: cost.perSuccess, kind, of: successes }),
    line({ measure: 'cost per case before', value: cost.beforePerSuccess, kind: 'assumed', of: successes }),
  ]
}

function savedLines(whose: Whose, { timeSaved }: InsightWorkChart): readonly ExportLine[] {
  const line = (measure: string, value: number | null, kind: ExportLine['kind']): ExportLine => ({
    ...BLANK,
    ...whose,
    measure,
    value,
    unit: 'ms',
    kind,
    of: timeSaved.runs,
  })
  return [
    line('time before', timeSaved.beforeMs, 'assumed'),
    line("people's time", timeSaved.peopleMs, 'measured'),
    line('time saved', timeSaved.savedMs, 'assumed'),
  ]
}

function assumptionLines({ workflow, stages, hourly, perError, by, at }: Assumptions): readonly ExportLine[] {
  const note = by === null ? '' : `Entered by ${by.name} at ${at}.`
  const line = (measure: string, value: number, unit: string): ExportLine => ({
    ...BLANK,
    workflow: workflow.id,
    name: workflow.name,
    measure,
    value,
    unit,
    kind: 'assumed',
    note,
  })
  return [
    ...stages.flatMap(({ name, minutes }) =>
      minutes === null ? [] : [line(`minutes before: ${name}`, minutes, 'min')],
    ),
    ...(hourly === null ? [] : [line('hour of a person', hourly.microUnits, `millionths of ${hourly.currency}`)]),
    ...(perError === null
      ? []
      : [line('error nobody noticed', perError.microUnits, `millionths of ${perError.currency}`)]),
  ]
}

export function toCsv(lines: readonly ExportLine[]): string {
  const rows = [COLUMNS, ...lines.map((line) => COLUMNS.map((column) => line[column]))]
  return rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

/** RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function toJsonLines(lines: readonly ExportLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}
