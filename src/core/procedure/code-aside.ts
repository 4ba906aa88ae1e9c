import { isCodeText } from '../edit/code-in-builder.ts'
import type { Heading, Part, Step } from './procedure.ts'
import { stageName } from './stage-name.ts'

/** A line of a program among sentences is left out: as a stage it would be refused, and all others with it. */
export function withoutCode(parts: readonly Part[]): readonly Part[] {
  return parts.map((part) => (part.type !== 'left-out' && isCode(part) ? leftOut(part) : part))
}

function isCode({ type, text }: Step | Heading): boolean {
  return isCodeText(text) || (type === 'step' && isCodeText(stageName(text)))
}

function leftOut({ mark, text, at }: Step | Heading): Part {
  return { type: 'left-out', text: mark === '' ? text : `${mark} ${text}`, reason: 'code', at }
}
