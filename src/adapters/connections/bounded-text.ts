/** The body as text; undefined: it is longer than `bytesMax`, and the rest of it is not read. */
export async function boundedText({ body }: Response, bytesMax: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > bytesMax) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
