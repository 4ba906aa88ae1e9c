import type { PlanReport } from '../../api/contract/plan.ts'
import { outlookWords } from '../../core/forecast/outlook-words.ts'
import { consequenceWords } from '../derive/consequence-words.ts'
import { counted, countWords } from '../derive/number-words.ts'
import { CodeWords } from '../parts/code-words.tsx'
import { PlanProblems } from './plan-problems.tsx'
import './plan-overview.css'

export interface PlanOverviewProps {
  readonly plan: PlanReport
  readonly onSelect: (stage: string) => void
}

/** What holds for the whole: what keeps it from running, in which order it goes, what it does and what it took so far. */
export function PlanOverview({ plan, onSelect }: PlanOverviewProps) {
  const names = new Map(plan.stages.map(({ id, name }) => [id, name]))
  return (
    <div className="plan-overview">
      <PlanProblems problems={plan.problems} names={names} onSelect={onSelect} />
      <section>
        <h3>In this order</h3>
        <ol className="plan-overview-order small">
          {plan.batches.map((batch) => (
            <li key={batch.join(' ')}>{batch.map((id) => names.get(id) ?? id).join(', at the same time ')}</li>
          ))}
        </ol>
      </section>
      <Past plan={plan} />
      <Consequences plan={plan} names={names} />
      <Missing plan={plan} names={names} />
    </div>
  )
}

interface PlanProps {
  readonly plan: PlanReport
}

/** What the receipts of past runs say, and what stages are given to read. */
function Past({ plan: { forecast, contextTokens } }: PlanProps) {
  const words = outlookWords(forecast.run)
  return (
    <div className="small soft num">
      <p>
        {words.length === 0
          ? 'No run of it has succeeded yet: what it costs and how long it takes is not known.'
          : `So far: ${words.join(', ')}.`}
      </p>
      <p>
        {contextTokens === 0
          ? 'No stage is given anything to read.'
          : `${countWords(contextTokens)} tokens of context in all.`}
      </p>
    </div>
  )
}

interface NamedPlanProps extends PlanProps {
  /** Names of stages, by id. */
  readonly names: ReadonlyMap<string, string>
}

function Missing({ plan: { missing }, names }: NamedPlanProps) {
  if (missing.length === 0) return null
  return (
    <section>
      <h3>A person does {counted(new Set(missing.map(({ stage }) => stage)).size, 'stage')} until somebody else can</h3>
      <ul className="small soft">
        {missing.map(({ stage, role, reason }) => (
          <li key={`${stage} ${role}`}>
            <b>{names.get(stage) ?? stage}</b> <CodeWords text={reason} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Consequences({ plan: { consequences }, names }: NamedPlanProps) {
  if (consequences.length === 0) return null
  return (
    <section>
      <h3>More than reading</h3>
      <ul className="small soft">
        {consequences.map((each) => (
          <li key={`${each.stage} ${each.ref}`}>
            <b>{names.get(each.stage) ?? each.stage}</b> {consequenceWords(each)}
          </li>
        ))}
      </ul>
    </section>
  )
}
