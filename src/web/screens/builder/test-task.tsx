import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import { FieldList } from '../../parts/field-list.tsx'
import { FormFieldInput } from '../../parts/form-field.tsx'
import { Note } from '../../parts/note.tsx'
import { DecisionButtons } from '../inbox/decision-buttons.tsx'
import { DecisionNotes } from '../inbox/decision-notes.tsx'
import { useTestDecision } from './use-test-decision.ts'

export interface TestTaskProps {
  /** Its id. */
  readonly test: string
  readonly detail: TaskDetail
}

/** What a person would be asked, answered here by the tester: it is in nobody's Inbox. */
export function TestTask({ test, detail }: TestTaskProps) {
  const decision = useTestDecision(test, detail)
  const { row, asked, evidence, answered } = detail
  return (
    <section className="test-task" aria-label={`Your answer: ${row.stage.name}`}>
      <h3>{row.stage.name}: your answer</h3>
      <Note icon="approval" tone="warm">
        {row.because}
      </Note>
      <DecisionNotes decision={decision} />
      {asked.instructions === null ? null : <p className="small">{asked.instructions}</p>}
      <FieldList fields={evidence.inputs ?? asked.runInputs} />
      {answered === null ? null : <FieldList fields={answered.outputs} />}
      <div className="decision-form">
        {decision.view.fields.map(({ field, text, was, problem }) => (
          <FormFieldInput
            key={field.name}
            field={field}
            text={text}
            was={was}
            problem={problem}
            onChange={(changed) => decision.setField(field.name, changed)}
          />
        ))}
      </div>
      <DecisionButtons detail={detail} decision={decision} />
    </section>
  )
}
