const HEAD = /^---[ \t]*\n(?<head>[\s\S]*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/
const DESCRIPTION = /^description:[ \t]*(?:[>|][-+]?[ \t]*)?(?<text>.*(?:\n[ \t]+\S.*)*)/m
const HEADING = /^#{1,6}[ \t].*$/gm

/** The text of a Markdown file without its front matter: what an agent works by. */
export function bodyOf(markdown: string): string {
  return withoutHead(plain(markdown)).trim()
}

/** What a skill's file says it is for, on one line: its `description`, else its first paragraph. */
export function descriptionOf(markdown: string): string {
  const text = plain(markdown)
  const said = DESCRIPTION.exec(HEAD.exec(text)?.groups?.['head'] ?? '')?.groups?.['text']
  const [paragraph = ''] = withoutHead(text)
    .replaceAll(HEADING, '')
    .trim()
    .split(/\n[ \t]*\n/)
  return (said ?? paragraph)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .slice(0, DESCRIPTION_MAX)
}

/** As long as the Agent Skills format lets a description be. */
const DESCRIPTION_MAX = 1_024

function plain(markdown: string): string {
  return markdown.replaceAll('\r\n', '\n')
}

function withoutHead(text: string): string {
  return text.replace(HEAD, '')
}
