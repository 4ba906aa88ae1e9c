import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import { freshKey } from '../../data/fresh-key.ts'
import { RequestFailed } from '../../data/http.ts'
import { forgetAnswer } from '../../data/kept-answers.ts'
import { isServerState } from '../../data/keys.ts'
import type { SeveralOrder, SeveralResult } from '../../data/several.ts'
import { openNow, sendSeveral } from '../../data/several.ts'
import type { SharedAnswerType } from '../../derive/several.ts'

type SeveralPhase = 'choosing' | 'sending' | 'checking' | 'ended' | 'unchecked'

export interface SeveralOrders {
  readonly type: SharedAnswerType
  readonly note: string
  readonly cases: readonly TaskDetail[]
}

/** Several answers on their way, and what came of them. */
export interface Several {
  /** `unchecked`: they were sent, and the list could not be fetched again. */
  readonly phase: SeveralPhase
  readonly results: ReadonlyMap<string, SeveralResult>
  readonly begin: (orders: SeveralOrders) => void
  /** Those on their way arrive; no other is sent. */
  readonly stop: () => void
  /** Sends those again of which nobody knows whether they were heard: each counts once. */
  readonly again: () => void
  /** Back to choosing. */
  readonly close: () => void
}

/** Answers are sent while this is on the screen: whoever leaves it stops what was not sent. */
export function useSeveral(person: string): Several {
  const client = useQueryClient()
  const [phase, setPhase] = useState<SeveralPhase>('choosing')
  const { results, note, check, clear } = useResults(person)
  const orders = useRef<readonly SeveralOrder[]>([])
  const isStopped = useStopOnLeaving(phase)
  const send = async (some: readonly SeveralOrder[]) => {
    isStopped.current = false
    setPhase('sending')
    await sendSeveral(some, { onResult: note, isStopped: () => isStopped.current })
    setPhase('checking')
    const open = await openUnlessUnreachable()
    check(open ?? new Set())
    await client.invalidateQueries({ predicate: ({ queryKey }) => isServerState(queryKey) })
    setPhase(open === undefined ? 'unchecked' : 'ended')
  }
  return {
    phase,
    results,
    begin: (given) => {
      orders.current = ordersOf(given)
      clear()
      void send(orders.current)
    },
    stop: () => {
      isStopped.current = true
    },
    again: () => void send(orders.current.filter(({ task }) => results.get(task)?.type === 'unknown')),
    close: () => setPhase('choosing'),
  }
}

/** What came of each. What somebody had typed for a task goes with its decision. */
function useResults(person: string) {
  const [results, setResults] = useState<Several['results']>(new Map())
  return {
    results,
    note: (task: string, result: SeveralResult) => {
      if (result.type === 'done') forgetAnswer({ person, task })
      setResults((before) => new Map(before).set(task, result))
    },
    check: (open: ReadonlySet<string>) => setResults((before) => checked(before, open)),
    clear: () => setResults(new Map()),
  }
}

function ordersOf({ type, note, cases }: SeveralOrders): readonly SeveralOrder[] {
  return cases.map(({ row, version }) => ({ task: row.id, version, answer: { type, note }, key: freshKey() }))
}

async function openUnlessUnreachable(): Promise<ReadonlySet<string> | undefined> {
  try {
    return await openNow()
  } catch (error) {
    if (error instanceof RequestFailed) return undefined
    throw error
  }
}

/** What was said to be done and is still in the list is not done. */
function checked(results: Several['results'], open: ReadonlySet<string>): Several['results'] {
  return new Map(
    [...results].map(([task, result]) => [
      task,
      result.type === 'done' && open.has(task) ? { type: 'not-confirmed' } : result,
    ]),
  )
}

/** Whether to send no more; the browser asks before the page is closed meanwhile. */
function useStopOnLeaving(phase: SeveralPhase) {
  const isStopped = useRef(false)
  useEffect(
    () => () => {
      isStopped.current = true
    },
    [],
  )
  useEffect(() => {
    if (phase !== 'sending') return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [phase])
  return isStopped
}
