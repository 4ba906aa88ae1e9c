import { Panel } from '@xyflow/react'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { togetherOf } from '../../derive/stage-gates.ts'
import { Icon } from '../../icons/icon.tsx'
import { usePublishedGates } from './gates-context.ts'

/** What the targets of all stages promise of one run. */
export function TogetherPanel({ stages }: { readonly stages: readonly BuilderStage[] }) {
  const words = togetherOf(usePublishedGates(), stages)
  if (words === null) return null
  return (
    <Panel position="bottom-center" className="canvas-together row row-tight small num">
      <Icon name="seal" size="small" />
      {words}
    </Panel>
  )
}
