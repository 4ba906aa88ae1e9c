import type { PlanProblem } from '../../api/contract/plan.ts'
import { Icon } from '../icons/icon.tsx'
import { CodeWords } from '../parts/code-words.tsx'
import './plan-problems.css'

/** A document may have a thousand; the first are enough to go on with. */
const SHOWN_MAX = 50

export interface PlanProblemsProps {
  readonly problems: readonly Pick<PlanProblem, 'code' | 'severity' | 'stage' | 'message' | 'help'>[]
  /** Names of stages, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly onSelect: (stage: string) => void
}

/** What keeps it from running, and what is worth a thought first; each leads to its stage. */
export function PlanProblems({ problems, names, onSelect }: PlanProblemsProps) {
  if (problems.length === 0) return null
  return (
    <div>
      <ul className="plan-problems small">
        {problems.slice(0, SHOWN_MAX).map(({ code, stage, severity, message, help }) => (
          <li key={`${code} ${stage} ${message}`} className="row row-top">
            <Icon
              name={severity === 'error' ? 'failed' : 'warn'}
              tone={severity === 'error' ? 'bad' : 'soft'}
              size="small"
              label={severity === 'error' ? 'Problem' : 'Note'}
            />
            <span className="grow">
              {stage === null ? null : (
                <button type="button" className="plain-link plan-problems-stage" onClick={() => onSelect(stage)}>
                  {names.get(stage) ?? stage}
                </button>
              )}{' '}
              <CodeWords text={message} />{' '}
              <span className="soft">
                <CodeWords text={help} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN_MAX ? <p className="small soft">And {problems.length - SHOWN_MAX} more.</p> : null}
    </div>
  )
}
