import { TEXT_TO_SKIP } from './text-to-skip.ts'

const STAGE_NAME = new RegExp(`${TEXT_TO_SKIP}|(?<![\\w.])stages\\.(?<run>[A-Za-z0-9_-]+)`, 'g')
const FIELD_FOLLOWS = /^\s*(?:\.\s*(?:outputs|outcome|confidence|decision)\b|\[)/
const LITERAL_WORDS: ReadonlySet<string> = new Set(['in', 'true', 'false', 'null'])
const LETTERS_FOR_DIGITS = 'OPQRSTUVWX'

/**
 * Respells the stage ids of an expression as CEL names, letter for letter, so that every offset stays what it was:
 * `stages.deploy-approval.outcome` becomes `stages.deploy_approval.outcome`. An index would do for reading, but CEL's
 * `has()` accepts names only. Of several known ids the longest is meant; a run of letters and hyphens that is no known
 * id counts as one where a field of a stage follows, so that a misspelt id is reported whole.
 */
export function respellStages(text: string, isStage: (id: string) => boolean): string {
  let respelled = text
  for (const { 0: found, index, groups } of text.matchAll(STAGE_NAME)) {
    const run = groups?.['run']
    if (run === undefined) continue
    const id = chooseId(run, { isStage, after: text.slice(index + found.length) })
    const start = index + found.length - run.length
    respelled = respelled.slice(0, start) + celName(id) + respelled.slice(start + id.length)
  }
  return respelled
}

/** A name for a stage id that CEL accepts: as long, and no two ids share one, for ids have no `_` and no capitals. */
export function celName(id: string): string {
  if (LITERAL_WORDS.has(id)) return id.toUpperCase()
  return id.replace(/^\d/, (digit) => LETTERS_FOR_DIGITS.charAt(Number(digit))).replaceAll('-', '_')
}

interface Surroundings {
  readonly isStage: (id: string) => boolean
  readonly after: string
}

function chooseId(run: string, { isStage, after }: Surroundings): string {
  const parts = run.split('-')
  const candidates = parts.map((_, dropped) => parts.slice(0, parts.length - dropped).join('-'))
  const known = candidates.find(isStage)
  if (known !== undefined) return known
  return FIELD_FOLLOWS.test(after) ? run : candidates.slice(-1).join()
}
