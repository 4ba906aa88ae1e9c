import { useMemo } from 'react'
import type { JsonObject } from '../../../core/basics/json.ts'
import { usePeople } from '../../data/choices.ts'
import type { Card } from '../../derive/builder-view.ts'
import { peopleCards, peopleRefs } from '../../derive/known-people.ts'

/**
 * Everybody who can do a stage: what is registered, and the people that this document or others name. The list stays the
 * same while an edit names nobody new, so that no stage is drawn again for it.
 */
export function useEveryone(skills: readonly Card[], document: JsonObject): readonly Card[] {
  const people = usePeople().data?.people
  const names = useMemo(
    () =>
      JSON.stringify(
        peopleRefs(
          document,
          (people ?? []).map(({ ref }) => ref),
        ),
      ),
    [document, people],
  )
  return useMemo(() => [...skills, ...peopleCards(JSON.parse(names) as string[])], [skills, names])
}
