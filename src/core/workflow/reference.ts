import type { Brand } from '../basics/brand.ts'
import { known } from '../basics/known.ts'
import { quoted } from '../basics/quoted.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { didYouMean } from './nearest.ts'

/** The kinds of thing a document can point at. */
export const REFERENCE_KINDS = [
  'agent',
  'skill',
  'command',
  'mcp',
  'model',
  'human',
  'workflow',
  'ctx',
  'role',
] as const
export type ReferenceKind = (typeof REFERENCE_KINDS)[number]

/** `kind:name` as written, with its optional `@sha256:…` pin: `agent:coder-v2`. */
export type ReferenceText = Brand<string, 'ReferenceText'>

/** A pointer to an artifact, a person or a role. Lookup is exact in kind and name. */
export interface Reference {
  readonly kind: ReferenceKind
  /** `server/tool` for `mcp`, `provider/model-id` for `model`. A version suffix such as `-v2` is part of the name. */
  readonly name: string
  /** Lower-case hexadecimal SHA-256 of the artifact, where the author pinned it. */
  readonly pin?: string
}

export interface ReferenceError {
  readonly code: 'bad-reference'
  readonly message: string
  readonly help: string
}

/** Longer names are no names; file systems end at 255. */
export const REFERENCE_NAME_MAX = 200

const WORD = '[A-Za-z0-9][A-Za-z0-9._-]*'
const PLAIN_NAME = new RegExp(`^${WORD}$`)
const PATH_NAME = new RegExp(`^${WORD}(?:/${WORD})*$`)
const TOOL_NAME = new RegExp(`^${WORD}/${WORD}$`)
const MODEL_NAME = new RegExp(`^${WORD}/[A-Za-z0-9][A-Za-z0-9._:/-]*$`)
const PIN = /^sha256:[0-9a-f]{64}$/

/** How a name of each kind is spelled, with an example for the message. */
const NAME_RULES: Readonly<Record<ReferenceKind, { readonly pattern: RegExp; readonly example: string }>> = {
  agent: { pattern: PATH_NAME, example: 'agent:coder-v2' },
  skill: { pattern: PLAIN_NAME, example: 'skill:git-ops' },
  command: { pattern: PATH_NAME, example: 'command:make-report' },
  mcp: { pattern: TOOL_NAME, example: 'mcp:server/tool' },
  model: { pattern: MODEL_NAME, example: 'model:provider/model-id' },
  human: { pattern: PLAIN_NAME, example: 'human:support-lead' },
  workflow: { pattern: /^[a-z0-9][a-z0-9-]{0,63}$/, example: 'workflow:refund-requests' },
  ctx: { pattern: PATH_NAME, example: 'ctx:repo-rules' },
  role: { pattern: /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/, example: 'role:reviewer' },
}

/** Reads `kind:name` or `kind:name@sha256:…`. Nothing is trimmed, folded or guessed. */
export function parseReference(text: string): Result<Reference, ReferenceError> {
  const colon = text.indexOf(':')
  if (colon < 0)
    return refuse(
      `${quoted(text)} does not say what kind of thing it is.`,
      `Write for example ${quoted(`agent:${text}`)}.`,
    )
  const kind = REFERENCE_KINDS.find((each) => each === text.slice(0, colon))
  if (kind === undefined) return refuseKind(text.slice(0, colon))
  return parseName(kind, text.slice(colon + 1))
}

/** The spelling that `parseReference` reads back to the same value. */
export function formatReference({ kind, name, pin }: Reference): ReferenceText {
  return `${kind}:${name}${pin === undefined ? '' : `@sha256:${pin}`}` as ReferenceText
}

function parseName(kind: ReferenceKind, text: string): Result<Reference, ReferenceError> {
  const [first, pin, ...rest] = text.split('@')
  const name = known(first)
  const { pattern, example } = NAME_RULES[kind]
  if (name.length > REFERENCE_NAME_MAX || !pattern.test(name)) {
    return refuse(`${quoted(name)} is not a name of kind \`${kind}\`.`, `Write for example \`${example}\`.`)
  }
  if (pin === undefined) return ok({ kind, name })
  if (rest.length > 0 || !PIN.test(pin)) {
    return refuse(
      `${quoted(`@${pin}`)} does not pin an artifact.`,
      'Write `@sha256:` and 64 digits 0-9 a-f, or remove the pin.',
    )
  }
  return ok({ kind, name, pin: pin.slice('sha256:'.length) })
}

function refuseKind(kind: string): Result<Reference, ReferenceError> {
  const kinds = REFERENCE_KINDS.map((each) => `\`${each}\``).join(', ')
  return refuse(
    `${quoted(kind)} is not a kind of reference.`,
    didYouMean(kind, REFERENCE_KINDS, `Use one of ${kinds}.`),
  )
}

function refuse(message: string, help: string): Result<Reference, ReferenceError> {
  return err({ code: 'bad-reference', message, help })
}
