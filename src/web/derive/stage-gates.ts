import type { GateRow, GateStatus, Gates } from '../../api/contract/gates.ts'
import { togetherWords } from './gate-status.ts'
import { counted } from './number-words.ts'

/** What a stage of a document aims at. */
export interface Aiming {
  readonly id: string
  readonly target: number | null
}

/** How far the promise of a stage is: of several kinds of answers, of the one that is least far. */
export function stageStatus(gates: Gates | undefined, { id, target }: Aiming): GateStatus | null {
  const statuses = rowsOf(gates, id).flatMap((row) => (keeps(row, target) ? [row.status] : []))
  const open = statuses.filter((status) => status?.type !== 'certified')
  return (open.length > 0 ? open[0] : statuses[0]) ?? null
}

/** Whether what was worked out is of what the document says now. */
function keeps({ setting }: GateRow, target: number | null): boolean {
  return setting.kind === 'target-error' && setting.target === target
}

/** Of what is published, each kind of answers by itself. */
export function rowsOf(gates: Gates | undefined, stage: string): readonly GateRow[] {
  return gates?.gates.filter((row) => row.stage.id === stage) ?? []
}

/** What all targets of a document promise together of one run, or what is missing for that; null: none has a target. */
export function togetherOf(gates: Gates | undefined, stages: readonly Aiming[]): string | null {
  const aiming = stages.filter(({ target }) => target !== null)
  if (aiming.length === 0) return null
  const open = aiming.filter((stage) => stageStatus(gates, stage)?.type !== 'certified')
  const together = gates?.together ?? null
  if (open.length > 0 || together?.stages !== aiming.length)
    return `How many may be wrong in 100 runs is not known: ${openWords(open.length, aiming.length)}`
  return togetherWords(together)
}

function openWords(open: number, of: number): string {
  return open === 0 ? 'publish these targets first' : `${open} of ${counted(of, 'stage')} with a target not certified`
}
