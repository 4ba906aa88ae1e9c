import { quoted } from '../basics/quoted.ts'
import type { Reference, ReferenceKind } from './reference.ts'
import { parseReference, REFERENCE_KINDS } from './reference.ts'
import { text } from './scalar-shapes.ts'
import type { Cursor, Shape } from './shape.ts'
import { mapShape, refuse } from './shape.ts'

const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/

/** The id of a workflow, stage or trigger. A wrong one is reported and kept, so that what points at it is not wrong too. */
export const slug: Shape<string> = {
  schema: { type: 'string', pattern: SLUG.source },
  read: (cursor) => {
    const id = text.read(cursor)
    if (id === undefined || SLUG.test(id)) return id
    refuse(cursor, { rule: 'bad-slug', message: `${quoted(id)} can not be an id.`, help: slugHelp(id) })
    return id
  },
}

/** `kind:name`. Where a kind is missing, the message shows the one that most authors mean here. */
export function referenceOf(likely: ReferenceKind): Shape<Reference> {
  return {
    schema: { type: 'string', pattern: `^(?:${REFERENCE_KINDS.join('|')}):.` },
    read: (cursor) => {
      const written = text.read(cursor)
      if (written === undefined) return undefined
      const parsed = parseReference(written)
      if (parsed.ok) return parsed.value
      const { message, help } = parsed.error
      const example = `Write for example ${quoted(`${likely}:${written}`)}.`
      return refuse(cursor, { rule: 'bad-reference', message, help: written.includes(':') ? help : example })
    },
  }
}

/** Who can do work; a context module can not. */
export const worker: Shape<Reference> = mapShape(referenceOf('agent'), refuseContext)

function refuseContext(found: Reference, cursor: Cursor): Reference | undefined {
  if (found.kind !== 'ctx') return found
  const message = `${quoted(`ctx:${found.name}`)} is a context module; it can not do work.`
  const help =
    'Name an agent, skill, command, mcp tool, model, human, workflow or role; modules go to `context_policy`.'
  return refuse(cursor, { rule: 'bad-reference', message, help })
}

function slugHelp(id: string): string {
  const likely = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 64)
    .replace(/-+$/, '')
  if (likely === '') return 'Use lower-case letters a-z, digits and hyphens, at most 64.'
  return `Write \`${likely}\`: lower-case letters a-z, digits and hyphens, at most 64.`
}
