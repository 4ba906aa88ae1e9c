import { Link } from '@tanstack/react-router'
import type { Commissioning, Insights } from '../../../api/contract/insights.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Others } from './cells.tsx'
import '../../parts/table.css'

const STEPS = [
  { name: 'Install', of: 'install' },
  { name: 'Test', of: 'test' },
  { name: 'Operational', of: 'operational' },
  { name: 'Optimize', of: 'optimize' },
] as const

/** How far each WorkChart has come, filled from evidence alone. */
export function CommissioningCard({ commissioning }: Pick<Insights, 'commissioning'>) {
  const begun = commissioning.filter((row) => STEPS.some(({ of }) => row[of] !== null))
  return (
    <Card
      title="Commissioning"
      aside={<Others count={commissioning.length - begun.length} words="without evidence yet" />}
    >
      {begun.length === 0 ? (
        <Empty title="No evidence yet">
          Each WorkChart goes from Install over Test and Operational to Optimize; each mark leads to what proves it.
        </Empty>
      ) : (
        <table className="table table-dense" aria-label="Commissioning">
          <thead>
            <tr>
              <th scope="col">WorkChart</th>
              {STEPS.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {begun.map((row) => (
              <Row key={row.workflow.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function Row({ row }: { readonly row: Commissioning }) {
  return (
    <tr>
      <td>
        <Link to="/workcharts/$workChartId" params={{ workChartId: row.workflow.id }} className="name-link">
          {row.workflow.name}
        </Link>
      </td>
      {STEPS.map(({ name, of }) => (
        <td key={name} data-label={name}>
          <Proved evidence={row[of]} />
        </td>
      ))}
    </tr>
  )
}

type Evidence = NonNullable<Commissioning['install']>

function Proved({ evidence }: { readonly evidence: Evidence | null }) {
  if (evidence === null) return <span className="faint">no evidence yet</span>
  return (
    <span className="insights-proved">
      <Icon name="done" size="small" tone="ok" />
      <span>
        <EvidenceLink evidence={evidence} />{' '}
        <span className="tiny faint nowrap">
          <Moment at={evidence.at} />
        </span>
      </span>
    </span>
  )
}

function EvidenceLink({ evidence: { text, target } }: { readonly evidence: Evidence }) {
  switch (target.type) {
    case 'run':
      return (
        <Link to="/runs/$runId" params={{ runId: target.run }}>
          {text}
        </Link>
      )
    case 'workflow':
      return (
        <Link to="/workcharts/$workChartId/versions" params={{ workChartId: target.workflow }}>
          {text}
        </Link>
      )
  }
}
