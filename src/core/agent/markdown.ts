import { known } from '../basics/known.ts'

const HEAD = /^---[ \t]*\n(?<head>[\s\S]*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/
const DESCRIPTION = /^description:[ \t]*(?:[>|][-+]?[ \t]*)?(?<text>.*(?:\n[ \t]+\S.*)*)/m
const HEADING = /^#{1,6}[ \t].*$/gm

/** A Markdown file taken apart, its lines ended by a line feed. `head`: undefined where it does not begin with one. */
export function splitHead(markdown: string): { readonly head: string | undefined; readonly body: string } {
  const text = markdown.replaceAll('\r\n', '\n')
  const found = HEAD.exec(text)
  return { head: found?.groups?.['head'], body: text.slice(found?.[0].length ?? 0) }
}

/** The text of a Markdown file without its front matter: what an agent works by. */
export function bodyOf(markdown: string): string {
  return splitHead(markdown).body.trim()
}

/** What a skill's file says it is for, on one line: its `description`, else its first paragraph. */
export function descriptionOf(markdown: string): string {
  const { head = '', body } = splitHead(markdown)
  const said = DESCRIPTION.exec(head)?.groups?.['text']
  const [paragraph] = body
    .replaceAll(HEADING, '')
    .trim()
    .split(/\n[ \t]*\n/)
  return (said ?? known(paragraph))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .slice(0, DESCRIPTION_MAX)
}

/** As long as the Agent Skills format lets a description be. */
const DESCRIPTION_MAX = 1_024
