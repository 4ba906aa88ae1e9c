import { useState } from 'react'
import type { MadeNoticeChannel } from '../../../api/contract/notices.ts'
import { useNoticeChannels } from '../../data/notices.ts'
import { inOrder, kindsToSetUp } from '../../derive/way-form.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { MadeSecret } from './made-secret.tsx'
import { WayForm } from './way-form.tsx'
import { WayRow } from './way-row.tsx'

/** The mail server, the chat and the programs that this house tells of tasks. */
export function WaysOfTelling() {
  const query = useNoticeChannels()
  return (
    <Loaded query={query} what="the ways of telling">
      {({ channels }) => (
        <>
          <Card title="Ways of telling">
            {channels.length === 0 ? (
              <Empty title="Nobody is told yet">
                Set up a mail server, and people hear of their tasks by mail. A chat and programs hear of every task.
              </Empty>
            ) : (
              <ul className="card-body">
                {inOrder(channels).map((channel) => (
                  <WayRow key={channel.id} channel={channel} />
                ))}
              </ul>
            )}
          </Card>
          <SetUpWay kinds={kindsToSetUp(channels)} />
        </>
      )}
    </Loaded>
  )
}

function SetUpWay({ kinds }: { readonly kinds: ReturnType<typeof kindsToSetUp> }) {
  const [made, setMade] = useState<MadeNoticeChannel | null>(null)
  return (
    <Card title="Set up a way of telling">
      <WayForm kinds={kinds} action="Set up" onDone={(answer) => setMade('secret' in answer ? answer : null)} />
      {made === null ? null : <MadeSecret made={made} onKept={() => setMade(null)} />}
    </Card>
  )
}
