import { z } from 'zod'
import type { Result } from '../../../core/basics/result.ts'
import { ok } from '../../../core/basics/result.ts'
import type { PlannedFile } from '../../../core/plan/plan.ts'
import type { Assignment, Blobs, Performer } from '../../../engine/ports.ts'
import type { BuiltinAnswer, Refusal } from '../attempt-results.ts'
import { answered, refused } from '../attempt-results.ts'
import type { Model } from '../classifier/model.ts'
import { predict } from '../classifier/model.ts'
import { parseExamples } from '../classifier/parse-examples.ts'
import { trainOffThread } from '../classifier/train-off-thread.ts'
import { INPUTS, readShape } from '../read-shape.ts'
import { rememberRecent } from '../remember-recent.ts'
import { findSkillFile, loadText } from '../skill-files.ts'

/**
 * *Sort a message*: input `{text}` to outputs `{label, alternatives}`, sorted by a classifier that is trained on the
 * skill's own `examples.csv` (`text,label`) the first time it is asked. Confidence is the calibrated probability of the
 * label; a text that is unlike the examples has none.
 */
export function createClassifyText(blobs: Blobs): Performer {
  const trained = rememberRecent(MODELS_MAX, (file: PlannedFile) => trainOn(blobs, file))
  return {
    perform: async (assignment) => {
      const answer = await classify(assignment, (file) => trained(file.sha256, file))
      return answer.ok ? answered(answer.value) : refused(answer.error)
    },
  }
}

/** A model holds some megabytes. More classifiers in use at once than this are trained again when they come back. */
const MODELS_MAX = 16

/** Beyond this a text is a document: cut it before, so that what decides is known. */
const TEXT_MAX = 100_000
const classifyInputs = z.object({ text: z.string().max(TEXT_MAX) })

type Trained = Result<Model, Refusal>

async function classify(
  { inputs, performer }: Assignment,
  modelOf: (examples: PlannedFile) => Promise<Trained>,
): Promise<Result<BuiltinAnswer, Refusal>> {
  const given = readShape(classifyInputs, inputs, INPUTS)
  if (!given.ok) return given
  const examples = findSkillFile(performer, 'examples.csv')
  if (!examples.ok) return examples
  const model = await modelOf(examples.value)
  return model.ok ? ok(sort(model.value, given.value.text)) : model
}

async function trainOn(blobs: Blobs, file: PlannedFile): Promise<Trained> {
  const examples = parseExamples(await loadText(blobs, file))
  return examples.ok ? ok(await trainOffThread(examples.value)) : examples
}

/** Categories shown beside the answer: enough to choose another one from, few enough to read. */
const ALTERNATIVES_SHOWN = 3

function sort(model: Model, text: string): BuiltinAnswer {
  const { isFamiliar, best, predictions } = predict(model, text)
  const alternatives = predictions.slice(0, ALTERNATIVES_SHOWN).map((prediction) => ({ ...prediction }))
  const confidence = isFamiliar ? best.probability : null
  const doubt = isFamiliar ? '' : ', but the text is unlike everything it learned from'
  return { outputs: { label: best.label, alternatives }, confidence, summary: `Sorted as ${best.label}${doubt}.` }
}
