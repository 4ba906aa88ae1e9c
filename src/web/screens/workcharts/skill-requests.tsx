import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SkillRequest } from '../../../api/contract/skill-requests.ts'
import { useCloseSkillRequest, useSkillRequests } from '../../data/skill-requests.ts'
import { Card } from '../../parts/card.tsx'
import { Ago } from '../../parts/moment.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Count } from '../../parts/tag.tsx'
import './skill-requests.css'

/** What the Skill Registry is to get. Nothing is shown while nobody has asked. */
export function SkillRequests() {
  const { data } = useSkillRequests()
  const { send, isPending, error } = useCloseSkillRequest()
  if (data === undefined || data.requests.length === 0) return null
  return (
    <div className="skill-requests">
      <Card title="Skills people asked for" aside={<Count of={data.requests.length} />}>
        {error === null ? null : <ProblemNote failure={error.failure} />}
        <ul className="card-body">
          {data.requests.map((request) => (
            <li key={request.id}>
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
      </Card>
    </div>
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
