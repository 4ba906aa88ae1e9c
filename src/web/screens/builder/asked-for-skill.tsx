import { useSkillRequests } from '../../data/skill-requests.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { Ago } from '../../parts/moment.tsx'
import { Note } from '../../parts/note.tsx'

export interface AskedForSkillProps {
  readonly workChart: string
  readonly stage: BuilderStage
}

/** What was asked for because this stage lacks it. Nothing is shown while nothing was. */
export function AskedForSkill({ workChart, stage }: AskedForSkillProps) {
  const { data } = useSkillRequests()
  const asked = (data?.requests ?? []).filter(
    ({ missedAt }) => missedAt?.workChart.id === workChart && missedAt.stage.id === stage.id,
  )
  if (asked.length === 0) return null
  return (
    <section>
      {asked.map(({ id, name, at, by }) => (
        <Note key={id} icon="speech" tone="warm">
          <b>A skill was asked for</b>: {name}. By {by.name}, <Ago at={at} />.
        </Note>
      ))}
    </section>
  )
}
