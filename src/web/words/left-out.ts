import type { LeftOutReason } from '../../core/procedure/procedure.ts'
import { REFUSE_CODE } from '../../core/workflow/refuse-code.ts'
import { counted, countWords } from '../derive/number-words.ts'
import type { PastedProblem } from '../derive/pasted.ts'

/** Why something of a procedure became no stage, by what it is: one, and many. */
export const LEFT_OUT = {
  'link-address': { one: 'address behind a link', many: 'addresses behind links', why: 'the text of the link is kept' },
  picture: { one: 'picture', many: 'pictures', why: 'a stage carries text' },
  comment: { one: 'hidden comment', many: 'hidden comments', why: 'readers do not see it either' },
  markup: { one: 'HTML tag', many: 'HTML tags', why: 'the text inside is kept' },
  'front-matter': { one: 'block of settings', many: 'blocks of settings', why: 'it is about the file' },
  code: { one: 'piece of code', many: 'pieces of code', why: 'a WorkChart is made of skills, not of code' },
  'bare-number': {
    one: 'number alone on its line',
    many: 'numbers alone on their lines',
    why: 'it says nothing to do',
  },
  'lonely-heading': { one: 'heading', many: 'headings', why: 'no step stands under it' },
} as const satisfies Record<LeftOutReason, { readonly one: string; readonly many: string; readonly why: string }>

const MEBIBYTE = 1024 * 1024

/** Why nothing can be made of a text, and what to do instead. */
export function procedureProblemWords(problem: PastedProblem): string {
  switch (problem.code) {
    case 'code':
      return REFUSE_CODE
    case 'text-too-long':
      return `This text has ${(problem.bytes / MEBIBYTE).toFixed(1)} MiB; ${problem.bytesMax / MEBIBYTE} MiB can be read at once. Paste a part of it.`
    case 'too-many-steps':
      return `This text has ${counted(problem.steps, 'step')}; a WorkChart can have ${countWords(problem.stepsMax)}. Paste a part of it.`
  }
}
