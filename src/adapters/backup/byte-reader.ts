import { createHash } from 'node:crypto'

/** Takes bytes in the pieces that are wanted, whatever pieces they come in. */
export interface ByteReader {
  /** The next bytes, at least one and at most `max`. Undefined: there are none. */
  readonly some: (max: number) => Promise<Buffer | undefined>
  /** The SHA-256 of all that was taken so far; asked once. */
  readonly digest: () => string
}

export function byteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const pieces = source[Symbol.asyncIterator]()
  const whole = createHash('sha256')
  let rest: Buffer = Buffer.alloc(0)
  const fill = async (): Promise<boolean> => {
    const { done, value } = await pieces.next()
    if (done === true) return false
    rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    return true
  }
  let isSealed = false
  return {
    some: async (max) => {
      while (rest.length === 0) if (!(await fill())) return undefined
      const piece = rest.subarray(0, max)
      rest = rest.subarray(piece.length)
      if (!isSealed) whole.update(piece)
      return piece
    },
    digest: () => {
      isSealed = true
      return whole.digest('hex')
    },
  }
}
