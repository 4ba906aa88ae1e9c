import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SkillRequest } from '../../../api/contract/skill-requests.ts'
import { useCloseSkillRequest, useSkillRequests } from '../../data/skill-requests.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Ago } from '../../parts/moment.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Count, Tag } from '../../parts/tag.tsx'
import './asked-skills.css'

/** What people missed while they built. */
export function AskedSkills() {
  return (
    <div className="asked-skills">
      <Open />
      <Closed />
    </div>
  )
}

function Open() {
  const query = useSkillRequests()
  const { send, isPending, error } = useCloseSkillRequest()
  return (
    <Card title="Skills people asked for" aside={<Count of={query.data?.requests.length ?? 0} />}>
      {error === null ? null : <ProblemNote failure={error.failure} safe="The request is still open." />}
      <Loaded query={query} what="what people asked for">
        {({ requests }) =>
          requests.length === 0 ? (
            <Empty title="Nobody asks for a skill">
              Whoever misses one while building asks for it there. It waits here, with the stage it is for, until it is
              made or no longer wanted.
            </Empty>
          ) : (
            <ul className="card-rows">
              {requests.map((request) => (
                <li key={request.id} className="asked-skill">
                  <Request request={request} />
                  <Button
                    size="compact-xs"
                    aria-label={`Close the request for ${request.name}`}
                    title="The skill is there now, or no longer wanted"
                    disabled={isPending}
                    onClick={() => send(request.id)}
                  >
                    Close
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}

/** Nothing is shown while none was closed. */
function Closed() {
  const { data } = useSkillRequests('closed')
  if (data === undefined || data.requests.length === 0) return null
  return (
    <Card title="Closed" aside={<Count of={data.requests.length} />}>
      <ul className="card-rows">
        {data.requests.map((request) => (
          <li key={request.id} className="asked-skill">
            <Request request={request} />
            <Tag icon="check">Closed</Tag>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Request({
  request: { name, purpose, inputs, outputs, missedAt, by, at },
}: {
  readonly request: SkillRequest
}) {
  return (
    <div className="grow">
      <p>
        <b>{name}</b>
        <span className="small soft">
          {' '}
          asked by {by.name}, <Ago at={at} />
          {missedAt === null ? null : (
            <>
              , for {missedAt.stage.name} in{' '}
              <Link to="/workcharts/$workChartId/edit" params={{ workChartId: missedAt.workChart.id }}>
                {missedAt.workChart.name}
              </Link>
            </>
          )}
        </span>
      </p>
      {purpose === '' ? null : <p className="small">{purpose}</p>}
      <Values label="Takes" values={inputs} />
      <Values label="Gives" values={outputs} />
    </div>
  )
}

function Values({ label, values }: { readonly label: string; readonly values: readonly string[] }) {
  if (values.length === 0) return null
  return (
    <p className="small soft">
      {label}: {values.join(', ')}
    </p>
  )
}
