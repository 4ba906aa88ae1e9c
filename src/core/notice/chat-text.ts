import type { Notice } from './notice.ts'
import { inboxLink, taskLink } from './notice.ts'
import type { Reading } from './say-notice.ts'
import { LISTED_MAX, lineOf } from './say-notice.ts'

/** Keeps two characters from being read as one sign, and is not seen (U+2060). */
const JOINER = '\u{2060}'

/** What Slack, Mattermost and others read as markup, a mention, an emoji or the place of a page. */
const SIGNS = /[*_~`@[\]():|\\#.!-]/g

/** Text that a chat shows as it is: nothing in it becomes a link, a mention or anything bold. */
export function plainInChat(text: string): string {
  return text
    .replaceAll(SIGNS, (sign) => `${sign}${JOINER}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** What a chat is told of one or several. Each line ends with a link of ours, the only one that it can have. */
export function chatText(notices: readonly Notice[], reading: Reading): string {
  const listed = notices.slice(0, LISTED_MAX)
  const more = notices.length - listed.length
  const lines = listed.map(
    (notice) => `${lineFor(notice, reading)} ${link(taskLink(reading.house, notice.task), 'Open')}`,
  )
  return more === 0
    ? lines.join('\n')
    : [...lines, `and ${more} more. ${link(inboxLink(reading.house), 'All of them')}`].join('\n')
}

function lineFor(notice: Notice, reading: Reading): string {
  return plainInChat(`${lineOf(notice, reading)} To: ${notice.to.join(', ')}.`)
}

function link(address: string, words: string): string {
  return `<${address}|${words}>`
}
