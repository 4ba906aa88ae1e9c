import { Link } from '@tanstack/react-router'
import type { CapabilityDetail } from '../../../api/contract/capabilities.ts'
import { costWords, qualityWords } from '../../derive/card-words.ts'
import { counted } from '../../derive/number-words.ts'
import { rightWords } from '../../derive/skill-list.ts'
import { usedByWorkChart } from '../../derive/skill-page.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Ago } from '../../parts/moment.tsx'
import { Count, Tag } from '../../parts/tag.tsx'

/** How it has done so far, where it is used, and which versions of it were proved. */
export function SkillRecord({ skill }: { readonly skill: CapabilityDetail }) {
  return (
    <>
      <HowItDid skill={skill} />
      <UsedIn skill={skill} />
      <Versions versions={skill.versions} />
    </>
  )
}

function HowItDid({ skill }: { readonly skill: CapabilityDetail }) {
  const { quality, cost } = skill
  return (
    <Card title="How it has done">
      <dl className="field-list card-body">
        <div>
          <dt>How good</dt>
          <dd className="num">{quality === null ? 'not checked yet' : rightWords(skill)}</dd>
        </div>
        <div>
          <dt>Cost, median</dt>
          <dd className="num">{cost === null ? 'not known yet' : costWords({ cost })}</dd>
        </div>
      </dl>
      <p className="card-body tiny soft">
        {quality === null
          ? 'Nobody has judged an answer of it. People judge answers in the Inbox.'
          : `From receipts: ${qualityWords(skill)}.`}
      </p>
    </Card>
  )
}

function UsedIn({ skill }: { readonly skill: CapabilityDetail }) {
  const charts = usedByWorkChart(skill)
  return (
    <Card title="Used in" aside={<Count of={charts.length} />}>
      {charts.length === 0 ? (
        <Empty title="Nowhere yet">A WorkChart that names it in a stage stands here.</Empty>
      ) : (
        <ul className="card-rows">
          {charts.map(({ id, name, stages }) => (
            <li key={id} className="two-lines">
              <Link to="/workcharts/$workChartId" params={{ workChartId: id }} className="name-link">
                {name}
              </Link>
              <span className="tiny soft">{stages.map((stage) => stage.name).join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** As much of a hash as tells versions apart. */
const SHORT_HASH = 8

function Versions({ versions }: Pick<CapabilityDetail, 'versions'>) {
  return (
    <Card title="Versions that did work">
      {versions.length === 0 ? (
        <Empty title="None yet">Each version that did a stage stands here, by its hash.</Empty>
      ) : (
        <ul className="card-rows">
          {versions.map(({ digest, stages, lastAt, isThis }) => (
            <li key={digest} className="row row-wrap small">
              <span className="mono" title={digest}>
                {digest.slice(0, SHORT_HASH)}
              </span>
              <span className="soft num">
                {counted(stages, 'stage')}, last <Ago at={lastAt} />
              </span>
              {isThis ? <Tag tone="ok">this one</Tag> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
