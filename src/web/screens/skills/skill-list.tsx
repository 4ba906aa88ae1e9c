import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useCapabilities } from '../../data/drafts.ts'
import { countWords } from '../../derive/number-words.ts'
import type { ListedSkill, SkillFilter } from '../../derive/skill-list.ts'
import { foundWords, listSkills, SKILL_KINDS, skillsWith } from '../../derive/skill-list.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { SkillRow } from './skill-row.tsx'
import '../../parts/table.css'
import './skills.css'

/** A collection may hold thousands: so many are drawn at first, and with every wish for more. */
const SHOWN_STEP = 100

/** Everything that can do a stage. What is looked for stands in the address. */
export function SkillList({ filter }: { readonly filter: SkillFilter }) {
  const query = useCapabilities()
  const capabilities = query.data?.capabilities
  const listed = useMemo(() => listSkills(capabilities ?? []), [capabilities])
  const found = useMemo(() => skillsWith(listed, filter), [listed, filter])
  return (
    <div className="card">
      <SkillFilters filter={filter} found={capabilities === undefined ? '' : foundWords(found.length, listed.length)} />
      <Loaded query={query} what="the skills">
        {() => (found.length === 0 ? <NoSkills isAny={listed.length > 0} /> : <Found skills={found} />)}
      </Loaded>
    </div>
  )
}

const KINDS = [
  { value: '', label: 'Every kind' },
  ...Object.entries(SKILL_KINDS).map(([value, label]) => ({ value, label })),
  { value: 'missing', label: 'A person does it for now' },
]

/** Long enough to finish a word before the list changes. */
const TYPING_PAUSE_MS = 200

interface SkillFiltersProps {
  readonly filter: SkillFilter
  /** How many were found, which is read out. */
  readonly found: string
}

function SkillFilters({ filter, found }: SkillFiltersProps) {
  const set = useSetFilter()
  const search = useDebouncedCallback((text: string) => set('search', text), TYPING_PAUSE_MS)
  return (
    <search className="skill-filters">
      <TextInput
        aria-label="Search by name, words, or what it takes and gives"
        placeholder="Name, words, what it takes and gives"
        defaultValue={filter.search}
        onChange={(event) => search(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label="Kind"
        data={KINDS}
        value={filter.kind ?? ''}
        onChange={(event) => set('kind', event.currentTarget.value)}
      />
      <p className="small soft num" role="status">
        {found}
      </p>
    </search>
  )
}

/** Puts one filter into the address; an empty one is taken out. */
function useSetFilter(): (name: keyof SkillFilter, value: string) => void {
  const navigate = useNavigate({ from: '/skills' })
  return (name, value) =>
    void navigate({ search: (before) => ({ ...before, [name]: value === '' ? undefined : value }), replace: true })
}

function NoSkills({ isAny }: { readonly isAny: boolean }) {
  return isAny ? (
    <Empty title="No skill is like that">Choose another kind, or search for another word.</Empty>
  ) : (
    <Empty title="No skill is here">
      Put one into the folder <code>skills</code> of a collection. It appears here at once.
    </Empty>
  )
}

function Found({ skills }: { readonly skills: readonly ListedSkill[] }) {
  const [shown, setShown] = useState(SHOWN_STEP)
  const rest = skills.length - shown
  return (
    <>
      <table className="table skill-table" aria-label="Skills">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Takes and gives</th>
            <th scope="col">How good</th>
            <th scope="col">Cost</th>
            <th scope="col">Used in</th>
          </tr>
        </thead>
        <tbody>
          {skills.slice(0, shown).map((each) => (
            <SkillRow key={each.skill.ref} {...each} />
          ))}
        </tbody>
      </table>
      {rest > 0 ? (
        <p className="skill-more">
          <Button onClick={() => setShown(shown + SHOWN_STEP)}>
            Show more: {countWords(rest)} {rest === 1 ? 'is' : 'are'} left
          </Button>
        </p>
      ) : null}
    </>
  )
}
