import { Link, useSearch } from '@tanstack/react-router'
import { useSkillRequests } from '../../data/skill-requests.ts'
import { useUnusable } from '../../data/skills.ts'
import { countWords } from '../../derive/number-words.ts'
import { Screen } from '../../layout/screen.tsx'
import { SegmentLinks } from '../../parts/segment-links.tsx'
import { AskedSkills } from './asked-skills.tsx'
import { SkillList } from './skill-list.tsx'
import type { SkillSearch } from './skill-search.ts'
import { UnusableFiles } from './unusable-files.tsx'

/** The registry: what can do a stage, what people miss in it, and what stands there and can not be used. */
export function SkillsScreen() {
  const search = useSearch({ from: '/skills' })
  return (
    <Screen title="Skills" aside={<Views view={search.view} />}>
      <View search={search} />
    </Screen>
  )
}

function Views({ view }: { readonly view: SkillSearch['view'] }) {
  const asked = useSkillRequests().data?.requests.length
  const unusable = useUnusable().data?.artifacts.length
  return (
    <SegmentLinks label="Lists of skills">
      <ViewLink view={undefined} current={view} words="All" />
      <ViewLink view="asked" current={view} words={withCount('Asked for', asked)} />
      <ViewLink view="unusable" current={view} words={withCount('Not usable', unusable)} />
    </SegmentLinks>
  )
}

function withCount(words: string, count: number | undefined): string {
  return count === undefined || count === 0 ? words : `${words} (${countWords(count)})`
}

interface ViewLinkProps {
  readonly view: SkillSearch['view']
  readonly current: SkillSearch['view']
  readonly words: string
}

function ViewLink({ view, current, words }: ViewLinkProps) {
  return (
    <Link
      to="/skills"
      search={view === undefined ? {} : { view }}
      activeOptions={{ exact: true }}
      aria-current={view === current ? 'page' : undefined}
    >
      {words}
    </Link>
  )
}

function View({ search }: { readonly search: SkillSearch }) {
  switch (search.view) {
    case 'asked':
      return <AskedSkills />
    case 'unusable':
      return <UnusableFiles />
    default:
      return <SkillList filter={search} />
  }
}
