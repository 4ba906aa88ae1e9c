import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../../../api/contract/connections.ts'
import { useChangeConnection, useTestConnection } from '../../data/connections.ts'
import { connectionWords } from '../../derive/connection-form.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Tag } from '../../parts/tag.tsx'

export function ConnectionRow({ connection }: { readonly connection: Connection }) {
  const { name, isDefault } = connection
  const { send: test, isPending, data: told, error } = useTestConnection(name)
  const change = useChangeConnection(name)
  const [isRemoving, setRemoving] = useState(false)
  const failed = error ?? change.error
  return (
    <li className="connection">
      <div className="connection-what">
        <p>
          <b>{name}</b> {isDefault ? <Tag tone="ok">Default</Tag> : null}
        </p>
        <p className="small soft">{connectionWords(connection)}</p>
      </div>
      <Button size="compact-sm" aria-label={`Test ${name}`} loading={isPending} onClick={test}>
        Test
      </Button>
      {isDefault ? null : (
        <Button size="compact-sm" aria-label={`Make ${name} the default`} onClick={() => change.send('default')}>
          Make default
        </Button>
      )}
      <Button size="compact-sm" aria-label={`Remove ${name}`} onClick={() => setRemoving(true)}>
        Remove
      </Button>
      {told === undefined ? null : (
        <Note icon={told.isWell ? 'done' : 'warn'} tone={told.isWell ? 'ok' : 'warm'}>
          <p role="status">{told.detail}</p>
        </Note>
      )}
      {failed === null ? null : <ProblemNote failure={failed.failure} />}
      {isRemoving ? (
        <ConfirmDialog
          title={`Remove ${name}?`}
          confirm="Remove it"
          refuse="Keep it"
          onConfirm={() => change.send('remove')}
          onClose={() => setRemoving(false)}
        >
          Its key is erased. Where no other connection is left, a person does what an agent would do.
        </ConfirmDialog>
      ) : null}
    </li>
  )
}
