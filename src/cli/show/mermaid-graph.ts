import type { PlanReport } from '../../api/contract/plan.ts'
import type { PlannedStage } from '../../api/contract/planned-stage.ts'

/** The stages as a Mermaid flow chart: boxes for machines, rounded ones for people, the condition on the arrows. */
export function mermaidGraph({ stages }: Pick<PlanReport, 'stages'>): string {
  const numbers = new Map(stages.map(({ id }, index) => [id, `s${index + 1}`]))
  const nodes = stages.map((stage) => `  ${numbers.get(stage.id)}${boxOf(stage)}`)
  const arrows = stages.flatMap(({ id, dependsOn, when }) =>
    dependsOn.map((before) => `  ${numbers.get(before)} ${arrow(when)} ${numbers.get(id)}`),
  )
  return `${['flowchart TD', ...nodes, ...arrows].join('\n')}\n`
}

function boxOf({ name, performer }: PlannedStage): string {
  const label = `"${escapeLabel(`${name}\n${performer.name}`)}"`
  return performer.kind === 'person' || performer.kind === 'unavailable' ? `([${label}])` : `[${label}]`
}

function arrow(when: string | null): string {
  return when === null ? '-->' : `-->|"${escapeLabel(when)}"|`
}

/** Mermaid reads entities with `#` instead of `&`, and has no other escape inside quotes. */
function escapeLabel(text: string): string {
  return text.replaceAll(/[#"<>&]/g, (character) => `#${character.charCodeAt(0)};`).replaceAll('\n', '<br/>')
}
