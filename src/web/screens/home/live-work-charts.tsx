import { Link } from '@tanstack/react-router'
import type { LiveWorkChart } from '../../../api/contract/home.ts'
import { countWords } from '../../derive/number-words.ts'
import { shareWithoutPerson } from '../../derive/run-totals.ts'
import { usedWords } from '../../derive/stall-words.ts'
import { Card } from '../../parts/card.tsx'
import { MomentWithZone } from '../../parts/moment.tsx'
import { ShareBar } from '../../parts/share-bar.tsx'
import '../../parts/legend.css'
import '../../parts/table.css'

export function LiveWorkCharts({ workCharts }: { readonly workCharts: readonly LiveWorkChart[] }) {
  return (
    <Card title="WorkCharts" actions={<Legend all={workCharts.length} />}>
      <table className="table table-dense" aria-label="WorkCharts">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Live</th>
            <th scope="col" className="table-number">
              Runs
            </th>
            <th scope="col">Who did the stages</th>
            <th scope="col">Stalls, 30 days</th>
            <th scope="col">Next start</th>
          </tr>
        </thead>
        <tbody>
          {workCharts.map((workChart) => (
            <WorkChartRow key={workChart.id} workChart={workChart} />
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function Legend({ all }: { readonly all: number }) {
  return (
    <span className="row row-wrap">
      <span className="legend legend-machine">without a person</span>
      <span className="legend legend-person">by a person</span>
      <Link to="/workcharts" className="small">
        All {all}
      </Link>
    </span>
  )
}

function WorkChartRow({ workChart }: { readonly workChart: LiveWorkChart }) {
  const { id, name, published, runs, stagesDone, stalls, nextStart } = workChart
  return (
    <tr>
      <td>
        <Link to="/workcharts/$workChartId" params={{ workChartId: id }} className="name-link">
          {name}
        </Link>
      </td>
      <td className="num soft">
        {published === null ? 'not published' : `version ${published.number}`}
        {workChart.changedSincePublished ? ', file changed since' : ''}
      </td>
      <td className="table-number" data-label="Runs">
        {countWords(runs)}
      </td>
      <td>
        <ShareBar share={shareWithoutPerson(stagesDone)} />
      </td>
      <td className="num soft" data-label="Stalls">
        {usedWords(stalls)}
      </td>
      <td className="num soft">{nextStart === null ? 'on demand' : <MomentWithZone at={nextStart} />}</td>
    </tr>
  )
}
