/** The days that can be looked at. */
export const PERIODS = [7, 30, 90] as const
type Period = (typeof PERIODS)[number]
export const USUAL_PERIOD: Period = 30

/** What the address of Insights says. Absent: 30 days, every WorkChart. */
export interface InsightsSearch {
  readonly days?: Period
  /** Ids with commas between them. */
  readonly workcharts?: string
}

/** What the address says; anything it can not mean is left out. */
export function readInsightsSearch({ days, workcharts }: Record<string, unknown>): InsightsSearch {
  const period = PERIODS.find((each) => String(each) === String(days))
  return {
    ...(period === undefined || period === USUAL_PERIOD ? {} : { days: period }),
    ...(typeof workcharts === 'string' && workcharts !== '' ? { workcharts } : {}),
  }
}

/** Empty: every one. */
export function chosenWorkCharts({ workcharts }: InsightsSearch): readonly string[] {
  return workcharts === undefined ? [] : workcharts.split(',').filter((id) => id !== '')
}

/** The same with one of them chosen, or no longer. */
export function withWorkChart(search: InsightsSearch, id: string): InsightsSearch {
  const before = chosenWorkCharts(search)
  const after = before.includes(id) ? before.filter((each) => each !== id) : [...before, id]
  const { workcharts: _, ...rest } = search
  return after.length === 0 ? rest : { ...rest, workcharts: after.join(',') }
}

interface Named {
  readonly id: string
  readonly name: string
}

/** `Every WorkChart`, `Support desk`, `Support desk and 2 more` */
export function chosenWords(search: InsightsSearch, all: readonly Named[]): string {
  const [first, ...others] = chosenWorkCharts(search)
  if (first === undefined) return 'Every WorkChart'
  const name = all.find(({ id }) => id === first)?.name ?? first
  return others.length === 0 ? name : `${name} and ${others.length} more`
}
