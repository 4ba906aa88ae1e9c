import { Button } from '@mantine/core'
import { useState } from 'react'
import type { NoticeChannel } from '../../../api/contract/notices.ts'
import { useRemoveWay, useTestWay } from '../../data/notices.ts'
import { wayWords } from '../../derive/way-form.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Tag } from '../../parts/tag.tsx'
import { WayForm } from './way-form.tsx'

export function WayRow({ channel }: { readonly channel: NoticeChannel }) {
  const { name, detail } = wayWords(channel)
  const { send: test, isPending, data: told, error } = useTestWay(channel.id)
  const remove = useRemoveWay(channel.id)
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const failed = error ?? remove.error
  return (
    <li className="connection">
      <div className="connection-what">
        <p>
          <b>{name}</b> {channel.from === 'environment' ? <Tag>Given at the start</Tag> : null}
        </p>
        <p className="small soft">{detail}</p>
      </div>
      <Button size="compact-sm" aria-label={`Test: ${name}, ${detail}`} loading={isPending} onClick={test}>
        Test
      </Button>
      <WayButtons channel={channel} isChanging={open === 'change'} onOpen={setOpen} />
      {told === undefined ? null : (
        <Note icon={told.isWell ? 'done' : 'warn'} tone={told.isWell ? 'ok' : 'warm'}>
          <p role="status">{told.detail}</p>
        </Note>
      )}
      {failed === null ? null : <ProblemNote failure={failed.failure} />}
      {open === 'change' ? (
        <div className="telling-change">
          <WayForm kinds={[channel.type]} channel={channel} action="Save" onDone={() => setOpen(null)} />
        </div>
      ) : null}
      {open === 'remove' ? (
        <ConfirmDialog
          title={`Remove this: ${name}?`}
          confirm="Remove it"
          refuse="Keep it"
          onConfirm={remove.send}
          onClose={() => setOpen(null)}
        >
          {REMOVING[channel.type]} Its secret is erased, and what waits for it is not sent.
        </ConfirmDialog>
      ) : null}
    </li>
  )
}

const REMOVING = {
  email: 'Nobody is told by mail any more.',
  slack: 'The room is told nothing any more.',
  webhook: 'The program is told nothing any more.',
} as const satisfies Record<NoticeChannel['type'], string>

interface WayButtonsProps {
  readonly channel: NoticeChannel
  readonly isChanging: boolean
  readonly onOpen: (open: 'change' | 'remove' | null) => void
}

/** What the program was started with is taken away there; another mail server takes its place. A program has one address. */
function WayButtons({ channel, isChanging, onOpen }: WayButtonsProps) {
  const { name, detail } = wayWords(channel)
  return (
    <>
      {channel.type === 'webhook' ? null : (
        <Button
          size="compact-sm"
          aria-label={`Change: ${name}, ${detail}`}
          aria-expanded={isChanging}
          onClick={() => onOpen(isChanging ? null : 'change')}
        >
          Change
        </Button>
      )}
      {channel.from === 'environment' ? null : (
        <Button size="compact-sm" aria-label={`Remove: ${name}, ${detail}`} onClick={() => onOpen('remove')}>
          Remove
        </Button>
      )}
    </>
  )
}
