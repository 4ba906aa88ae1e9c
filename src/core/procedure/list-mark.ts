export interface ListMark {
  /** As written, without the space behind it. */
  readonly mark: string
  /** Marks of one list are of one kind. */
  readonly kind: string
}

/** Word and the web paste `•` and its like without a space, and a bullet of the second level as the letter o. */
const BULLET = /^(?:[•◦▪‣●○■□·☐☑☒✓✔❑➢]|[-*+–—](?=\s|$)|[o§](?=\t))/u
/** Word's bullets below the first; the others are mixed at will. */
const SECOND_LEVEL = /[o§◦▪]/
const CHECKBOX = /^\[[ xX]?\](?=\s|$)/
const NUMBER = /^\(?\d{1,3}[.)](?=\s|$)/
const LEVEL = /^\d{1,3}(?:\.\d{1,3})+(?:[.)](?=\s|$)|(?=\s+\p{Lu}|\t))/u
const ROMAN = /^\(?[ivx]{1,5}[.)](?=\s|$)/i
const LETTER = /^\(?[a-z][.)](?=\s|$)/i
const STEP = /^step\s{1,3}\d{1,4}(?:\s?[:.)–—-](?=\s|$)|$)/i

const KINDS = [
  ['step', STEP],
  ['number', NUMBER],
  ['level', LEVEL],
  ['roman', ROMAN],
  ['letter', LETTER],
  ['checkbox', CHECKBOX],
] as const

/** Most lines begin with a word, and no mark is one this long. */
const WORD = /^\p{L}{6}/u

/** The number, letter or bullet a line begins with. */
export function findListMark(line: string): ListMark | undefined {
  if (WORD.test(line)) return undefined
  const [bullet] = BULLET.exec(line) ?? []
  if (bullet !== undefined) return bulletMark(line, bullet)
  for (const [kind, pattern] of KINDS) {
    const [mark] = pattern.exec(line) ?? []
    if (mark !== undefined) return { mark, kind: kind === 'level' ? `level ${mark.split('.').length}` : kind }
  }
  return undefined
}

/** A checkbox may stand behind the bullet: `- [x] Done`. */
function bulletMark(line: string, bullet: string): ListMark {
  const rest = line.slice(bullet.length)
  const gap = rest.length - rest.trimStart().length
  const [checkbox = ''] = CHECKBOX.exec(rest.slice(gap)) ?? []
  const mark = checkbox === '' ? bullet : line.slice(0, bullet.length + gap + checkbox.length)
  return { mark, kind: SECOND_LEVEL.test(bullet) ? `bullet ${bullet}` : 'bullet' }
}
