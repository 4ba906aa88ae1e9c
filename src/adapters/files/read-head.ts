import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { AgentText } from '../../core/plan/catalog.ts'
import type { Complaint } from './complaint.ts'
import type { ArtifactWords } from './describe-artifact.ts'
import { describeArtifact } from './describe-artifact.ts'
import { readFrontMatter } from './front-matter.ts'
import { readAgentText } from './read-agent-text.ts'
import { isModuleFile, readModule } from './read-module.ts'
import { readText } from './read-text.ts'

/** A Markdown file longer than this is no instruction but a book. Bytes. */
export const MARKDOWN_BYTES_MAX = 1024 * 1024

/** What the Markdown file of an artifact says about it. */
export interface ArtifactHead extends ArtifactWords {
  readonly hasFrontMatter: boolean
  readonly agent: AgentText
}

export async function readHead(path: string): Promise<Result<ArtifactHead, Complaint>> {
  if (isModuleFile(path)) return await readModuleHead(path)
  const text = await readText(path, MARKDOWN_BYTES_MAX)
  if (!text.ok) return text
  const parts = readFrontMatter(text.value)
  const words = describeArtifact(parts)
  if (words.description === '' && parts.body.trim() === '') {
    return err({ reason: 'It says nothing.', mend: 'Write what it is for, or remove it.' })
  }
  return ok({
    ...words,
    hasFrontMatter: parts.attributes !== undefined,
    agent: readAgentText(parts.attributes),
  })
}

async function readModuleHead(path: string): Promise<Result<ArtifactHead, Complaint>> {
  const module = await readModule(path)
  if (!module.ok) return module
  const { name, description } = module.value
  return ok({ name: undefined, title: name, description, hasFrontMatter: false, agent: readAgentText(undefined) })
}
