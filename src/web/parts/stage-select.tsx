import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { StageChoice } from '../derive/stage-choices.ts'
import { STAGES_OFFERED_MAX, stageChoices } from '../derive/stage-choices.ts'

export interface StageSelectProps {
  readonly label: string
  readonly stages: readonly StageChoice[]
  readonly value: string
  readonly onChange: (stage: string) => void
}

/** One stage of a run; of very many, those are offered whose name holds what was typed. */
export function StageSelect({ label, stages, value, onChange }: StageSelectProps) {
  const [search, setSearch] = useState('')
  const offered = stageChoices(stages, search, value)
  return (
    <>
      {stages.length <= STAGES_OFFERED_MAX ? null : (
        <TextInput
          aria-label="Find a stage"
          placeholder="Find a stage"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        aria-label={label}
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </>
  )
}
