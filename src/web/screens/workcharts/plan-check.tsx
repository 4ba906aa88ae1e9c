import type { PlanReport } from '../../../api/contract/plan.ts'
import { outlookWords } from '../../../core/forecast/outlook-words.ts'
import { consequenceWords } from '../../derive/consequence-words.ts'
import { counted, countWords } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import './plan-check.css'

/** What would happen if it were run now. Nothing is started by looking. */
export function PlanCheck({ plan }: { readonly plan: PlanReport }) {
  const { stages, batches, problems, contextTokens } = plan
  const names = new Map(stages.map(({ id, name }) => [id, name]))
  return (
    <Card title="Check before running" actions={<Verdict ready={plan.ready} />}>
      <div className="card-body plan-check">
        <ol className="plan-check-order">
          {batches.map((batch) => (
            <li key={batch.join(' ')}>{batch.map((id) => names.get(id) ?? id).join(', at the same time ')}</li>
          ))}
        </ol>
        <p className="small soft num">
          {contextTokens === 0
            ? 'No stage is given anything to read.'
            : `${countWords(contextTokens)} tokens of context.`}
        </p>
        <Past plan={plan} />
        <Consequences plan={plan} names={names} />
        <Missing plan={plan} names={names} />
        <ul className="plan-check-problems small">
          {problems.map(({ code, stage, severity, message, help }) => (
            <li key={`${code} ${stage} ${message}`} className="row row-top">
              <Icon
                name={severity === 'error' ? 'failed' : 'warn'}
                tone={severity === 'error' ? 'bad' : 'soft'}
                size="small"
                label={severity === 'error' ? 'Problem' : 'Note'}
              />
              <span>
                {message} <span className="soft">{help}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

interface PlanProps {
  readonly plan: PlanReport
}

/** What the receipts of past runs say; before the first one there is nothing to say. */
function Past({ plan: { forecast } }: PlanProps) {
  const words = outlookWords(forecast.run)
  return words.length === 0 ? null : <p className="small soft num">So far: {words.join(', ')}.</p>
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
            <b>{names.get(stage) ?? stage}</b> {reason}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Consequences({ plan, names }: NamedPlanProps) {
  const { consequences } = plan
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

function Verdict({ ready }: { readonly ready: boolean }) {
  return ready ? (
    <span className="row row-tight small ok">
      <Icon name="done" size="small" />
      Can run
    </span>
  ) : (
    <span className="row row-tight small bad">
      <Icon name="failed" size="small" />
      Can not run yet
    </span>
  )
}
