import { Button } from '@mantine/core'
import { counted } from '../../derive/number-words.ts'
import { stepsIn } from '../../derive/pasted.ts'
import { Icon } from '../../icons/icon.tsx'
import { Note } from '../../parts/note.tsx'
import { ProcedureFields, useProcedure } from '../../parts/procedure-fields.tsx'
import type { Adding } from './use-adding.ts'
import type { Pasting } from './use-pasting.ts'
import './paste-panel.css'

/** Whoever opened the panel pastes next. */
function focusText(panel: HTMLElement | null): void {
  panel?.querySelector('textarea')?.focus()
}

export interface PastePanelProps {
  readonly pasting: Pasting
  readonly adding: Adding
  /** Why nothing was added. */
  readonly refusal: string | null
}

/** What is pasted beside what becomes of it. Adding it is one step, and Undo takes all of it back. */
export function PastePanel({ pasting, adding, refusal }: PastePanelProps) {
  const procedure = useProcedure(pasting.text ?? '')
  const steps = stepsIn(procedure.wanted)
  const add = () => {
    if (adding.addAll(procedure.wanted)) pasting.close()
  }
  return (
    <section
      ref={focusText}
      className="builder-middle paste-panel"
      aria-label="Paste your procedure"
      onKeyDown={(event) => {
        if (event.key === 'Escape') pasting.close()
      }}
    >
      <div className="builder-faces">
        <h2 className="grow">Paste your procedure</h2>
        <Button variant="subtle" onClick={pasting.close}>
          Cancel
        </Button>
        <Button
          variant="filled"
          leftSection={<Icon name="plus" />}
          disabled={steps === 0 || procedure.isReading}
          onClick={add}
        >
          {steps === 0 ? 'Add stages' : `Add ${counted(steps, 'stage')}`}
        </Button>
      </div>
      <p className="small soft paste-where">
        Each step becomes a stage that asks a person. They are added <b>{adding.where}</b>. Nothing is given to a skill
        until you say so.
      </p>
      {refusal === null ? null : (
        <Note icon="failed" tone="bad">
          {refusal}
        </Note>
      )}
      <ProcedureFields text={pasting.text ?? ''} onText={pasting.write} procedure={procedure} />
    </section>
  )
}
