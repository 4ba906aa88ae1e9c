import { Textarea } from '@mantine/core'
import { notesBeforeStages } from '../../../core/workflow/view-notes.ts'
import type { StageId } from '../../../core/workflow/workflow.ts'
import { CommitField } from './commit-field.tsx'
import type { Builder } from './use-builder.ts'

export interface NoteFieldsProps {
  readonly builder: Builder
  readonly stage: StageId
}

/** What is read before a stage: headings of its procedure, or whatever whoever builds it wants to remember. */
export function NoteFields({ builder, stage }: NoteFieldsProps) {
  const notes = notesBeforeStages(builder.view.document).filter(({ before }) => before === stage)
  const add = (text: string) =>
    text.trim() !== '' && builder.edit({ type: 'add-notes', notes: [{ text: text.trim(), before: stage }] })
  const set = (at: number, text: string) =>
    builder.edit({ type: 'set-note', at, text: text.trim() === '' ? null : text.trim() })
  return (
    <section>
      <h3>Notes before it</h3>
      {notes.map(({ at, text }, index) => (
        <CommitField key={`note ${at}`} value={text} onCommit={(typed) => set(at, typed)}>
          {(field) => <Textarea aria-label={`Note ${index + 1}`} autosize minRows={1} maxRows={6} {...field} />}
        </CommitField>
      ))}
      <CommitField key={`${notes.length} notes`} value="" onCommit={add}>
        {(field) => <Textarea aria-label="Write a note" placeholder="Write a note…" autosize minRows={1} {...field} />}
      </CommitField>
    </section>
  )
}
