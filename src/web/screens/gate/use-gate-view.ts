import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Gate, GateChoice, GatePoint } from '../../../api/contract/gates.ts'
import type { GateOf } from '../../data/gates.ts'
import type { GateWish } from '../../derive/gate-draft.ts'
import type { GateSearch } from '../../derive/gate-search.ts'
import { nearestPoint } from '../../derive/gate-steps.ts'

/** A gate as it would be by what somebody is thinking of. */
export interface GateView {
  readonly of: GateOf
  readonly gate: Gate
  readonly search: GateSearch
  readonly target: number
  /** By a percentage of their own, or by the target. */
  readonly way: 'percentage' | 'target'
  /** The limit that is thought of; null: nothing goes through. */
  readonly point: GatePoint | null
  /** What it would take and cost: of the limit before, while this one is worked out. */
  readonly choice: GateChoice | null
  readonly isWorking: boolean
  readonly setTarget: (target: number) => void
  /** A limit that is passed on the way to another: nothing is asked of the server yet. */
  readonly passLimit: (place: number) => void
  readonly setLimit: (place: number) => void
  /** Back from a percentage to the target. */
  readonly leaveLimit: () => void
}

export interface GateShown {
  readonly of: GateOf
  readonly search: GateSearch
  readonly gate: Gate
  readonly isWorking: boolean
}

export function useGateView({ of, search, gate, isWorking }: GateShown): GateView {
  const navigate = useNavigate({ from: '/insights/gates/$workChartId/$stageId' })
  const [passed, setPassed] = useState<number | null>(null)
  const { points, chosen } = gate
  const go = (next: GateSearch) => {
    setPassed(null)
    void navigate({ search: next, replace: true })
  }
  const { limit: _, ...rest } = search
  const place = passed ?? (search.limit === undefined ? -1 : nearestPoint(points, search.limit))
  return {
    of,
    gate,
    search,
    target: search.target ?? gate.target,
    way: search.limit === undefined && passed === null ? 'target' : 'percentage',
    point: points[place] ?? chosen?.point ?? null,
    choice: chosen,
    isWorking: isWorking || passed !== null,
    setTarget: (target) => go({ ...rest, target }),
    passLimit: setPassed,
    setLimit: (to) => {
      const point = points[to]
      if (point !== undefined) go({ ...search, limit: point.limit })
    },
    leaveLimit: () => go(rest),
  }
}

/** What is written where this is saved; null: no limit can be chosen. */
export function wishOf({ way, target, point }: GateView): GateWish | null {
  if (way === 'target') return { kind: 'target-error', target }
  return point === null ? null : { kind: 'threshold', threshold: point.limit }
}
