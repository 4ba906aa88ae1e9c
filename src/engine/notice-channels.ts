import type { Result } from '../core/basics/result.ts'
import { ok } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { timestamp } from '../core/basics/timestamp.ts'
import type { ChannelSettings, EmailSettings } from '../core/notice/channel.ts'
import type { NoticeChannelRow, NoticeReader } from './notice-row.ts'
import type { Vault, VaultProblem } from './ports.ts'

/** The mail server of this house. */
export const EMAIL = 'email'
/** The room of a chat that this house tells. */
export const SLACK = 'slack'

/** The ways in which this house tells people now. */
export interface NoticeChannels {
  /** By id. */
  readonly list: () => Promise<readonly NoticeChannel[]>
}

export interface NoticeChannel {
  readonly id: string
  readonly settings: ChannelSettings
  /** It tells nothing of what was before. */
  readonly since: Timestamp
  /** `environment`: the program was started with it. */
  readonly from: 'settings' | 'environment'
  readonly hasSecret: boolean
  readonly openSecret: () => Promise<Result<string | null, VaultProblem>>
}

/** The mail server that the program was started with, for as long as the settings name none. */
export interface UsualMail {
  readonly settings: EmailSettings
  readonly password: string | null
}

export interface NoticeChannelsParts {
  readonly reader: Pick<NoticeReader, 'listNoticeChannels'>
  readonly vault: Vault
  readonly usualMail: UsualMail | undefined
}

export function createNoticeChannels(parts: NoticeChannelsParts): NoticeChannels {
  return {
    list: async () => {
      const kept = (await parts.reader.listNoticeChannels()).flatMap((row) => toChannel(parts.vault, row))
      return kept.some(({ id }) => id === EMAIL) ? kept : [...usual(parts), ...kept]
    },
  }
}

function toChannel(vault: Vault, { id, kept, at }: NoticeChannelRow): readonly NoticeChannel[] {
  if (kept === null) return []
  const { settings, sealedSecret } = kept
  const openSecret: NoticeChannel['openSecret'] = async () =>
    sealedSecret === null ? ok(null) : await vault.open(sealedSecret, labelOf(id))
  return [{ id, settings, since: at, from: 'settings', hasSecret: sealedSecret !== null, openSecret }]
}

function usual({ usualMail }: NoticeChannelsParts): readonly NoticeChannel[] {
  if (usualMail === undefined) return []
  const { settings, password } = usualMail
  const openSecret: NoticeChannel['openSecret'] = async () => ok(password)
  return [{ id: EMAIL, settings, since: timestamp(0), from: 'environment', hasSecret: password !== null, openSecret }]
}

/** Under it the secret is sealed: it opens for no other way, and no connection. */
export function labelOf(id: string): string {
  return `notices ${id}`
}
