import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { AgentText } from '../../core/plan/catalog.ts'
import { countTokens } from '../../core/plan/tokens.ts'
import type { Complaint } from './complaint.ts'
import type { ArtifactWords } from './describe-artifact.ts'
import { describeArtifact } from './describe-artifact.ts'
import { readFrontMatter } from './front-matter.ts'
import { readAgentText } from './read-agent-text.ts'
import type { ModuleFile } from './read-module.ts'
import { isModuleFile, MODULE_BYTES_MAX, parseModule } from './read-module.ts'
import type { FileMark } from './read-text.ts'
import { readMarkedText } from './read-text.ts'

/** A Markdown file longer than this is no instruction but a book. Bytes. */
export const MARKDOWN_BYTES_MAX = 1024 * 1024

/** What the Markdown file of an artifact says about it. */
export interface ArtifactHead extends ArtifactWords {
  /** Of the whole file. */
  readonly mark: FileMark
  readonly tokens: number
  readonly hasFrontMatter: boolean
  readonly agent: AgentText
  /** What it gives from memory; absent: it is the text itself. */
  readonly module?: ModuleFile
}

export async function readHead(path: string): Promise<Result<ArtifactHead, Complaint>> {
  if (isModuleFile(path)) return await readModuleHead(path)
  const read = await readMarkedText(path, MARKDOWN_BYTES_MAX)
  if (!read.ok) return read
  const { text, mark } = read.value
  const parts = readFrontMatter(text)
  const words = describeArtifact(parts)
  if (words.description === '' && parts.body.trim() === '') {
    return err({ reason: 'It says nothing.', mend: 'Write what it is for, or remove it.' })
  }
  return ok({
    ...words,
    mark,
    tokens: countTokens(text),
    hasFrontMatter: parts.attributes !== undefined,
    agent: readAgentText(parts.attributes),
  })
}

async function readModuleHead(path: string): Promise<Result<ArtifactHead, Complaint>> {
  const read = await readMarkedText(path, MODULE_BYTES_MAX)
  if (!read.ok) return read
  const module = parseModule(read.value.text)
  if (!module.ok) return module
  const { name: title, description } = module.value
  const { mark } = read.value
  const words = { name: undefined, title, description, hasFrontMatter: false, agent: readAgentText(undefined) }
  return ok({ ...words, mark, tokens: 0, module: module.value })
}
