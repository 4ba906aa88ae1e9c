import type { StageRun } from '../../../api/contract/run-detail.ts'
import { countWords } from '../../derive/number-words.ts'
import { actorName } from '../../derive/task-words.ts'
import { ButtonLink } from '../../parts/button-link.tsx'
import { Card } from '../../parts/card.tsx'
import { Deadline, Moment } from '../../parts/moment.tsx'
import { StageState } from '../../parts/state.tsx'
import { PerformerTile } from '../../parts/tile.tsx'
import { TokenBar } from '../../parts/token-bar.tsx'
import './at-work.css'

/** More than this at once would push the receipts off the page; the graph shows all of them. */
const SHOWN_MAX = 3

/** Which stages something is happening to, who does it, and what they were given to know. */
export function AtWork({ stages }: { readonly stages: readonly StageRun[] }) {
  const active = stages.filter(({ status }) => ACTIVE.has(status))
  if (active.length === 0) return null
  return (
    <Card
      title="At work"
      aside={active.length > SHOWN_MAX ? <span className="small faint">{active.length} stages</span> : null}
    >
      <ul className="card-rows">
        {active.slice(0, SHOWN_MAX).map((stage) => (
          <ActiveStage key={stage.id} stage={stage} />
        ))}
      </ul>
    </Card>
  )
}

const ACTIVE: ReadonlySet<StageRun['status']> = new Set(['running', 'backing-off', 'awaiting-approval'])

function ActiveStage({ stage }: { readonly stage: StageRun }) {
  const { performer, name, context } = stage
  return (
    <li className="at-work">
      <div className="row">
        <PerformerTile kind={performer.kind} />
        <div className="two-lines grow">
          <b className="clip">{name}</b>
          <span className="tiny soft clip">
            {performer.name} · <span className="mono">{performer.ref}</span>
          </span>
        </div>
      </div>
      <div className="row row-wrap small">
        <StageState status={stage.status} />
        <span className="soft">
          <Waits stage={stage} />
        </span>
      </div>
      <TaskLink stage={stage} />
      {context.modules.length === 0 ? null : <Knows context={context} />}
    </li>
  )
}

function Waits({ stage: { status, attempt, attemptsMax, deadline, until } }: { readonly stage: StageRun }) {
  if (status === 'running') {
    return (
      <>
        try {attempt} of {attemptsMax}
        {deadline === null ? null : (
          <>
            , stops <Moment at={deadline} />
          </>
        )}
      </>
    )
  }
  if (status !== 'backing-off' || until === null) return null
  return (
    <>
      <Moment at={until} />, try {attempt + 1} of {attemptsMax}
    </>
  )
}

function TaskLink({ stage: { task, because } }: { readonly stage: StageRun }) {
  if (task === null) return null
  return (
    <>
      <p className="small soft">
        {because} <Deadline due={task.due} />,{' '}
        {task.claimedBy === null ? 'nobody has it' : `${actorName(task.claimedBy)} has it`}
      </p>
      <ButtonLink to="/inbox/$taskId" params={{ taskId: task.id }} size="compact-xs">
        Open the task
      </ButtonLink>
    </>
  )
}

function Knows({ context }: { readonly context: StageRun['context'] }) {
  return (
    <div>
      <div className="row">
        <h3 className="grow">What it knows</h3>
        <span className="tiny soft num">
          <b>{countWords(context.usedTokens)}</b> of {countWords(context.budgetTokens)} tokens
        </span>
      </div>
      <TokenBar context={context} />
      <ul className="tiny soft num">
        {context.modules.map(({ ref, title, tokens }) => (
          <li key={ref} className="row">
            <span className="grow clip">{title}</span>
            {countWords(tokens)}
          </li>
        ))}
      </ul>
    </div>
  )
}
