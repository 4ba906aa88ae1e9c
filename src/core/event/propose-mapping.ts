import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { validateJson } from '../schema/validate-json.ts'
import { nearest } from '../workflow/nearest.ts'
import type { InputSchema } from '../workflow/workflow.ts'
import { SAMPLE_DEPTH_MAX, SAMPLE_MEMBERS_MAX } from './limits.ts'

/** For each input that a member of the sample fits: the expression that reads it. `sample` is the data of an event. */
export function proposeMapping(
  sample: Json,
  inputs: Readonly<Record<string, InputSchema>>,
): Readonly<Record<string, string>> {
  const members = membersOf(sample)
  const proposals = Object.entries(inputs).flatMap(([name, { schema }]) => {
    const best = bestFor(name, members, (value) => validateJson(schema, value).length === 0)
    return best === undefined ? [] : [[name, expressionFor(best.path)]]
  })
  return Object.fromEntries(proposals)
}

interface Member {
  readonly name: string
  /** Names from the top to this member. */
  readonly path: readonly string[]
  readonly value: Json
}

/** Level by level, so that what is nearer to the top comes first. */
function membersOf(sample: Json): readonly Member[] {
  const members: Member[] = []
  let level: readonly Pick<Member, 'path' | 'value'>[] = [{ path: [], value: sample }]
  for (let depth = 0; depth < SAMPLE_DEPTH_MAX && members.length < SAMPLE_MEMBERS_MAX; depth++) {
    const below = level.flatMap(childrenOf)
    level = below
    members.push(...below.slice(0, SAMPLE_MEMBERS_MAX - members.length))
  }
  return members
}

function childrenOf({ path, value }: Pick<Member, 'path' | 'value'>): readonly Member[] {
  if (!isJsonObject(value)) return []
  return Object.entries(value).map(([name, child]) => ({ name, path: [...path, name], value: child }))
}

function bestFor(name: string, members: readonly Member[], fits: (value: Json) => boolean): Member | undefined {
  for (const same of likenesses(name, members)) {
    const found = members.find((member) => same(member) && fits(member.value))
    if (found !== undefined) return found
  }
  return undefined
}

/** Of shorter names one slip makes another name. */
const NEAR_NAME_MIN = 4

/** From the surest to the boldest. */
function likenesses(name: string, members: readonly Member[]): readonly ((member: Member) => boolean)[] {
  const plain = joined(name)
  const names = name.length < NEAR_NAME_MIN ? [] : members.map((member) => member.name)
  const near = nearest(name, names)
  return [
    ({ name: its }) => its === name,
    ({ name: its }) => plain !== '' && joined(its) === plain,
    ({ path }) => plain !== '' && joined(path.join('')) === plain,
    ({ name: its }) => its === near,
  ]
}

/** Without what joins words: `orderId`, `order_id` and `order-id` are one name. */
function joined(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function expressionFor(path: readonly string[]): string {
  return `\${{ event.data${path.map(stepInto).join('')} }}`
}

function stepInto(name: string): string {
  return PLAIN.test(name) && !RESERVED.has(name) ? `.${name}` : `[${JSON.stringify(name)}]`
}

const PLAIN = /^[A-Za-z_]\w*$/
/** Words that CEL keeps for itself. */
const RESERVED: ReadonlySet<string> = new Set(
  'false in null true as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
)
