import { fraction } from './scalar-shapes.ts'
import type { Complaint, Shape } from './shape.ts'
import { refuse, refuseType, stepInto } from './shape.ts'
import type { Band } from './workflow.ts'

const EXAMPLE = 'Write for example `[0.6, 0.95]`.'

/** Where something begins and where it ends, as a list of two numbers. */
export const band: Shape<Band> = {
  schema: { type: 'array', items: fraction.schema, minItems: 2, maxItems: 2 },
  read: (cursor) => {
    const { node } = cursor
    if (node.kind !== 'list') return refuseType(cursor, 'a list of two numbers', EXAMPLE)
    if (node.items.length !== 2) return refuse(cursor, notTwo(node.items.length))
    const [from, to] = node.items.map((end, index) => fraction.read(stepInto(cursor, index, end)))
    if (from === undefined || to === undefined) return undefined
    return from < to ? { from, to } : refuse(cursor, notRising(from, to))
  },
}

function notTwo(written: number): Complaint {
  const there = written === 1 ? 'there is one' : `there are ${written}`
  const message = `Two numbers belong here, where it begins and where it ends, but ${there}.`
  return { rule: 'bad-value', message, help: EXAMPLE }
}

function notRising(from: number, to: number): Complaint {
  const message = `The first of the two numbers must be the smaller one, but they are ${from} and ${to}.`
  return { rule: 'bad-value', message, help: from === to ? EXAMPLE : `Write \`[${to}, ${from}]\`.` }
}
