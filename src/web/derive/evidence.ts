import type { Field } from '../../api/contract/basics.ts'
import type { TaskDetail } from '../../api/contract/task-detail.ts'

/** What there is to read before deciding: texts somebody wrote, and short facts. */
export interface Evidence {
  readonly texts: readonly Quote[]
  readonly facts: readonly FactGroup[]
}

export interface Quote {
  readonly label: string
  readonly text: string
}

/** Facts from one place: the run itself, or a stage before. */
export interface FactGroup {
  readonly from: string
  readonly fields: readonly Field[]
}

/** A text with more words than this is read as a text, not as a fact in a table: a name or an address is shorter. */
const FACT_WORDS_MAX = 4

/** Everything a task shows as evidence, each value once: what the stage is given often repeats what the run was given. */
export function evidenceOf({ asked, evidence }: Pick<TaskDetail, 'asked' | 'evidence'>): Evidence {
  return splitFields(
    withoutRepeats([
      { from: 'The case', fields: asked.runInputs },
      ...evidence.handoffs.map(({ stage, outputs }) => ({ from: stage.name, fields: outputs })),
      { from: 'Given to this stage', fields: evidence.inputs ?? [] },
    ]),
  )
}

/** Texts and facts apart; groups without facts are left out. */
export function splitFields(groups: readonly FactGroup[]): Evidence {
  const texts = groups.flatMap(({ fields }) => fields.flatMap(toQuote))
  const facts = groups.map(({ from, fields }) => ({
    from,
    fields: fields.filter((field) => toQuote(field).length === 0),
  }))
  return { texts, facts: facts.filter(({ fields }) => fields.length > 0) }
}

function toQuote({ label, value }: Field): readonly Quote[] {
  const isText = typeof value === 'string' && value.trim().split(/\s+/).length > FACT_WORDS_MAX
  return isText ? [{ label, text: value }] : []
}

function withoutRepeats(groups: readonly FactGroup[]): readonly FactGroup[] {
  const seen = new Set<string>()
  const isNew = ({ value }: Field) => {
    const spelling = JSON.stringify(value)
    if (seen.has(spelling)) return false
    seen.add(spelling)
    return true
  }
  return groups.map(({ from, fields }) => ({ from, fields: fields.filter(isNew) }))
}
