/** A stage that can be chosen. */
export interface StageChoice {
  readonly id: string
  readonly name: string
}

/** A list with more to choose from is searched, not read. */
export const STAGES_OFFERED_MAX = 200

/** The stages whose name or id holds what was typed, not too many of them; the chosen one is always among them. */
export function stageChoices(stages: readonly StageChoice[], search: string, chosen: string): readonly StageChoice[] {
  const typed = search.trim().toLowerCase()
  const isMeant = ({ id, name }: StageChoice) => id === chosen || `${name} ${id}`.toLowerCase().includes(typed)
  const meant = stages.filter(isMeant)
  const shown = meant.slice(0, STAGES_OFFERED_MAX)
  const own = meant.find(({ id }) => id === chosen)
  return own === undefined || shown.includes(own) ? shown : [own, ...shown]
}
