import { useQuery } from '@tanstack/react-query'
import type { PreviewKind } from '../derive/file-preview.ts'
import { PREVIEW_CHARACTERS_MAX } from '../derive/file-preview.ts'
import type { FilesOf, HandedFile } from './files.ts'
import { fileAddress } from './files.ts'
import { RequestFailed } from './http.ts'

/** What is shown of a file: its text, or the address of a picture that is the picture itself. */
export interface Preview {
  readonly kind: Exclude<PreviewKind, null>
  readonly shown: string
}

export interface Previewed {
  readonly of: FilesOf
  readonly file: HandedFile & { readonly mediaType: string }
  readonly kind: Preview['kind']
}

/** A file never changes: its address is made of its bytes. */
export function useFilePreview({ of, file, kind }: Previewed) {
  return useQuery({
    queryKey: ['file-preview', file.sha256, kind],
    queryFn: async ({ signal }): Promise<Preview> => {
      const response = await fetch(fileAddress(of, file), { signal, credentials: 'same-origin' })
      if (!response.ok) throw new RequestFailed({ type: 'unreachable' })
      return { kind, shown: kind === 'text' ? await textOf(response) : await pictureOf(response, file.mediaType) }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

async function textOf(response: Response): Promise<string> {
  return (await response.text()).slice(0, PREVIEW_CHARACTERS_MAX)
}

/** Under the name of a kind of picture, whatever the bytes are: what is no such picture is not shown. */
async function pictureOf(response: Response, mediaType: string): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  return `data:${mediaType};base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`
}
