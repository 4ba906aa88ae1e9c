import { parseDocument } from 'yaml'
import type { JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import { parseLeniently } from './lenient-front-matter.ts'

/** A Markdown file, taken apart. */
export interface FrontMatter {
  /** Undefined: the file does not begin with front matter. */
  readonly attributes: JsonObject | undefined
  readonly body: string
}

const BLOCK = /^---[ \t]*\n(?<head>[\s\S]*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/

/** Takes a Markdown file apart. Front matter that is not YAML is read line by line: real files hold `description: a: b`. */
export function readFrontMatter(text: string): FrontMatter {
  const plain = text.replaceAll('\r\n', '\n')
  const block = BLOCK.exec(plain)
  if (block === null) return { attributes: undefined, body: plain }
  const head = block.groups?.['head'] ?? ''
  return { attributes: parseYaml(head) ?? parseLeniently(head), body: plain.slice(block[0].length) }
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
