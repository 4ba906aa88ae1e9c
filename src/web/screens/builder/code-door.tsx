import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { createContext, useContext, useEffect, useMemo, useState } from 'react'
import { REFUSE_CODE } from '../../../core/workflow/refuse-code.ts'
import { openSource } from '../../data/builder-door.ts'
import type { Failure } from '../../data/http.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { CodeRefusal } from './code-refusal.tsx'
import type { Builder } from './use-builder.ts'
import type { Takers } from './use-outside.ts'
import { useOutside } from './use-outside.ts'
import './code-door.css'

export interface CodeDoorProps {
  readonly builder: Builder
  /** The chosen one: a skill that is asked for is for it. */
  readonly stage: BuilderStage | undefined
  /** Takes a WorkChart, or stages of one, that was pasted or dropped. */
  readonly onDocument: (text: string) => void
  /** Takes a procedure in words that was pasted or dropped. */
  readonly onProcedure: (text: string) => void
  readonly children: ReactNode
}

/** What came of the last thing from outside. */
type Outcome =
  | { readonly type: 'nothing' }
  | { readonly type: 'code' }
  | { readonly type: 'said'; readonly words: string }
  | { readonly type: 'failed'; readonly failure: Failure }

const NOTHING: Outcome = { type: 'nothing' }

const OpenSource = createContext<(ref: string) => void>(() => undefined)

/** Asks the server to open the source of a skill; what comes of it is shown. */
export function useOpenSource(): (ref: string) => void {
  return useContext(OpenSource)
}

/** Around the whole builder: what comes from outside is judged by the server, and code stays out. */
export function CodeDoor({ builder, stage, onDocument, onProcedure, children }: CodeDoorProps) {
  const [outcome, setOutcome] = useState<Outcome>(NOTHING)
  const takers = useTakers({ onDocument, onProcedure }, setOutcome)
  const outside = useOutside(takers)
  useRefusedEdits(builder, takers.onCode)
  const open = useMemo(() => opening(takers), [takers])
  const close = () => {
    builder.clearRefusal()
    setOutcome(NOTHING)
  }
  return (
    <OpenSource value={open}>
      <div className="builder" {...outside}>
        {children}
      </div>
      <Said outcome={outcome} onClose={close} />
      {outcome.type === 'code' ? <CodeRefusal builder={builder} stage={stage} onClose={close} /> : null}
    </OpenSource>
  )
}

type Seams = Pick<CodeDoorProps, 'onDocument' | 'onProcedure'>

function useTakers({ onDocument, onProcedure }: Seams, setOutcome: (outcome: Outcome) => void): Takers {
  return useMemo(() => {
    const say = (words: string) => setOutcome({ type: 'said', words })
    return {
      onCode: () => setOutcome({ type: 'code' }),
      onDocument,
      onProcedure,
      onNothing: say,
      onFailure: (failure) => setOutcome({ type: 'failed', failure }),
    }
  }, [onDocument, onProcedure, setOutcome])
}

/** What was typed into a field, or what the server would not save. */
function useRefusedEdits({ refusal, saving }: Builder, onCode: () => void): void {
  const detail = saving.type === 'refused' ? saving.detail : null
  useEffect(() => {
    if (refusal === REFUSE_CODE || detail === REFUSE_CODE) onCode()
  }, [refusal, detail, onCode])
}

function opening({ onCode, onFailure }: Takers): (ref: string) => void {
  return (ref) => {
    void openSource(ref).then((judged) => (judged.type === 'failed' ? onFailure(judged.failure) : onCode()))
  }
}

function Said({ outcome, onClose }: { readonly outcome: Outcome; readonly onClose: () => void }) {
  if (outcome.type !== 'said' && outcome.type !== 'failed') return null
  return (
    <div className="code-door-said" role="status">
      {outcome.type === 'failed' ? (
        <ProblemNote failure={outcome.failure} safe="Nothing was changed." />
      ) : (
        <Note icon="doc">{outcome.words}</Note>
      )}
      <Button variant="subtle" size="compact-xs" aria-label="Close this note" onClick={onClose}>
        <Icon name="cross" size="small" />
      </Button>
    </div>
  )
}
