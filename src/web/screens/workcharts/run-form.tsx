import { useNavigate } from '@tanstack/react-router'
import type { StartedRuns } from '../../../api/contract/runs.ts'
import type { WorkflowDetail } from '../../../api/contract/workflows.ts'
import { Card } from '../../parts/card.tsx'
import { Note } from '../../parts/note.tsx'
import { CopyFormLink } from '../../start/copy-form-link.tsx'
import { StartForms } from '../../start/start-forms.tsx'
import { SamplePicker } from './sample-picker.tsx'

/** Starts runs with what is filled in here, and leads to what was started. */
export function RunForm({ detail }: { readonly detail: WorkflowDetail }) {
  const { summary, inputs, plan } = detail
  const navigate = useNavigate()
  if (plan?.ready !== true) {
    return (
      <Card title="Run">
        <div className="card-body">
          <Note icon="failed">It can not be run while it has problems.</Note>
        </div>
      </Card>
    )
  }
  const leave = ([run, ...others]: StartedRuns['runs']) => {
    if (others.length > 0) void navigate({ to: '/runs', search: { workchart: summary.id } })
    else if (run !== undefined) void navigate({ to: '/runs/$runId', params: { runId: run.id } })
  }
  return (
    <Card title="Run" actions={<CopyFormLink workChart={summary.id} />}>
      <div className="card-body decision-form">
        <StartForms
          detail={detail}
          words="Run"
          given={NOTHING_GIVEN}
          picker={(fill) => <SamplePicker workChart={summary.id} inputs={inputs} onPick={fill} />}
          onStarted={leave}
        />
      </div>
    </Card>
  )
}

const NOTHING_GIVEN = {}
