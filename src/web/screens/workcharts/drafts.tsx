import { Link } from '@tanstack/react-router'
import { useDrafts } from '../../data/drafts.ts'
import { Card } from '../../parts/card.tsx'
import { Ago } from '../../parts/moment.tsx'
import './drafts.css'

/** What somebody is working on and has not published. Nothing is shown while there is nothing. */
export function Drafts() {
  const { data } = useDrafts()
  if (data === undefined || data.drafts.length === 0) return null
  return (
    <div className="drafts">
      <Card title="Drafts" aside={<span className="small soft">not published yet</span>}>
        <ul className="card-body">
          {data.drafts.map(({ id, name, savedAt, by }) => (
            <li key={id} className="row">
              <Link to="/workcharts/$workChartId/edit" params={{ workChartId: id }} className="name-link">
                {name}
              </Link>
              <span className="small soft">
                saved <Ago at={savedAt} /> by {by.name}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
