/** The frequent reasons, as people say them. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['rejected', 'A person said no'],
  ['timeout', 'It took too long'],
  ['lost', 'It stopped in the middle'],
  ['interrupted', 'It was interrupted'],
  ['output-invalid', 'The answer did not fit'],
  ['outputs-invalid', 'The answer did not fit what it is to give'],
  ['output-too-large', 'The answer was too large'],
  ['outputs-too-large', 'The answer was too large'],
  ['inputs-invalid', 'What it was given did not fit'],
  ['input-invalid', 'What it was given did not fit'],
  ['over-budget', 'The budget was used up'],
  ['model-unreachable', 'The AI did not answer'],
  ['model-cut-off', 'The answer of the AI was cut off'],
])

/** Why a stage failed. A reason without words of its own is said as it is called, with spaces. */
export function failureWords(reason: string): string {
  const words = reason.replaceAll('-', ' ')
  return KNOWN.get(reason) ?? words.charAt(0).toUpperCase() + words.slice(1)
}
