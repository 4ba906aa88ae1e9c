import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { StreamMessage } from '../../api/contract/stream.ts'
import { browserPermission } from '../data/browser-permission.ts'
import { createTeller } from '../data/browser-teller.ts'
import { NOTICE_PREFERENCE } from '../data/notices.ts'

/** Shows in the browser what the live stream says of tasks, for whoever wants that. Used once, around all screens. */
export function useTelling(): (message: StreamMessage) => void {
  const client = useQueryClient()
  const router = useRouter()
  // Where the browser shows nothing, nobody needs to ask what is wanted.
  useQuery({ ...NOTICE_PREFERENCE, enabled: browserPermission() === 'granted' })
  const [hear] = useState(() =>
    createTeller(client, (task) =>
      task === null
        ? void router.navigate({ to: '/inbox' })
        : void router.navigate({ to: '/inbox/$taskId', params: { taskId: task } }),
    ),
  )
  return hear
}
