import type { ContextList } from '../../../api/contract/choices.ts'
import { useAllContext, useMemory } from '../../data/memory.ts'
import { countWords } from '../../derive/number-words.ts'
import { Screen } from '../../layout/screen.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Count } from '../../parts/tag.tsx'
import { MemoryRow } from './memory-row.tsx'
import { ReadModule } from './read-module.tsx'
import '../../parts/table.css'
import './context.css'

/** What stages can be given to know, and what they found out themselves and somebody has to look at. */
export function ContextScreen() {
  return (
    <Screen title="Knowledge">
      <div className="context">
        <ToReview />
        <InUse />
        <Modules />
      </div>
    </Screen>
  )
}

function ToReview() {
  const query = useMemory('candidate')
  return (
    <Card title="Found by stages, for you to judge" aside={<Count of={query.data?.items.length ?? 0} />}>
      <Loaded query={query} what="what stages found">
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title="Nothing to judge">
              When a stage finds out something worth knowing again, it waits here. No stage is told it before you
              approve it.
            </Empty>
          ) : (
            <>
              <ul className="card-rows">
                {items.map((item) => (
                  <MemoryRow key={item.id} item={item} others={items} />
                ))}
              </ul>
              {next === null ? null : <p className="context-more small soft">There are more: judge these first.</p>}
            </>
          )
        }
      </Loaded>
    </Card>
  )
}

/** Nothing is shown while nothing was approved. */
function InUse() {
  const { data } = useMemory('active')
  if (data === undefined || data.items.length === 0) return null
  return (
    <Card title="Approved" aside={<Count of={data.items.length} />}>
      <ul className="card-rows">
        {data.items.map((item) => (
          <MemoryRow key={item.id} item={item} others={data.items} />
        ))}
      </ul>
    </Card>
  )
}

function Modules() {
  const query = useAllContext()
  const known = query.data?.modules ?? []
  return (
    <>
      <Card title="What stages can be given to know">
        <Loaded query={query} what="what stages can be given to know">
          {({ modules }) => (modules.length === 0 ? <NoModules /> : <ModuleTable modules={modules} />)}
        </Loaded>
      </Card>
      {known.length === 0 ? null : <ReadModule modules={known} />}
    </>
  )
}

function NoModules() {
  return (
    <Empty title="Nothing yet">
      Write what your stages should know into a file in the folder <code>context</code> of a collection. It appears here
      at once, and can be chosen for every stage.
    </Empty>
  )
}

function ModuleTable({ modules }: ContextList) {
  return (
    <table className="table" aria-label="What stages can be given to know">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" className="table-number">
            Tokens
          </th>
          <th scope="col">Made of</th>
        </tr>
      </thead>
      <tbody>
        {modules.map(({ ref, name, description, tokens, items, source }) => (
          <tr key={ref}>
            <td>
              <div className="two-lines">
                <b>{name}</b>
                <span className="tiny soft">{description}</span>
              </div>
            </td>
            <td className="table-number" data-label="Tokens">
              {countWords(tokens)}
            </td>
            <td className="small soft">
              {items === null ? 'its own text' : `${countWords(items)} approved of what stages found`}{' '}
              <span className="mono tiny">{source}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
