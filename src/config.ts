import { join } from 'node:path'

/** Where everything is. Folders are absolute and may be missing. */
export interface Config {
  /** `$WORKCHARTS_HOME`, or `~/.skillmeat`: its `collections/*` are the user's own. */
  readonly home: string
  /** `$WORKCHARTS_DATA`, or `<home>/workcharts`: the database, blobs, the outbox, tables. Belongs to one process at a time. */
  readonly data: string
  /** `~/.claude`. */
  readonly claude: string
  /**
   * `$WORKCHARTS_KEY_FILE`, else `workcharts/key` in `$XDG_CONFIG_HOME` or `~/.config`: opens the keys of connections. Apart
   * from the data folder, so that a copy of that one gives none of them away.
   */
  readonly keyFile: string
  /** Where the program itself stands. */
  readonly program: string
  /** What commands may be given, name by name. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly smtp: SmtpConfig | undefined
}

/** `$WORKCHARTS_SMTP_URL`: `smtp://user:password@host:587`, or `smtps://…`. Without it, e-mail is written to the outbox. */
export interface SmtpConfig {
  readonly url: URL
  /** `$WORKCHARTS_MAIL_FROM`, or the user of the address. */
  readonly from: string
}

/** The port that `start` listens on unless it is told another. */
export const DEFAULT_PORT = 4780

export function readConfig(env: Config['environment'], userFolder: string, program: string): Config {
  const home = env['WORKCHARTS_HOME'] ?? join(userFolder, '.skillmeat')
  return {
    home,
    data: env['WORKCHARTS_DATA'] ?? join(home, 'workcharts'),
    claude: join(userFolder, '.claude'),
    keyFile:
      env['WORKCHARTS_KEY_FILE'] ?? join(env['XDG_CONFIG_HOME'] || join(userFolder, '.config'), 'workcharts', 'key'),
    program,
    environment: env,
    smtp: readSmtp(env),
  }
}

export interface MailServer {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly auth?: { readonly user: string; readonly pass: string }
}

/** What the address of a mail server says. */
export function readMailServer({ url }: SmtpConfig): MailServer {
  const secure = url.protocol === 'smtps:'
  const server = { host: url.hostname, port: Number(url.port || (secure ? 465 : 587)), secure }
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  return url.username === '' ? server : { ...server, auth }
}

function readSmtp(env: Config['environment']): SmtpConfig | undefined {
  const text = env['WORKCHARTS_SMTP_URL']
  const url = text === undefined ? null : URL.parse(text)
  if (url === null) return undefined
  return { url, from: env['WORKCHARTS_MAIL_FROM'] ?? decodeURIComponent(url.username) }
}
