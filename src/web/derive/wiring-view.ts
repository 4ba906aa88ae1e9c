import type { ValueRef } from '../../core/wiring/value-ref.ts'
import type { Wiring } from '../../core/wiring/wiring.ts'
import { wiringOf } from '../../core/wiring/wiring.ts'
import type { Reference } from '../../core/workflow/reference.ts'
import { formatReference } from '../../core/workflow/reference.ts'
import type { JsonSchema, Workflow } from '../../core/workflow/workflow.ts'
import type { BuilderView, Card } from './builder-view.ts'
import { spacedName } from './form-fields.ts'

/** A document with what its cards promise; null where nothing can be made of the text yet. */
export function wiringOfView({ read }: BuilderView, cards: readonly Card[]): Wiring | null {
  if (read === null) return null
  const { workflow } = read
  const contracts = new Map(
    cards.map(({ ref, input, output }) => [ref, { takes: input ?? undefined, gives: output ?? undefined }]),
  )
  return wiringOf(workflow, ({ roles }) => contracts.get(performerOf(roles.primary, workflow)))
}

/** A role that is bound late counts as whoever has it unless a run says otherwise. */
function performerOf(primary: Reference, { roles }: Workflow): string {
  const usual = primary.kind === 'role' ? roles[primary.name]?.default : undefined
  return formatReference(usual ?? primary)
}

/** What a value is called: by the title of its schema, else by its name. */
export function valueLabel(value: ValueRef, wiring: Wiring): string {
  switch (value.type) {
    case 'input':
      return titleOf(wiring.workflow.inputs[value.name]?.schema, value.name)
    case 'output':
      return titleOf(wiring.stages.get(value.stage)?.outputs?.[value.name], value.name)
    case 'outcome':
      return 'How it ended'
  }
}

export function titleOf(schema: JsonSchema | undefined, name: string): string {
  const title = schema?.['title']
  return typeof title === 'string' && title.trim() !== '' ? title : spacedName(name)
}

/** The same with where it comes from: `Category, from Sort a message`. */
export function valueWords(value: ValueRef, wiring: Wiring): string {
  if (value.type === 'input') return `${valueLabel(value, wiring)}, from the start`
  const stage = stageLabel(value.stage, wiring)
  return value.type === 'outcome' ? `How ${stage} ended` : `${valueLabel(value, wiring)}, from ${stage}`
}

export function stageLabel(stage: string, wiring: Wiring): string {
  return wiring.stages.get(stage)?.name ?? stage
}
