import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { GateRow } from '../../../api/contract/gates.ts'
import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { gateEdit } from '../../derive/gate-draft.ts'
import { aimWords, promisedStatus, statusSentence, statusWords } from '../../derive/gate-status.ts'
import { inHundred, nextTarget, WRONG_MAX, WRONG_MIN } from '../../derive/gate-steps.ts'
import { rowsOf } from '../../derive/stage-gates.ts'
import { Icon } from '../../icons/icon.tsx'
import { Note } from '../../parts/note.tsx'
import { CommitField, notBetween } from './commit-field.tsx'
import { usePublishedGates } from './gates-context.ts'

export interface GateTargetProps {
  readonly workChart: string
  readonly stage: BuilderStage
  readonly target: number
  readonly onEdit: (edit: WorkflowEdit) => void
}

/** How many may be wrong; the limit follows from what people find. */
export function GateTargetField({ workChart, stage, target, onEdit }: GateTargetProps) {
  const aimAt = (share: number) => onEdit(gateEdit(stage, { kind: 'target-error', target: share }))
  return (
    <>
      <h3>Let through at most … wrong in 100</h3>
      <div className="row">
        <Step way="down" target={target} onStep={aimAt} />
        <CommitField
          value={String(inHundred(target))}
          complaint={notBetween(WRONG_MIN, WRONG_MAX)}
          onCommit={(wrong) => aimAt(Number(wrong) / 100)}
        >
          {(field) => (
            <TextInput aria-label="Wrong in 100, at most" inputMode="numeric" className="builder-percent" {...field} />
          )}
        </CommitField>
        <Step way="up" target={target} onStep={aimAt} />
        <span className="soft">wrong in 100</span>
      </div>
      <PublishedGate workChart={workChart} stage={stage} />
    </>
  )
}

interface StepProps {
  readonly way: 'up' | 'down'
  readonly target: number
  readonly onStep: (target: number) => void
}

function Step({ way, target, onStep }: StepProps) {
  const next = nextTarget(target, way)
  return (
    <Button
      size="compact-xs"
      aria-label={way === 'up' ? 'One more wrong in 100' : 'One less wrong in 100'}
      disabled={next === null}
      onClick={() => {
        if (next !== null) onStep(next)
      }}
    >
      <Icon name={way === 'up' ? 'plus' : 'minus'} size="small" />
    </Button>
  )
}

/** How far the promise of the published stage is. Without one, people answer everything. */
function PublishedGate({ workChart, stage }: Pick<GateTargetProps, 'workChart' | 'stage'>) {
  const rows = rowsOf(usePublishedGates(), stage.id)
  return (
    <>
      {rows.map((row) => (
        <PublishedRow key={`${row.segment}`} row={row} stage={stage} workChart={workChart} />
      ))}
      {rows.some(isCertifiedNow(stage)) ? null : (
        <p className="tiny soft">
          Nothing is certified for this yet: people answer everything until enough of its answers were checked.
        </p>
      )}
    </>
  )
}

function isCertifiedNow({ target }: BuilderStage): (row: GateRow) => boolean {
  return ({ setting, status }) =>
    status?.type === 'certified' && setting.kind === 'target-error' && setting.target === target
}

interface PublishedRowProps extends Pick<GateTargetProps, 'workChart' | 'stage'> {
  readonly row: GateRow
}

function PublishedRow({ row, stage, workChart }: PublishedRowProps) {
  const { segment, setting } = row
  const status = promisedStatus(row)
  const link = <GateLink workChart={workChart} stage={stage} segment={segment} />
  if (status === null)
    return (
      <Note icon="person">
        Published: {aimWords(row)}, which promises nothing. {link}
      </Note>
    )
  const { icon, tone } = statusWords(status)
  const isOther = setting.kind !== 'target-error' || setting.target !== stage.target
  return (
    <Note icon={icon} tone={tone === 'bad' ? 'warm' : tone}>
      {isOther ? `Published: ${aimWords(row)}. ` : ''}
      {segment === null ? '' : `${segment}: `}
      {statusSentence(status)}. {link}
    </Note>
  )
}

export interface GateLinkProps extends Pick<GateTargetProps, 'workChart' | 'stage'> {
  readonly segment: string | null
}

/** To what the target of the document would come to. */
export function GateLink({ workChart, stage, segment }: GateLinkProps) {
  const of = segment === null ? {} : { segment }
  return (
    <Link
      to="/insights/gates/$workChartId/$stageId"
      params={{ workChartId: workChart, stageId: stage.id }}
      search={stage.target === null ? of : { ...of, target: stage.target }}
    >
      What that comes to
    </Link>
  )
}
