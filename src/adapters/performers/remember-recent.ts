/**
 * Does `make` once for each key, also when several ask at the same time, and forgets the least recently asked key
 * beyond `keysMax`. A failure is not remembered.
 */
export function rememberRecent<Source, Made>(
  keysMax: number,
  make: (source: Source) => Promise<Made>,
): (key: string, source: Source) => Promise<Made> {
  const made = new Map<string, Promise<Made>>()
  return (key, source) => {
    const value = made.get(key) ?? make(source)
    made.delete(key)
    made.set(key, value)
    for (const oldest of made.keys()) if (made.size > keysMax) made.delete(oldest)
    value.catch(() => made.delete(key))
    return value
  }
}
