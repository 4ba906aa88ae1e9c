import { parseDocument } from 'yaml'
import { splitHead } from '../../core/agent/markdown.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import { parseLeniently } from './lenient-front-matter.ts'

/** A Markdown file, taken apart. */
export interface FrontMatter {
  /** Undefined: the file does not begin with front matter. */
  readonly attributes: JsonObject | undefined
  readonly body: string
}

/** Takes a Markdown file apart. Front matter that is not YAML is read line by line: real files hold `description: a: b`. */
export function readFrontMatter(text: string): FrontMatter {
  const { head, body } = splitHead(text)
  return { attributes: head === undefined ? undefined : (parseYaml(head) ?? parseLeniently(head)), body }
}

/** Undefined: not a map in YAML. Aliases are for none of these files, and expanding them is how a small file gets large. */
function parseYaml(head: string): JsonObject | undefined {
  const document = parseDocument(head, { schema: 'core', logLevel: 'silent', stringKeys: true })
  if (document.errors.length > 0) return undefined
  const value = toJson(document)
  if (value === null) return {}
  return isJsonObject(value) ? value : undefined
}

function toJson(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    return undefined
  }
}
