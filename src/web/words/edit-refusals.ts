import type { TooLong } from '../../core/edit/text-bounds.ts'
import type { EditRefusal } from '../../core/edit/workflow-edit.ts'
import { REFUSE_CODE } from '../../core/workflow/refuse-code.ts'

/** Why a gesture changed nothing, and what to do instead. */
export function editRefusalWords(refusal: EditRefusal, nameOf: (stage: string) => string): string {
  switch (refusal.code) {
    case 'edit-loop':
      return `"${nameOf(refusal.from)}" comes after "${nameOf(refusal.to)}" already: each would wait for the other. Nothing was changed.`
    case 'stage-unknown':
      return `The stage "${refusal.stage}" is not there any more. Nothing was changed.`
    case 'stage-exists':
      return `There is a stage "${refusal.stage}" already. Nothing was changed.`
    case 'edit-too-long':
      return `${tooLongWords(refusal)} Nothing was changed.`
    case 'edit-code':
      return REFUSE_CODE
    case 'trigger-unknown':
      return `The trigger "${refusal.trigger}" is not there any more. Nothing was changed.`
    case 'edit-path':
      return 'This does not fit how the document is written. Look at it in Source. Nothing was changed.'
    case 'edit-unreadable':
      return `${refusal.message} Mend it in Source first. Nothing was changed.`
  }
}

function tooLongWords({ characters, max }: TooLong): string {
  return `This text has ${characters.toLocaleString('en')} characters; at most ${max.toLocaleString('en')} can be here.`
}

/** The same of a text that is typed; null: it is not too long. */
export function tooLongTyped(text: string, max: number): string | null {
  return text.length > max ? tooLongWords({ characters: text.length, max }) : null
}
