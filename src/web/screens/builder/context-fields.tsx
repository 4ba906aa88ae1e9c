import { TextInput } from '@mantine/core'
import type { ContextModule } from '../../../api/contract/choices.ts'
import { CONTEXT_TOKENS_MAX } from '../../../core/workflow/limits.ts'
import type { StageId } from '../../../core/workflow/workflow.ts'
import { useContextModules } from '../../data/choices.ts'
import type { ContextChoice, ContextRow } from '../../derive/context-choice.ts'
import { contextChoice } from '../../derive/context-choice.ts'
import { countWords } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Note } from '../../parts/note.tsx'
import { TokenBar } from '../../parts/token-bar.tsx'
import type { Complaint } from './commit-field.tsx'
import { CommitField, notBetween } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'
import type { Builder } from './use-builder.ts'

export interface ContextFieldsProps {
  readonly builder: Builder
  /** Null: what every stage is given. */
  readonly stage: StageId | null
}

/** What a stage, or every stage, is given to know, within its budget. */
export function ContextFields({ builder, stage }: ContextFieldsProps) {
  const query = useContextModules(builder.opened.collection)
  return (
    <section>
      <Loaded query={query} what="what stages can know">
        {({ modules }) => <Chosen builder={builder} stage={stage} modules={modules} />}
      </Loaded>
    </section>
  )
}

type ChosenProps = ContextFieldsProps & { readonly modules: readonly ContextModule[] }

function Chosen({ builder, stage, modules }: ChosenProps) {
  const choice = contextChoice({ document: builder.view.document, stage, modules })
  const { rows, packed, free } = choice
  return (
    <>
      <div className="row">
        <h3 className="grow">{stage === null ? 'What every stage knows' : 'What it knows'}</h3>
        <span className="small soft num">
          <b className="ink">{countWords(packed.usedTokens)}</b> of {countWords(packed.budgetTokens)} tokens
        </span>
      </div>
      <TokenBar context={packed} />
      {rows.length === 0 ? <p className="small soft">Nothing but what the run hands it.</p> : null}
      <ul className="builder-context">
        {rows.map((row) => (
          <Row key={row.ref} builder={builder} stage={stage} row={row} />
        ))}
      </ul>
      <OverBudget choice={choice} />
      <AddModule builder={builder} stage={stage} free={free} hasAny={modules.length > 0} />
      <BudgetField builder={builder} stage={stage} choice={choice} />
    </>
  )
}

function Row({ builder, stage, row }: ContextFieldsProps & { readonly row: ContextRow }) {
  const { ref, name, tokens, from, isOptional, isLeftOut } = row
  return (
    <li className="row row-tight small">
      <Icon name="layers" size="small" tone="soft" />
      <span className="grow">
        {name}
        {isLeftOut ? <span className="warm"> · left out, no room</span> : null}
        {tokens === null ? <span className={isOptional ? 'soft' : 'bad'}> · not here</span> : null}
      </span>
      {from === 'all' ? (
        <span className="tiny soft">every stage</span>
      ) : (
        <button
          type="button"
          className="plain-link tiny builder-need"
          aria-label={`${needWords(row)}: ${name}`}
          onClick={() =>
            builder.edit({ type: 'set-context-need', stage, module: ref, need: isOptional ? 'required' : 'optional' })
          }
        >
          {needWords(row)}
        </button>
      )}
      <span className="num soft builder-tokens">{tokens === null ? '–' : countWords(tokens)}</span>
      {from === 'all' ? null : (
        <button
          type="button"
          className="plain-link builder-small-target"
          aria-label={`Take out ${name}`}
          onClick={() => builder.edit({ type: 'remove-context', stage, module: ref })}
        >
          <Icon name="cross" size="small" />
        </button>
      )}
    </li>
  )
}

function needWords({ isOptional }: ContextRow): string {
  return isOptional ? 'if it is there' : 'needed'
}

function OverBudget({ choice: { wantedTokens, packed } }: { readonly choice: ContextChoice }) {
  const tooMany = wantedTokens - packed.budgetTokens
  if (tooMany <= 0) return null
  return (
    <Note icon="warn" tone="warm">
      <p>
        Together they have {countWords(wantedTokens)} tokens, {countWords(tooMany)} more than there is room for. What
        does not fit is left out. Take one out, or give it more room below.
      </p>
    </Note>
  )
}

type AddModuleProps = ContextFieldsProps & { readonly free: readonly ContextModule[]; readonly hasAny: boolean }

function AddModule({ builder, stage, free, hasAny }: AddModuleProps) {
  if (!hasAny)
    return (
      <p className="tiny soft">
        There are no texts yet. Put Markdown files into <code>collections/{builder.opened.collection}/context</code>.
      </p>
    )
  if (free.length === 0) return null
  return (
    <CommitSelect
      aria-label="Add something it knows"
      value=""
      data={[
        { value: '', label: 'Add a text…' },
        ...free.map(({ ref, name, tokens }) => ({ value: ref, label: `${name} (${countWords(tokens)} tokens)` })),
      ]}
      onCommit={(chosen) => builder.edit({ type: 'add-context', stage, module: chosen })}
    />
  )
}

/** Nothing: the usual room. */
const notRoom: Complaint = (typed) => (typed.trim() === '' ? null : notBetween(1, CONTEXT_TOKENS_MAX)(typed))

type BudgetFieldProps = ContextFieldsProps & { readonly choice: ContextChoice }

function BudgetField({ builder, stage, choice: { ownBudget, packed } }: BudgetFieldProps) {
  const commit = (text: string): void => {
    builder.edit({ type: 'set-context-budget', stage, tokens: text.trim() === '' ? null : Number(text) })
  }
  return (
    <CommitField value={ownBudget === null ? '' : String(ownBudget)} complaint={notRoom} onCommit={commit}>
      {(field) => (
        <TextInput
          label="Room, in tokens"
          placeholder={`${countWords(packed.budgetTokens)} (usual)`}
          inputMode="numeric"
          {...field}
        />
      )}
    </CommitField>
  )
}
