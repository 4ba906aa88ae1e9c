import type { Json, JsonObject } from '../../core/basics/json.ts'
import { objectOrEmpty } from '../../core/basics/json.ts'
import { DECIDED } from '../words/answers.ts'
import { TASK_STEPS } from '../words/receipts.ts'
import { TASK_REASONS } from '../words/task-reasons.ts'
import type { ReaderZone } from './clock-words.ts'
import { fullTime } from './clock-words.ts'
import { counted, countWords } from './number-words.ts'
import type { ReceiptFact } from './receipt-facts.ts'
import { fact, hashFact, list, personName, timeFact, words } from './receipt-facts.ts'
import { sizeWords } from './skill-page.ts'

/** Every model that was asked, with its tokens. */
export function modelFacts({ models }: JsonObject): readonly ReceiptFact[] {
  return list(models).map((model) => {
    const { name, tokens_in: taken, tokens_out: given } = objectOrEmpty(model)
    return fact('Model', `${words(name) ?? 'not known'}: ${tokenWords(taken)} in, ${tokenWords(given)} out`)
  })
}

function tokenWords(count: Json | undefined): string {
  return typeof count === 'number' ? counted(count, 'token') : 'tokens not known'
}

const REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries(TASK_REASONS).map(([reason, { word }]) => [reason, word]),
)

/** When people were asked, whether they were in time, and all that happened before they decided. */
export function taskFacts({ task }: JsonObject, zone: ReaderZone): readonly ReceiptFact[] {
  if (task === null) return [fact('Asked', 'nobody')]
  const { reason, first_opened_at: opened, due_at: due, decided_at: decided, ...rest } = objectOrEmpty(task)
  return [
    fact('Why', REASONS.get(String(reason)) ?? words(reason)),
    timeFact('First asked', opened, zone),
    timeFact('To be decided by', due, zone),
    timeFact('Decided', decided, zone),
    fact('In time', words(rest['in_time'])),
    fact('Times asked', words(rest['times_asked'])),
    ...list(rest['trail']).map((step) => stepFact(step, zone)),
  ]
}

function stepFact(step: Json, zone: ReaderZone): ReceiptFact {
  const { did, at, by, to } = objectOrEmpty(step)
  const who = personName(by) ?? 'It'
  const whom = list(to).map(personName).join(', ')
  const said = `${who} ${TASK_STEPS.get(String(did)) ?? words(did)}${whom === '' ? '' : ` (${whom})`}`
  return fact(typeof at === 'string' ? fullTime(Date.parse(at), zone) : 'Then', said)
}

const DECISIONS: ReadonlyMap<string, string> = new Map(Object.entries(DECIDED))

export function decisionFacts({ decision }: JsonObject, zone: ReaderZone): readonly ReceiptFact[] {
  if (decision === null) return [fact('Decided', 'by nobody')]
  const { type, by, role, at, reason } = objectOrEmpty(decision)
  return [
    fact('Decided', `${personName(by) ?? 'somebody'} ${DECISIONS.get(String(type)) ?? words(type)}`),
    fact('As', words(role)),
    timeFact('When', at, zone),
    fact('What they said', reason === '' ? 'nothing' : words(reason)),
  ]
}

/** What it was given to know: each text by its name, its room and its hash. */
export function contextFacts({ context, context_sha256: all }: JsonObject): readonly ReceiptFact[] {
  const modules = list(context)
  if (modules.length === 0) return [fact('Given to know', 'nothing')]
  return [...modules.flatMap(moduleFacts), ...(all === undefined ? [] : [hashFact('Hash of all of it', all)])]
}

function moduleFacts(module: Json): readonly ReceiptFact[] {
  const { ref, sha256, tokens, memory_ids: memory } = objectOrEmpty(module)
  const room = typeof tokens === 'number' ? `${countWords(tokens)} tokens` : 'room not known'
  const found = list(memory).map(words).join(', ')
  return [
    fact('Knowledge', `${words(ref)}, ${room}`),
    hashFact('Its hash', sha256),
    ...(found === '' ? [] : [hashFact('Made of what stages found', found)]),
  ]
}

export function fileFacts(receipt: JsonObject): readonly ReceiptFact[] {
  return [
    hashFact('What it was given, by its hash', receipt['inputs_sha256']),
    hashFact('What it passed on, by its hash', receipt['outputs_sha256']),
    ...(receipt['handoff_sha256'] === undefined
      ? []
      : [hashFact('All that those after it were given, by its hash', receipt['handoff_sha256'])]),
    ...list(receipt['artifacts']).flatMap(artifactFacts),
  ]
}

function artifactFacts(artifact: Json): readonly ReceiptFact[] {
  const { name, size, sha256 } = objectOrEmpty(artifact)
  const large = typeof size === 'number' ? sizeWords(size) : 'size not known'
  return [fact('File', `${words(name)}, ${large}`), hashFact('Its hash', sha256)]
}
