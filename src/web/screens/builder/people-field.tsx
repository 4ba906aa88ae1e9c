import { Button, TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useId, useState } from 'react'
import type { Card } from '../../derive/builder-view.ts'
import { personName, readPeople, withPeople } from '../../derive/known-people.ts'
import { Chips } from './chips.tsx'

export interface PeopleFieldProps {
  readonly label: string
  /** References. */
  readonly people: readonly string[]
  /** Read where nobody is named. */
  readonly nobody: string
  readonly cards: readonly Card[]
  readonly onChange: (people: readonly string[]) => void
}

/** People and teams: those that are known are offered, any other name can be typed. */
export function PeopleField({ label, people, nobody, cards, onChange }: PeopleFieldProps) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const list = useId()
  const free = cards.filter(({ ref, kind }) => kind === 'person' && !people.includes(ref))
  const add = (): void => {
    const read = readPeople(typed)
    setProblem(read.ok ? undefined : read.error)
    if (!read.ok || read.value.length === 0) return
    setTyped('')
    onChange(withPeople(people, read.value))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') add()
    if (event.key === 'Escape') setTyped('')
  }
  return (
    <div className="builder-people">
      <p className="builder-label">{label}</p>
      <Chips
        items={people.map((ref) => ({ key: ref, name: personName(ref) }))}
        nothing={nobody}
        onRemove={(ref) => onChange(people.filter((each) => each !== ref))}
      />
      <div className="row row-tight">
        <TextInput
          className="grow"
          aria-label={`${label}: add`}
          placeholder="A person or a team"
          list={list}
          value={typed}
          error={problem}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button aria-label={`${label}: add what is typed`} onClick={add}>
          Add
        </Button>
      </div>
      <datalist id={list}>
        {free.map(({ ref, name }) => (
          <option key={ref} value={name} />
        ))}
      </datalist>
    </div>
  )
}
