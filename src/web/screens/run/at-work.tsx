import type { RunDetail, StageRun } from '../../../api/contract/run-detail.ts'
import { costText } from '../../../core/compare/cost-text.ts'
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
export function AtWork({ detail: { stages, cost } }: { readonly detail: Pick<RunDetail, 'stages' | 'cost'> }) {
  const active = stages.filter(({ status }) => ACTIVE.has(status))
  if (active.length === 0) return null
  return (
    <Card
      title="At work"
      aside={active.length > SHOWN_MAX ? <span className="small faint">{active.length} stages</span> : null}
    >
      <ul className="card-rows">
        {active.slice(0, SHOWN_MAX).map((stage) => (
          <ActiveStage key={stage.id} stage={stage} runCost={cost} />
        ))}
      </ul>
    </Card>
  )
}

const ACTIVE: ReadonlySet<StageRun['status']> = new Set(['running', 'backing-off', 'awaiting-approval'])

interface ActiveStageProps {
  readonly stage: StageRun
  readonly runCost: RunDetail['cost']
}

function ActiveStage({ stage, runCost }: ActiveStageProps) {
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
      {performer.kind === 'ai' ? <SoFar stage={stage} runCost={runCost} /> : null}
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

/** Of tries that have ended; the log has the tokens of every turn. */
function SoFar({ stage: { tokens, cost }, runCost }: ActiveStageProps) {
  return (
    <dl className="at-work-sums tiny num">
      <Sum name="Tokens in" words={tokenWords(tokens?.input)} />
      <Sum name="out" words={tokenWords(tokens?.output)} />
      <Sum name="Cost so far" words={costText(cost)} />
      <Sum name="Run so far" words={costText(runCost)} />
    </dl>
  )
}

function tokenWords(tokens: number | null | undefined): string {
  return tokens == null ? 'not known yet' : countWords(tokens)
}

function Sum({ name, words }: { readonly name: string; readonly words: string }) {
  return (
    <div>
      <dt className="faint">{name}</dt>
      <dd>
        <b>{words}</b>
      </dd>
    </div>
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
