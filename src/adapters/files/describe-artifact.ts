import type { JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { FrontMatter } from './front-matter.ts'

/** What a Markdown file says about itself. */
export interface ArtifactWords {
  /** From its front matter, as written. */
  readonly name: string | undefined
  /** `metadata.title` or the first heading. */
  readonly title: string | undefined
  /** Its `description`, else its first paragraph. Empty: it says nothing. */
  readonly description: string
}

export function describeArtifact({ attributes = {}, body }: FrontMatter): ArtifactWords {
  const { name, description, metadata } = attributes
  return {
    name: textOf(name),
    title: textOf(isJsonObject(metadata) ? metadata['title'] : undefined) ?? firstHeading(body),
    description: textOf(description) ?? firstParagraph(body),
  }
}

/** A title longer than this is a sentence. Characters. */
const TITLE_MAX = 120
/** As long as the Agent Skills format lets a description be. Characters. */
export const DESCRIPTION_MAX = 1_024

/** The first heading of a Markdown text, without its marks. */
function firstHeading(body: string): string | undefined {
  const heading = /^#{1,6}[ \t]+(?<heading>.*)$/m.exec(body)?.groups?.['heading']
  return textOf(heading?.slice(0, TITLE_MAX).replace(/[ \t#]+$/, ''))
}

function firstParagraph(body: string): string {
  const paragraphs = body.split(/\n[ \t]*\n/).map((each) => each.trim())
  const first = paragraphs.find((each) => each !== '' && !each.startsWith('#')) ?? ''
  return first.slice(0, DESCRIPTION_MAX).replaceAll(/\s+/g, ' ')
}

function textOf(value: JsonObject[string] | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
