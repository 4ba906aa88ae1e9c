import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import type { Diagnostic } from '../../../core/workflow/diagnostic.ts'
import type { BuilderView } from '../../derive/builder-view.ts'
import { stageOfProblem } from '../../derive/builder-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { CodeWords } from '../../parts/code-words.tsx'
import { Count } from '../../parts/tag.tsx'
import { FixButtons } from './fix-buttons.tsx'

/** A document may have a thousand; the first are enough to go on with. */
const SHOWN_MAX = 50

export interface ProblemListProps {
  readonly view: BuilderView
  readonly onSelect: (stage: string) => void
  readonly onEdit: (edit: WorkflowEdit) => boolean
}

/** What is wrong with the document as it is now, each with the stage it is about and where it stands in the file. */
export function ProblemList(props: ProblemListProps) {
  const { problems, stages, isUnreadable } = props.view
  // That a WorkChart needs a stage is said where the first one goes.
  if (stages.length === 0 && !isUnreadable) return null
  const errors = problems.filter(({ severity }) => severity === 'error')
  return (
    <details className="builder-problems" open={errors.length > 0}>
      <summary className="row">
        <b>Problems</b> <Count of={errors.length} {...(errors.length === 0 ? {} : { tone: 'bad' })} />
        <span className="small soft">Notes</span> <Count of={problems.length - errors.length} />
      </summary>
      <ul>
        {problems.slice(0, SHOWN_MAX).map((problem) => (
          <ProblemRow key={`${problem.rule} ${problem.pointer} ${problem.message}`} problem={problem} {...props} />
        ))}
      </ul>
    </details>
  )
}

function ProblemRow({ problem, view, onSelect, onEdit }: ProblemListProps & { readonly problem: Diagnostic }) {
  const { severity, message, help, line, column } = problem
  const stage = stageOfProblem(view.stages, problem)
  const isError = severity === 'error'
  return (
    <li className="row small">
      <Icon name={isError ? 'failed' : 'ask'} tone={isError ? 'bad' : 'soft'} label={isError ? 'Problem' : 'Note'} />
      {stage === undefined ? null : (
        <button type="button" className="plain-link" onClick={() => onSelect(stage.id)}>
          {stage.name}
        </button>
      )}
      <span className="grow">
        <CodeWords text={message} />{' '}
        <span className="soft">
          <CodeWords text={help} />
        </span>
      </span>
      <FixButtons problem={problem} view={view} onEdit={onEdit} />
      <span className="mono faint">{[line, column].join(':')}</span>
    </li>
  )
}
