import { quoted } from '../basics/quoted.ts'
import { text } from './scalar-shapes.ts'
import type { Shape } from './shape.ts'
import { mapShape, refuse } from './shape.ts'

const WHOLE = /^\s*\$\{\{([\s\S]*)\}\}\s*$/

/** A CEL condition. One `${{ }}` around the whole of it is allowed, and taken off. */
export const condition: Shape<string> = mapShape(text, withoutBraces)

/** Text that holds at least one `${{ }}`. */
export const template: Shape<string> = {
  schema: { type: 'string', pattern: '\\$\\{\\{' },
  read: (cursor) => {
    const written = text.read(cursor)
    if (written === undefined || written.includes('${{')) return written
    const message = `${quoted(written)} does not say what to compute.`
    return refuse(cursor, { rule: 'bad-value', message, help: 'Write for example `${{ stages.draft.outputs.text }}`.' })
  },
}

function withoutBraces(written: string): string {
  const inner = WHOLE.exec(written)?.[1]
  return inner === undefined || inner.includes('${{') ? written : inner.trim()
}
