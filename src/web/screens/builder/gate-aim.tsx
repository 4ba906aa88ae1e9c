import type { GateStatus } from '../../../api/contract/gates.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { statusSentence, statusWords } from '../../derive/gate-status.ts'
import { inHundred } from '../../derive/gate-steps.ts'
import { stageStatus } from '../../derive/stage-gates.ts'
import { Icon } from '../../icons/icon.tsx'
import { usePublishedGates } from './gates-context.ts'

/** What a stage on the canvas aims at, and whether that is certified. */
export function GateAim({ stage, target }: { readonly stage: BuilderStage; readonly target: number }) {
  const status = stageStatus(usePublishedGates(), stage)
  const { icon, tone } = lookOf(status)
  const words = status === null ? 'Not certified' : statusSentence(status)
  return (
    <span className={`row row-tight num ${tone}`} title={words}>
      <Icon name={icon} size="small" label={words} />≤ {inHundred(target)} in 100
    </span>
  )
}

function lookOf(status: GateStatus | null): Pick<ReturnType<typeof statusWords>, 'icon' | 'tone'> {
  return status === null ? { icon: 'person', tone: 'warm' } : statusWords(status)
}
