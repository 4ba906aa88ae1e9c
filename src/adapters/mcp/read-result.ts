import { Buffer } from 'node:buffer'
import type { CallToolResult, ContentBlock, Tool } from '@modelcontextprotocol/client'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Artifact } from '../../core/run/answer.ts'
import { validateJson } from '../../core/schema/validate-json.ts'
import type { Blobs } from '../../engine/ports.ts'
import { outputOf } from './describe-tool.ts'
import { ARTIFACTS_MAX } from './limits.ts'
import { redact, redactJson } from './redact.ts'

/** What a tool gave, before it is an answer. */
export interface Given {
  readonly tool: Tool
  readonly result: CallToolResult
  readonly secrets: readonly string[]
}

/**
 * The outputs of a call: what the tool promised in its schema, or else its text as `{text}`. Error: in a sentence what is
 * wrong with them.
 */
export function readOutputs({ tool, result, secrets }: Given): Result<JsonObject, string> {
  const schema = outputOf(tool)
  if (schema === undefined) return ok({ text: redact(textOf(result.content), secrets) })
  // It came as JSON.
  const given = result.structuredContent as Json | undefined
  if (!isJsonObject(given)) return err('It promised an object and gave none.')
  const [problem] = validateJson(schema, given)
  if (problem !== undefined) return err(`It gave what it did not promise: ${problem.pointer} ${problem.message}`)
  const redacted = redactJson(given, secrets)
  return ok(isJsonObject(redacted) ? redacted : {})
}

/** What the tool wrote, part after part. */
export function textOf(content: readonly ContentBlock[]): string {
  return content.flatMap(textIn).join('\n\n')
}

function textIn(block: ContentBlock): readonly string[] {
  switch (block.type) {
    case 'text':
      return [block.text]
    case 'resource':
      return 'text' in block.resource ? [block.resource.text] : []
    case 'resource_link':
      return [`${block.name}: ${block.uri}`]
    default:
      return []
  }
}

/** Every image, sound and file of a result, its bytes in the blob store. */
export async function keepFiles({ content }: CallToolResult, blobs: Blobs): Promise<readonly Artifact[]> {
  const files = content.flatMap(fileIn).slice(0, ARTIFACTS_MAX)
  const kept: Artifact[] = []
  for (const [index, { bytes, mediaType }] of files.entries()) {
    const sha256 = await blobs.put(bytes)
    kept.push({ name: `file-${index + 1}`, mediaType, size: bytes.length, sha256 })
  }
  return kept
}

interface FileInResult {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

function fileIn(block: ContentBlock): readonly FileInResult[] {
  if (block.type === 'image' || block.type === 'audio') return [fileOf(block.data, block.mimeType)]
  if (block.type !== 'resource' || !('blob' in block.resource)) return []
  return [fileOf(block.resource.blob, block.resource.mimeType)]
}

const MEDIA_TYPE = /^[a-z0-9][a-z0-9.+-]{0,63}\/[a-z0-9][a-z0-9.+-]{0,63}$/i

/** A media type is a word of the server's and is shown: what is none says nothing. */
function fileOf(base64: string, mediaType = ''): FileInResult {
  const isKnown = MEDIA_TYPE.test(mediaType)
  return { bytes: Buffer.from(base64, 'base64'), mediaType: isKnown ? mediaType : 'application/octet-stream' }
}
