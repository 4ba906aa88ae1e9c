import { Button, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import { SKILL_NAME_CHARACTERS_MAX, SKILL_PURPOSE_CHARACTERS_MAX } from '../../../api/contract/skill-request-limits.ts'
import type { SkillRequest } from '../../../api/contract/skill-requests.ts'
import { REFUSE_CODE } from '../../../core/workflow/refuse-code.ts'
import { useCapabilities } from '../../data/drafts.ts'
import { useAskForSkill } from '../../data/skill-requests.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { ANYONE } from '../../derive/builder-view.ts'
import type { SkillWish } from '../../derive/skill-wish.ts'
import { linesOf, skillWish } from '../../derive/skill-wish.ts'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { tooLongTyped } from '../../words/edit-refusals.ts'
import type { Builder } from './use-builder.ts'
import '../../parts/confirm-dialog.css'

export interface CodeRefusalProps {
  readonly builder: Builder
  readonly stage: BuilderStage | undefined
  readonly onClose: () => void
}

/** The sentence, and the one thing to do instead. */
export function CodeRefusal({ builder, stage, onClose }: CodeRefusalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [asked, setAsked] = useState<SkillRequest | null>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const close = () => dialog.current?.close()
  const done = (request: SkillRequest) => {
    setAsked(request)
    // Until there is a skill, somebody has to do the stage.
    if (stage?.primary === '') builder.edit({ type: 'bind-role', stage: stage.id, role: 'primary', to: ANYONE.ref })
  }
  return (
    <dialog ref={dialog} className="dialog code-refusal" aria-labelledby={id} onClose={onClose}>
      <h2 id={id} className="hidden-visually">
        Not in the builder
      </h2>
      {asked === null ? (
        <>
          <Note icon="failed" tone="bad">
            {REFUSE_CODE}
          </Note>
          <AskForm builder={builder} stage={stage} onDone={done} onClose={close} />
        </>
      ) : (
        <Asked request={asked} onClose={close} />
      )}
    </dialog>
  )
}

interface AskFormProps extends CodeRefusalProps {
  readonly onDone: (request: SkillRequest) => void
}

function AskForm({ builder, stage, onDone, onClose }: AskFormProps) {
  const { wish, set } = useWish(builder, stage)
  const { send, isPending, error } = useAskForSkill(onDone)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // The server must know the stage that the request is for.
    if (stage !== undefined) await builder.autosave.flush()
    const { name, purpose, takes, gives } = wish
    const place = stage === undefined ? {} : { stage: { workflow: builder.opened.id, id: stage.id } }
    send({ name, purpose, inputs: [...linesOf(takes)], outputs: [...linesOf(gives)], ...place })
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h2>Ask for a skill</h2>
      <p className="small soft">{whoMeanwhile(stage)}</p>
      <WishFields wish={wish} set={set} />
      {error === null ? null : <ProblemNote failure={error.failure} safe="What you wrote is kept here." />}
      <div className="row dialog-actions">
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="filled" disabled={!isReady(wish)} loading={isPending}>
          Ask for this skill
        </Button>
      </div>
    </form>
  )
}

function isReady({ name, purpose }: SkillWish): boolean {
  const isTooLong = name.length > SKILL_NAME_CHARACTERS_MAX || purpose.length > SKILL_PURPOSE_CHARACTERS_MAX
  return name.trim() !== '' && !isTooLong
}

interface WishFieldsProps {
  readonly wish: SkillWish
  readonly set: (change: Partial<SkillWish>) => void
}

function WishFields({ wish, set }: WishFieldsProps) {
  return (
    <>
      <TextInput
        label="Name"
        required
        error={tooLongTyped(wish.name, SKILL_NAME_CHARACTERS_MAX)}
        value={wish.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label="What it is for"
        rows={3}
        error={tooLongTyped(wish.purpose, SKILL_PURPOSE_CHARACTERS_MAX)}
        value={wish.purpose}
        onChange={(event) => set({ purpose: event.currentTarget.value })}
      />
      <ListField label="What it takes" value={wish.takes} onChange={(takes) => set({ takes })} />
      <ListField label="What it gives" value={wish.gives} onChange={(gives) => set({ gives })} />
    </>
  )
}

interface ListFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function ListField({ label, value, onChange }: ListFieldProps) {
  return (
    <Textarea
      label={label}
      description="One thing a line"
      rows={3}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** What is known already, under what was typed. */
function useWish({ source, view }: Builder, stage: BuilderStage | undefined) {
  const { data } = useCapabilities()
  const [typed, setTyped] = useState<Partial<SkillWish>>({})
  const known = skillWish({ source, stages: view.stages, stage, capabilities: data?.capabilities ?? [] })
  return {
    wish: { ...known, ...typed },
    set: (change: Partial<SkillWish>) => setTyped((before) => ({ ...before, ...change })),
  }
}

function whoMeanwhile(stage: BuilderStage | undefined): string {
  const asked = 'Whoever looks after the Skill Registry finds it in the list of skills people asked for.'
  if (stage?.primary !== '') return asked
  return `${asked} Until it is there, a person does "${stage.name}".`
}

function Asked({ request, onClose }: { readonly request: SkillRequest; readonly onClose: () => void }) {
  return (
    <div className="code-refusal-done">
      <Note icon="check" tone="ok">
        You asked for the skill "{request.name}". It stands under Skills, in the list of skills people asked for.
      </Note>
      <div className="row dialog-actions">
        <Button variant="filled" onClick={onClose}>
          Go on building
        </Button>
      </div>
    </div>
  )
}
