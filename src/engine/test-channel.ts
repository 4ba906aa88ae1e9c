import { assertNever } from '../core/basics/assert-never.ts'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { testEvent } from '../core/notice/notice-event.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { ComposingParts } from './compose-message.ts'
import { addresseeOf } from './compose-message.ts'
import type { NoticeChannel, NoticeChannels } from './notice-channels.ts'
import type { NoticeCarrier, NoticeMessage } from './notice-ports.ts'
import type { ChannelTest, NoticeProblem } from './notices.ts'
import type { Ids } from './ports.ts'

/** A test waits no longer, whatever is at the other end. */
const TEST_MS = 30_000

export interface TestingParts extends ComposingParts {
  readonly channels: NoticeChannels
  readonly carrier: NoticeCarrier
  readonly ids: Pick<Ids, 'salt'>
}

export async function testChannel(
  parts: TestingParts,
  id: string,
  by: ActorId,
): Promise<Result<ChannelTest, NoticeProblem>> {
  const channel = (await parts.channels.list()).find((each) => each.id === id)
  if (channel === undefined) return err({ code: 'channel-unknown', id })
  const secret = await channel.openSecret()
  if (!secret.ok) return ok({ isWell: false, detail: secret.error.detail })
  const message = await testMessage(parts, { channel, secret: secret.value ?? '', by })
  if (message === undefined) return ok(NO_ADDRESS)
  const carried = await parts.carrier.carry(message, AbortSignal.timeout(TEST_MS))
  return ok(
    carried.type === 'taken'
      ? { isWell: true, detail: TAKEN[message.type] }
      : { isWell: false, detail: carried.detail },
  )
}

const NO_ADDRESS: ChannelTest = {
  isWell: false,
  detail: 'Nobody knows where your mails go. Give your address first, as docs/guide/being-told.md says.',
}

const TAKEN = {
  email: 'The mail server took a message to you. Look whether it comes.',
  slack: 'It took a message. Look for it in the room.',
  webhook: 'It took an event of the type workcharts.notices.test.',
} as const

interface Testing {
  readonly channel: NoticeChannel
  readonly secret: string
  readonly by: ActorId
}

/** Undefined: nobody would read it. */
async function testMessage(parts: TestingParts, { channel, secret, by }: Testing): Promise<NoticeMessage | undefined> {
  const { settings } = channel
  const [key, at, house] = [parts.ids.salt(), parts.clock.now(), parts.house()]
  switch (settings.type) {
    case 'email': {
      const to = await addresseeOf(parts, by)
      const said = {
        subject: 'WorkCharts reaches you',
        body: `This is what a message looks like. Your tasks: ${house}/inbox`,
      }
      const password = secret === '' ? null : secret
      return to && { type: 'email', server: settings, password, to, said, key, at }
    }
    case 'slack':
      return { type: 'slack', url: secret, text: 'WorkCharts reaches this room.' }
    case 'webhook':
      return { type: 'webhook', url: settings.url, secret, key, body: testEvent(key, house, at), at }
    default:
      return assertNever(settings)
  }
}
