import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject, jsonEntries } from '../basics/json.ts'
import { readJson } from '../workflow/edit-document.ts'
import { isProgram, isProgramFile } from './is-program.ts'
import type { WorkflowEdit } from './workflow-edit.ts'

/** What comes to a door of the builder: a WorkChart or stages of one, a procedure in words, or code, which stays out. */
export type TextKind = 'document' | 'procedure' | 'code'

/** `file`: what the file was called that it comes from. */
export function kindOfText(text: string, file = ''): TextKind {
  if (isProgramFile(file)) return 'code'
  const read = readJson({ file: 'pasted', text })
  const value = read.ok ? read.value : null
  if (isWorkChart(value)) return documentCarriesCode(value) ? 'code' : 'document'
  if (isProgram(text) || (typeof value !== 'string' && isCapability(value))) return 'code'
  return /^["']?(?:workflow_id|stages)["']?\s*:/m.test(text) ? 'document' : 'procedure'
}

/** Whether a gesture would bring code into the document. */
export function editCarriesCode(edit: WorkflowEdit): boolean {
  switch (edit.type) {
    case 'add-stage':
    case 'insert-stage':
      return documentCarriesCode(edit.stage)
    case 'add-stages':
      return documentCarriesCode([...edit.stages])
    case 'add-notes':
      return edit.notes.some(({ text }) => isCodeText(text))
    case 'set-note':
      return edit.text !== null && isCodeText(edit.text)
    case 'together':
      return edit.edits.some(editCarriesCode)
    case 'set-stage':
    case 'set-workflow':
      return documentCarriesCode({ [edit.setting]: edit.value })
    case 'set-inputs':
      return documentCarriesCode({ inputs: edit.inputs })
    case 'set-output':
      return documentCarriesCode({ outputs: { [edit.name]: edit.schema } })
    case 'set-run-input':
      return documentCarriesCode({ inputs: { [edit.name]: edit.schema, ...edit.givenTo?.inputs } })
    case 'rename-key':
      return PROGRAM_KEYS.has(edit.to)
    case 'set-escalation':
      return documentCarriesCode({ [edit.setting]: edit.value })
    case 'paste-stages':
      return edit.copied.some(({ stage }) => documentCarriesCode(stage))
    default:
      return false
  }
}

/** Whether what is sent to a door of the builder carries code. Values by name in `inputs` and `each` are data: it is tried with them. */
export function bodyCarriesCode(body: Json): boolean {
  if (!isJsonObject(body)) return walk(body, OF_BODY)
  const { inputs = {}, each = {}, ...rest } = body
  return [rest, ...[inputs, each].filter((value) => !isByName(value))].some((value) => walk(value, OF_BODY))
}

function isByName(values: Json): boolean {
  return isJsonObject(values) || (Array.isArray(values) && values.every(isJsonObject))
}

/** Whether a document, or a part of one, holds a program: as a text anywhere, or under a key that only programs have. */
function documentCarriesCode(document: Json): boolean {
  return walk(document, OF_DOCUMENT)
}

/** Whether a text may not stand in a document. */
export function isCodeText(text: string): boolean {
  return isProgram(withoutFormulas(text))
}

/** Whose words the keys of an object are: the format's, or the author's. What stands in `data` is never looked up. */
type Place = 'fixed' | 'named' | 'data'

interface Way {
  readonly place: Place
  readonly isCode: (text: string) => boolean
}

const OF_DOCUMENT: Way = { place: 'fixed', isCode: isCodeText }
const OF_BODY: Way = { place: 'fixed', isCode: (text) => kindOfText(text) === 'code' }

function walk(value: Json, way: Way): boolean {
  if (typeof value === 'string') return way.isCode(value)
  if (Array.isArray(value)) return value.some((item: Json) => walk(item, way))
  return jsonEntries(value).some(([key, child]) => isCodeAt(key, child, way))
}

function isCodeAt(key: string, value: Json, { place, isCode }: Way): boolean {
  if (key.startsWith('x-')) return false
  if (place !== 'fixed') return walk(value, { place: place === 'data' ? 'data' : 'fixed', isCode })
  if (FORMULAS.has(key)) return false
  if (PROGRAM_KEYS.has(key) && isProgramValue(value)) return true
  if (AMBIGUOUS_KEYS.has(key) && typeof value === 'object' && isProgramValue(value)) return true
  return walk(value, { place: INSIDE[key] ?? 'fixed', isCode })
}

/** Below these the author chooses the keys: an input may be called `code`. */
const INSIDE: Readonly<Partial<Record<string, Place>>> = {
  inputs: 'data',
  outputs: 'data',
  form: 'data',
  budget: 'data',
  calendar: 'data',
  view: 'data',
  roles: 'named',
}

/** Formulas have a checker of their own, and can do nothing but compare. */
const FORMULAS: ReadonlySet<string> = new Set(['when', 'filter'])

/** No WorkChart has these keys: whoever writes one describes something that runs. */
const PROGRAM_KEYS: ReadonlySet<string> = new Set(
  'run script scripts command commands argv args exec shell entrypoint mcpServers hooks sql eval'.split(' '),
)

/** Of these only what holds parts is a program for certain; a text is judged by what it says. */
const AMBIGUOUS_KEYS: ReadonlySet<string> = new Set(['code', 'source', 'program', 'function'])

/** Amounts are none: a budget has a `run` too. */
function isProgramValue(value: Json): boolean {
  if (typeof value === 'string') return /^\s*[^\s\d]/.test(value)
  return jsonEntries(value).some(([, child]) => isProgramValue(child))
}

function withoutFormulas(text: string): string {
  return text.replace(/\$\{\{[^}]*\}\}/g, ' ')
}

/** A whole one, unfinished as it may be, or a list of stages as they are copied. */
function isWorkChart(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isStage)
  return isJsonObject(value) && (Object.hasOwn(value, 'stages') || Object.hasOwn(value, 'workflow_id'))
}

function isStage(value: Json): boolean {
  return isJsonObject(value) && Object.hasOwn(value, 'id') && Object.hasOwn(value, 'roles')
}

/** A contract, the head of a skill or an agent, or how something is started; wherever it stands. */
function isCapability(value: Json): boolean {
  if (typeof value === 'string') return isProgram(value)
  const isOne = isJsonObject(value) && (isContract(value) || isHead(value) || isStart(value))
  return isOne || jsonEntries(value).some(([, child]) => isCapability(child))
}

function isContract({ input, output, confidence, effect, run }: JsonObject): boolean {
  if (isJsonObject(run) || (isJsonObject(input) && isJsonObject(output))) return true
  return effect !== undefined && (input !== undefined || output !== undefined || confidence !== undefined)
}

function isHead({ name, description, tools, model, ...rest }: JsonObject): boolean {
  const says = tools !== undefined || model !== undefined || rest['allowed-tools'] !== undefined
  return typeof name === 'string' && typeof description === 'string' && says
}

function isStart({ command, args, argv, mcpServers }: JsonObject): boolean {
  const starts = Array.isArray(command) || (typeof command === 'string' && Array.isArray(args))
  return starts || Array.isArray(argv) || isJsonObject(mcpServers)
}
