import type { z } from 'zod'
import type { Json } from '../../core/basics/json.ts'
import { childPointer, pointerLabel } from '../../core/basics/json-pointer.ts'
import { quoted } from '../../core/basics/quoted.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { parseText } from '../../core/workflow/read-workflow.ts'
import { findSpan, toJson } from '../../core/workflow/source-tree.ts'

/** Something wrong in a text, by its UTF-16 offset. */
export interface Fault {
  readonly start: number
  readonly message: string
  readonly help: string
}

/** What a YAML text says, and where. */
export interface PlacedYaml {
  readonly value: Json
  /** The offset of the value at a JSON Pointer, or of its key; of one that is not there, that of what would hold it. */
  readonly placeOf: (pointer: string, at?: 'value' | 'key') => number
}

export function readPlacedYaml(text: string): Result<PlacedYaml, readonly Fault[]> {
  const { findings, root } = parseText(text, 'yaml')
  if (root === undefined || findings.length > 0) return err(findings)
  return ok({ value: toJson(root), placeOf: (pointer, at = 'value') => findSpan(root, pointer, at).start })
}

/** What a schema complains of, where it stands and in words. */
export function shapeFaults(yaml: PlacedYaml, error: z.ZodError | undefined): readonly Fault[] {
  return (error?.issues ?? []).flatMap((issue) => toFaults(yaml, issue))
}

function toFaults({ placeOf }: PlacedYaml, issue: z.core.$ZodIssue): readonly Fault[] {
  const pointer = issue.path.map(String).reduce(childPointer, '')
  if (issue.code !== 'unrecognized_keys')
    return [{ start: placeOf(pointer), message: shapeWords(issue, pointerLabel(pointer)), help: LOOK_IT_UP }]
  return issue.keys.map((key) => ({
    start: placeOf(childPointer(pointer, key), 'key'),
    message: `There is no key ${quoted(key)} here.`,
    help: 'Take it out, or mend its spelling.',
  }))
}

const LOOK_IT_UP = 'The guide on agents and skills has examples.'

function shapeWords(issue: z.core.$ZodIssue, label: string): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('undefined')
        ? `${label} is missing: it must be ${TYPES.get(issue.expected) ?? issue.expected}.`
        : `${label} must be ${TYPES.get(issue.expected) ?? issue.expected}.`
    case 'invalid_value':
      return `${label} must be one of ${issue.values.map(String).map(quoted).join(', ')}.`
    default:
      return `${label}: ${issue.message}.`
  }
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', '`true` or `false`'],
  ['array', 'a list'],
  ['object', 'a map of keys and values'],
  ['record', 'a map of keys and values'],
])
