import type { Context } from '../../../api/contract/basics.ts'
import type { HandoffEvidence, TaskDetail } from '../../../api/contract/task-detail.ts'
import { evidenceOf } from '../../derive/evidence.ts'
import { countWords } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { Confidence } from '../../parts/confidence.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { FileList } from '../../parts/file-list.tsx'
import { Note } from '../../parts/note.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { Quote } from '../../parts/quote.tsx'
import { PerformerTile } from '../../parts/tile.tsx'

/** What was asked, what was written, what was found and what was known, in this order, before any answer. */
export function TaskEvidence({ detail }: { readonly detail: TaskDetail }) {
  const { texts, facts } = evidenceOf(detail)
  const { inputsProblem, handoffs, context } = detail.evidence
  return (
    <div className="task-evidence">
      <Asked asked={detail.asked} />
      {texts.map((quote) => (
        <Quote key={`${quote.label} ${quote.text}`} {...quote} />
      ))}
      {inputsProblem === null ? null : (
        <Note icon="warn" tone="warm">
          {inputsProblem}
        </Note>
      )}
      <div className="task-facts">
        {facts.map(({ from, fields }) => (
          <section key={from}>
            <h3>{from}</h3>
            <FieldList fields={fields} />
          </section>
        ))}
        <HandedOn task={detail.row.id} handoffs={handoffs} />
        <Known handoffs={handoffs} context={context} />
      </div>
    </div>
  )
}

function Asked({ asked }: { readonly asked: TaskDetail['asked'] }) {
  const sentences = [asked.instructions, asked.escalation, asked.description].filter((text) => text !== null)
  if (sentences.length === 0) return null
  return (
    <section>
      <h3>What was asked</h3>
      {sentences.map((text) => (
        <p key={text} className="pre-line">
          <PlainText text={text} />
        </p>
      ))}
    </section>
  )
}

interface HandedOnProps {
  readonly task: string
  readonly handoffs: readonly HandoffEvidence[]
}

/** The files that the stages before handed on. */
function HandedOn({ task, handoffs }: HandedOnProps) {
  const files = handoffs.flatMap(({ artifacts }) => artifacts)
  if (files.length === 0) return null
  return (
    <section>
      <h3>Files from before</h3>
      <FileList of={{ task }} files={files} />
    </section>
  )
}

interface KnownProps {
  readonly handoffs: readonly HandoffEvidence[]
  readonly context: Context
}

/** Who worked on it before, how sure they were, and what the stage was given to read. */
function Known({ handoffs, context }: KnownProps) {
  if (handoffs.length === 0 && context.modules.length === 0) return null
  return (
    <section>
      <h3>What it knew</h3>
      <ul className="known">
        {context.modules.map(({ ref, title, tokens }) => (
          <li key={ref}>
            <Icon name="layers" size="small" tone="soft" />
            <span className="grow">{title}</span>
            <span className="num">{countWords(tokens)} tokens</span>
          </li>
        ))}
        {handoffs.map((handoff) => (
          <li key={handoff.stage.id}>
            <PerformerTile kind={handoff.performer.kind} />
            <span className="grow">{handoff.stage.name}</span>
            <HandoffFact handoff={handoff} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function HandoffFact({ handoff: { performer, confidence } }: { readonly handoff: HandoffEvidence }) {
  if (confidence === null || confidence.source === 'human') return <span className="soft">{performer.name}</span>
  if (performer.kind === 'exact') return <span className="soft">exact</span>
  return <Confidence {...confidence} size="mini" />
}
