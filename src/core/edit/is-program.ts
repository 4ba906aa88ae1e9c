import { CERTAIN, LIKELY, PROGRAM_FILES, PROGRAM_LANGUAGES } from './program-signs.ts'

/** A sign stands at the beginning of a line. */
const LINE_CHARACTERS_MAX = 400
/** So many certain lines are a program, however much prose stands around them. */
const CERTAIN_MIN = 3
/** So many likely lines are a program where they are most of the text. */
const LIKELY_MIN = 3
const LIKELY_SHARE_MIN = 0.6
/** Lines with a sign, of all that say something, where at least one is certain. */
const SIGN_SHARE_MIN = 0.5

/**
 * Whether a text is the source of something that runs, or holds it: a script, a query, a fenced block of a program, a
 * skill or an agent with its head. Procedures that speak of running, importing and selecting are none.
 */
export function isProgram(text: string): boolean {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  return (
    /^#!\s*\//.test(lines[0] as string) || hasHead(lines) || fencesIn(lines).some(isProgramFence) || isSource(lines)
  )
}

/** Whether a file of this name holds a program or a capability, whatever stands in it. */
export function isProgramFile(name: string): boolean {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase()
  const dot = file.lastIndexOf('.')
  return PROGRAM_FILES.has(file) || (dot !== -1 && PROGRAM_LANGUAGES.has(file.slice(dot + 1)))
}

/** The head of a SKILL.md or of an agent: its name and what it is for, between two lines of dashes. */
function hasHead(lines: readonly string[]): boolean {
  const first = lines.findIndex((line) => line.trim() !== '')
  if (lines[first]?.trim() !== '---') return false
  const rest = lines.slice(first + 1)
  const head = rest.slice(0, Math.max(0, rest.indexOf('---')))
  return head.some((line) => /^name\s*:/.test(line)) && head.some((line) => /^description\s*:/.test(line))
}

interface Fence {
  readonly language: string
  readonly lines: string[]
}

function fencesIn(lines: readonly string[]): readonly Fence[] {
  const fences: Fence[] = []
  let open: Fence | undefined
  for (const line of lines) {
    const [, language] = /^\s{0,12}(?:```+|~~~+)\s*\{?\.?([\w+#-]*)/.exec(line) ?? []
    if (language === undefined) open?.lines.push(line)
    else if (open !== undefined) open = undefined
    else {
      open = { language: language.toLowerCase(), lines: [] }
      fences.push(open)
    }
  }
  return fences
}

function isProgramFence({ language, lines }: Fence): boolean {
  return PROGRAM_LANGUAGES.has(language) || isSource(lines)
}

/** Lines of brackets alone say nothing: data has them too. */
function isSource(lines: readonly string[]): boolean {
  const said = lines.map((line) => line.slice(0, LINE_CHARACTERS_MAX)).filter((line) => /[^\s()[\]{},;]/.test(line))
  const certain = said.filter((line) => hasSign(CERTAIN, line)).length
  if (certain >= CERTAIN_MIN) return true
  const signs = said.filter((line) => hasSign(CERTAIN, line) || hasSign(LIKELY, line)).length
  if (certain > 0) return signs >= said.length * SIGN_SHARE_MIN
  return signs >= LIKELY_MIN && signs >= said.length * LIKELY_SHARE_MIN
}

function hasSign(signs: readonly RegExp[], line: string): boolean {
  return signs.some((sign) => sign.test(line))
}
