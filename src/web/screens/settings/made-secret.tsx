import { Button } from '@mantine/core'
import type { MadeNoticeChannel } from '../../../api/contract/notices.ts'
import { wayWords } from '../../derive/way-form.ts'
import { Icon } from '../../icons/icon.tsx'
import { Note } from '../../parts/note.tsx'
import { useCopy } from '../../parts/use-copy.ts'

interface MadeSecretProps {
  readonly made: MadeNoticeChannel
  readonly onKept: () => void
}

/** Stands on the page until it was kept, and on no other page. */
export function MadeSecret({ made: { channel, secret }, onKept }: MadeSecretProps) {
  const { done, copy } = useCopy(secret)
  return (
    <div className="card-body" role="status">
      <Note icon="shield" tone="warm">
        <p>
          <b>Copy this secret now: it is not shown again.</b> What is sent to {wayWords(channel).detail} is signed with
          it.
        </p>
        <p className="telling-secret">
          <code>{secret}</code>
        </p>
        <div className="row row-wrap">
          <Button
            size="compact-sm"
            leftSection={<Icon name={done === 'copied' ? 'check' : 'copy'} size="small" />}
            onClick={copy}
          >
            {done === 'copied' ? 'Copied' : 'Copy the secret'}
          </Button>
          <Button size="compact-sm" onClick={onKept}>
            I have kept it
          </Button>
          {done === 'refused' ? <span>This browser did not copy it. Select it and copy it by hand.</span> : null}
        </div>
      </Note>
    </div>
  )
}
