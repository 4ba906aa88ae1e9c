/** Whether `text` is an event type, or the beginning of types before a `*`. */
export function isEventPattern(text: string): boolean {
  return /^[^\s*]+\*?$/.test(text)
}
