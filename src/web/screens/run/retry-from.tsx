import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { RunDetail } from '../../../api/contract/run-detail.ts'
import type { RunState } from '../../../api/contract/runs.ts'
import { useRetryRun } from '../../data/run-commands.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { StageSelect } from '../../parts/stage-select.tsx'
import { RetryDialog } from './retry-dialog.tsx'
import '../inbox/decision.css'

/** Takes an ended run up again in a new one. */
export function RetryFrom({ detail: { actions, stages, summary } }: { readonly detail: RunDetail }) {
  const allowed = new Set(actions.retryFrom)
  const choices = stages.filter(({ id }) => allowed.has(id))
  const begin = choices.find(({ status }) => status === 'failed' || status === 'rejected') ?? choices[0]
  return begin === undefined ? null : <RetryForm run={summary.id} choices={choices} begin={begin.id} />
}

interface RetryFormProps {
  readonly run: string
  readonly choices: RunDetail['stages']
  readonly begin: string
}

function RetryForm({ run, choices, begin }: RetryFormProps) {
  const navigate = useNavigate()
  const [from, setFrom] = useState(begin)
  const [isWishing, setWishing] = useState(false)
  const goTo = ({ id }: RunState) => void navigate({ to: '/runs/$runId', params: { runId: id } })
  const { send, isPending, error } = useRetryRun(run, goTo)
  const stage = choices.find(({ id }) => id === from)
  return (
    <Card title="Retry from a stage">
      <div className="card-body decision-form">
        <StageSelect label="Stage to retry from" stages={choices} value={from} onChange={setFrom} />
        <p className="tiny soft">
          Begins a new run. This stage and everything after it are done again; the rest is taken over as it is.
        </p>
        {error === null ? null : <ProblemNote failure={error.failure} />}
        <div className="row row-wrap">
          <Button leftSection={<Icon name="repeat" />} loading={isPending} onClick={() => send({ from })}>
            Retry from here
          </Button>
          <Button onClick={() => setWishing(true)}>Change inputs or version</Button>
        </div>
      </div>
      {isWishing && stage !== undefined ? (
        <RetryDialog run={run} from={stage} onStarted={goTo} onClose={() => setWishing(false)} />
      ) : null}
    </Card>
  )
}
