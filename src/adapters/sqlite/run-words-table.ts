import type { DatabaseSync } from 'node:sqlite'
import { wordsIn } from '../../core/run/run-words.ts'
import type { RunKey } from './tables.ts'

/**
 * Which words find which runs: only the words themselves and the numbers of the runs, a byte or two for each word of a
 * run. Adding a row for a run that has one adds words to it.
 */
export const WORDS_TABLE = `create virtual table run_words using fts5 (
  words, content = '', columnsize = 0, detail = none, tokenize = 'unicode61 remove_diacritics 2'
)`

/**
 * Each word begins with the part of the history that its run belongs to. Whoever looks for the beginning of a word that
 * very many runs have then reads the newest part only, not all of it.
 */
const RUNS_OF_PART = 32_768
const PART_DIGITS = 6
/** Before the end of a run's id, spelled backwards: it is found by its last characters. */
const ID_MARK = 'zzid'
const ID_END = /[0-9a-f]{1,12}$/

export function partOf(key: RunKey): number {
  return Math.floor(key / RUNS_OF_PART)
}

/** In SQL: what stands in the table for a run with this key, id and text. `migrate` makes it known. */
export const SPELLED_WORDS = 'spelled_words'

export function spelledWords(key: unknown, id: unknown, text: unknown): string {
  return inPart(Number(key) as RunKey, [idWord(String(id)), ...wordsIn(String(text))])
}

export type WordsWriter = (key: RunKey, words: readonly string[]) => void

export function createWordsWriter(database: DatabaseSync): WordsWriter {
  const insert = database.prepare('insert into run_words (rowid, words) values (?, ?)')
  return (key, words) => {
    if (words.length > 0) insert.run(key, inPart(key, words))
  }
}

/** Words that found a run, each list as it was added, and those that find it from now on. */
export interface WordsSwap {
  readonly gone: readonly (readonly string[])[]
  readonly kept: readonly string[]
}

/** FTS5 counts words, and takes it for damage where more go than came: of a run from before its words were kept they do. */
const IN_THEIR_PLACE = 'zzgone'

/**
 * Takes words of a run out of the table. With `secure-delete` they leave its pages at once; otherwise a mark would say that
 * they are gone until pages are merged.
 */
export function createWordsEraser(database: DatabaseSync): (key: RunKey, swap: WordsSwap) => void {
  const insert = database.prepare('insert into run_words (rowid, words) values (?, ?)')
  const remove = database.prepare("insert into run_words (run_words, rowid, words) values ('delete', ?, ?)")
  const set = (value: 0 | 1) =>
    database.prepare(`insert into run_words (run_words, rank) values ('secure-delete', ${value})`)
  const [overwrite, mark] = [set(1), set(0)]
  return (key, { gone, kept }) => {
    overwrite.run()
    for (const words of gone.filter(({ length }) => length > 0)) {
      insert.run(key, words.map(() => IN_THEIR_PLACE).join(' '))
      remove.run(key, inPart(key, words))
    }
    mark.run()
    insert.run(key, inPart(key, [...new Set(kept)]))
  }
}

/** The word that a run is found by as the one whose id ends so. */
export function idWord(id: string): string {
  const [end = ''] = ID_END.exec(id) ?? []
  return ID_MARK + [...end].reverse().join('')
}

/** What FTS5 is asked for the runs of a part in which each of the words is begun. */
export function matchIn(part: number, words: readonly string[]): string {
  return words.map((word) => `"${spelled(part)}${word}"*`).join(' AND ')
}

function inPart(key: RunKey, words: readonly string[]): string {
  const part = spelled(partOf(key))
  return words.map((word) => part + word).join(' ')
}

function spelled(part: number): string {
  return String(part).padStart(PART_DIGITS, '0')
}
