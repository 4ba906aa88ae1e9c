/** The bytes of a request; `too-many` as soon as more come than may, or are announced: no more of them are read. */
export async function readBytes(request: Request, max: number): Promise<Uint8Array<ArrayBuffer> | 'too-many'> {
  if (Number(request.headers.get('content-length') ?? 0) > max) return 'too-many'
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > max) return 'too-many'
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
