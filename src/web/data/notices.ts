import { queryOptions, useQuery } from '@tanstack/react-query'
import type {
  MadeNoticeChannel,
  NoticeChannel,
  NoticeChannelList,
  NoticeList,
  NoticePreference,
  NoticeTest,
  SetNoticePreference,
} from '../../api/contract/notices.ts'
import type { WayRequest } from '../derive/way-form.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** How whoever is signed in wants to be told. */
export const NOTICE_PREFERENCE = queryOptions({
  queryKey: KEYS.noticePreference,
  queryFn: ({ signal }) => getJson<NoticePreference>('/notices/preference', signal),
})

export function useSetNoticePreference() {
  const { mutate, ...state } = useCommand<SetNoticePreference, NoticePreference>()
  return { ...state, send: (body: SetNoticePreference) => mutate({ path: '/notices/preference', body }) }
}

/** The ways in which this house tells people, and how many notices are in which state. */
export function useNoticeChannels() {
  return useQuery({
    queryKey: KEYS.noticeChannels,
    queryFn: ({ signal }) => getJson<NoticeChannelList>('/notices/channels', signal),
  })
}

export function useFailedNotices() {
  return useQuery({
    queryKey: KEYS.notices('failed'),
    queryFn: ({ signal }) => getJson<NoticeList>('/notices?status=failed', signal),
  })
}

/** What was sent is forgotten as soon as it was answered: a secret is in it. */
export function useSetUpWay(onDone: (made: MadeNoticeChannel | NoticeChannel) => void) {
  const { mutate, reset, ...state } = useCommand<WayRequest['body'], MadeNoticeChannel | NoticeChannel>((made) => {
    reset()
    onDone(made)
  })
  return { ...state, send: (request: WayRequest) => mutate(request) }
}

export function useTestWay(id: string) {
  const { mutate, ...state } = useCommand<object, NoticeTest>()
  return { ...state, send: () => mutate({ path: pathOf(id, 'test'), body: {} }) }
}

export function useRemoveWay(id: string) {
  const { mutate, ...state } = useCommand<object, NoticeChannelList>()
  return { ...state, send: () => mutate({ path: pathOf(id, 'remove'), body: {} }) }
}

function pathOf(id: string, what: 'test' | 'remove'): string {
  return `/notices/channels/${encodeURIComponent(id)}/${what}`
}
