import { useState } from 'react'
import type { StageId } from '../../../core/workflow/workflow.ts'
import { nameOfStage } from '../../derive/builder-view.ts'
import type { Builder } from './use-builder.ts'

/** One stage waits to be told which other one comes after it. */
export interface Connecting {
  readonly from: StageId | null
  readonly begin: (stage: StageId) => void
  readonly end: (to: StageId) => void
  readonly stop: () => void
}

export function useConnecting({ view, edit }: Builder, announce: (words: string) => void): Connecting {
  const [from, setFrom] = useState<StageId | null>(null)
  const nameOf = (stage: StageId) => nameOfStage(view.stages, stage)
  return {
    from,
    begin: (stage) => {
      setFrom(stage)
      announce(`Which stage comes after ${nameOf(stage)}? Enter connects it, Escape stops.`)
    },
    end: (to) => {
      if (from === null) return
      setFrom(null)
      if (edit({ type: 'connect', from, to })) announce(`${nameOf(to)} comes after ${nameOf(from)}.`)
    },
    stop: () => {
      setFrom(null)
      announce('Nothing was connected.')
    },
  }
}
