import { listOf } from './collection-shapes.ts'
import { fraction } from './scalar-shapes.ts'
import type { Cursor, Shape } from './shape.ts'
import { mapShape, refuse } from './shape.ts'
import type { Band } from './workflow.ts'

const ends = listOf(fraction)

/** Where something begins and where it ends, as a list of two numbers. */
export const band: Shape<Band> = mapShape(
  { ...ends, schema: { ...ends.schema, minItems: 2, maxItems: 2 } },
  ([from, to, ...more], cursor) => {
    if (from === undefined || to === undefined || more.length > 0) return refuseCount(cursor)
    return from < to ? { from, to } : refuse(cursor, { rule: 'bad-value', ...notRising(from, to) })
  },
)

/** An end that can not be read is already reported. */
function refuseCount(cursor: Cursor): undefined {
  const written = cursor.node.kind === 'list' ? cursor.node.items.length : 0
  if (written === 2) return undefined
  const there = written === 1 ? 'there is one' : `there are ${written}`
  const message = `Two numbers belong here, where it begins and where it ends, but ${there}.`
  return refuse(cursor, { rule: 'bad-value', message, help: 'Write for example `[0.6, 0.95]`.' })
}

function notRising(from: number, to: number) {
  const help = from === to ? 'Write for example `[0.6, 0.95]`.' : `Write \`[${to}, ${from}]\`.`
  return { message: `The first of the two numbers must be the smaller one, but they are ${from} and ${to}.`, help }
}
