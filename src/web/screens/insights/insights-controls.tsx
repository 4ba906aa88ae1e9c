import { Checkbox } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { insightsQuery } from '../../data/insights.ts'
import { useWorkCharts } from '../../data/workcharts.ts'
import type { InsightsSearch } from '../../derive/insights-search.ts'
import { chosenWords, chosenWorkCharts, PERIODS, USUAL_PERIOD, withWorkChart } from '../../derive/insights-search.ts'
import { DropDown } from '../../parts/drop-down.tsx'
import { SegmentLinks } from '../../parts/segment-links.tsx'

/** Which days, which WorkCharts, and the way to take the numbers along. */
export function InsightsControls({ search }: { readonly search: InsightsSearch }) {
  return (
    <div className="row row-wrap insights-controls">
      <SegmentLinks label="Days">
        {PERIODS.map((days) => (
          <Period key={days} days={days} search={search} />
        ))}
      </SegmentLinks>
      <WorkChartChoice search={search} />
      <ExportMenu search={search} />
    </div>
  )
}

function Period({ days, search }: { readonly days: (typeof PERIODS)[number]; readonly search: InsightsSearch }) {
  const { days: _, ...rest } = search
  return (
    <Link
      to="/insights"
      search={days === USUAL_PERIOD ? rest : { ...rest, days }}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      {days} days
    </Link>
  )
}

function WorkChartChoice({ search }: { readonly search: InsightsSearch }) {
  const navigate = useNavigate({ from: '/insights' })
  const all = useWorkCharts().data?.workflows ?? []
  const chosen = chosenWorkCharts(search)
  return (
    <DropDown icon="charts" words={chosenWords(search, all)}>
      {all.length === 0 ? <p className="small soft">There is no WorkChart yet.</p> : null}
      {all.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={() => void navigate({ search: withWorkChart(search, id), replace: true })}
        />
      ))}
      {chosen.length === 0 ? null : (
        <Link to="/insights" search={search.days === undefined ? {} : { days: search.days }} className="small">
          Every WorkChart
        </Link>
      )}
    </DropDown>
  )
}

function ExportMenu({ search }: { readonly search: InsightsSearch }) {
  return (
    <DropDown icon="download" words="Export">
      <a href={exportAddress(search, 'csv')} download>
        CSV, for a spreadsheet
      </a>
      <a href={exportAddress(search, 'jsonl')} download>
        JSON Lines, for a program
      </a>
      <p className="tiny soft">
        What was assumed is in the file, with how each number is defined and of how many it is.
      </p>
    </DropDown>
  )
}

function exportAddress(search: InsightsSearch, format: 'csv' | 'jsonl'): string {
  return `/api/v1/insights/export?${insightsQuery(search)}&format=${format}`
}
