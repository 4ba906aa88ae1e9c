import type { Context } from 'hono'
import type { Artifact } from '../../core/run/answer.ts'
import type { Blobs } from '../../engine/ports.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { attachmentOf } from './attachment-of.ts'

/** Widened: by its name the router's types would take it for one JSON value. */
export const BYTES: string = 'application/octet-stream'

/** What a browser may know by its name: none of these can run anything. */
const NAMED_TYPES: ReadonlySet<string> = new Set(['text/plain', 'image/png', 'image/jpeg', 'application/pdf'])

/** Answers with the bytes of a file, to be saved and never shown in this page. */
export async function sendArtifact(c: Context, { blobs }: { readonly blobs: Pick<Blobs, 'find'> }, artifact: Artifact) {
  const bytes = await blobs.find(artifact.sha256)
  if (bytes === undefined) return refuse(c, goneArtifact(artifact))
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': NAMED_TYPES.has(artifact.mediaType) ? artifact.mediaType : BYTES,
    'content-disposition': attachmentOf(artifact.name),
    'content-security-policy': 'sandbox',
    'cache-control': 'private, no-store',
  })
}

function goneArtifact({ name }: Artifact): ApiProblem {
  return {
    code: 'artifact-gone',
    detail: `The bytes of "${name}" are not in the data folder any more. Put the folder "blobs" back from a backup.`,
  }
}

export function unknownArtifact(sha256: string): ApiProblem {
  return {
    code: 'artifact-unknown',
    detail: `There is no file ${sha256} here that you may see. Look at the page again for those there are.`,
  }
}
