import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Judgement, Model } from '../src/adapters/performers/classifier/model.ts'
import { predict } from '../src/adapters/performers/classifier/model.ts'

const LIMITS = [0.5, 0.7, 0.8, 0.9]
/** A line of Markdown with fewer words is a heading or a name. */
const SENTENCE_WORDS_MIN = 4

/** Texts by where they are from. */
type Groups = Readonly<Record<string, readonly string[]>>

/** Texts that none of a sorter's labels is for: everyday ones of our own, and the sentences of a folder's Markdown. */
export function offTopic(folder: string | undefined): Groups {
  const own = readFileSync(new URL('off-topic.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return { 'off-topic.txt': own, ...(folder === undefined ? {} : { [folder]: sentencesIn(folder) }) }
}

/** What limits let through of each group: by the probability alone, and by the confidence, which strange texts lack. */
export function printLetThrough(model: Model, groups: Groups): void {
  for (const [name, texts] of Object.entries(groups)) {
    const judged = texts.map((text) => predict(model, text))
    const strange = judged.filter(({ isFamiliar }) => !isFamiliar)
    console.log(`Let through of ${judged.length} texts (${name}), ${strange.length} taken for strange:`)
    console.table(LIMITS.map((limit) => letThrough(judged, limit)))
  }
}

function letThrough(judged: readonly Judgement[], limit: number) {
  const sure = judged.filter(({ best }) => best.probability >= limit)
  const confident = sure.filter(({ isFamiliar }) => isFamiliar)
  const share = (some: readonly Judgement[]) => (some.length / judged.length).toFixed(3)
  return { limit, 'by the probability': share(sure), 'by the confidence': share(confident) }
}

function sentencesIn(folder: string): readonly string[] {
  const texts = globSync('**/*.md', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'))
  const sentences = texts.flatMap((text) => text.split(/\n+|(?<=[.!?])\s+/))
  return sentences.filter((sentence) => sentence.trim().split(/\s+/).length >= SENTENCE_WORDS_MIN)
}
