import { Link } from '@tanstack/react-router'
import type { Notice, NoticeChannelList } from '../../../api/contract/notices.ts'
import { useFailedNotices, useNoticeChannels } from '../../data/notices.ts'
import { countsWords, notSentWords } from '../../derive/way-form.ts'
import { Card } from '../../parts/card.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Count } from '../../parts/tag.tsx'

/** Whoever wants to see more of them looks with the command line. */
const SHOWN_MAX = 20

/** What was given up after all tries, with the reason. */
export function NotSent() {
  const { data } = useNoticeChannels()
  const query = useFailedNotices()
  const failed = data?.counts.failed ?? 0
  return (
    <Card title="What could not be sent" aside={failed === 0 ? null : <Count of={failed} tone="bad" />}>
      {data === undefined ? null : <Counts counts={data.counts} />}
      <Loaded query={query} what="what could not be sent">
        {({ notices }) => (
          <ul className="card-rows">
            {notices.slice(0, SHOWN_MAX).map((notice) => (
              <NotSentRow key={keyOf(notice)} notice={notice} />
            ))}
          </ul>
        )}
      </Loaded>
      {failed > SHOWN_MAX ? (
        <p className="card-body small soft">
          The newest {SHOWN_MAX} are shown. See more of them with <code>workcharts notices list --status failed</code>.
        </p>
      ) : null}
    </Card>
  )
}

function keyOf({ kind, task, channel, person, sendAt }: Notice): string {
  return [kind, task, channel, person, sendAt].join(' ')
}

function Counts({ counts }: Pick<NoticeChannelList, 'counts'>) {
  return <p className="card-body small soft">{countsWords(counts)}</p>
}

function NotSentRow({ notice }: { readonly notice: Notice }) {
  const { task, stage, workchart, problem, sendAt } = notice
  return (
    <li className="telling-failed">
      <p>
        <Link to="/inbox/$taskId" params={{ taskId: task }}>
          {stage}
        </Link>{' '}
        <span className="soft">{workchart}</span>
      </p>
      <p className="small soft">
        {notSentWords(notice)}, last <Moment at={sendAt} />
      </p>
      {problem === null ? null : <p className="small">{problem}</p>}
    </li>
  )
}
