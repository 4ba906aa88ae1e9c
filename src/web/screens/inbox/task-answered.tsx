import type { GivenAnswer } from '../../../api/contract/task-detail.ts'
import type { ConfidenceReading } from '../../derive/confidence-words.ts'
import { CONFIDENCE_SOURCES } from '../../derive/confidence-words.ts'
import { valueWords } from '../../derive/form-fields.ts'
import { Icon } from '../../icons/icon.tsx'
import { BigConfidence } from '../../parts/confidence.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { FileList } from '../../parts/file-list.tsx'
import { HiddenNote, PlainText } from '../../parts/plain-text.tsx'
import { Scores } from '../../parts/scores.tsx'
import { PerformerTile } from '../../parts/tile.tsx'

export interface TaskAnsweredProps {
  readonly task: string
  readonly answered: GivenAnswer
  readonly confidence: ConfidenceReading
}

/** What the skill answered and how sure it was: as large as what stands against it. */
export function TaskAnswered({ task, answered, confidence }: TaskAnsweredProps) {
  const { by, outputs, summary, artifacts } = answered
  const [main, ...others] = outputs
  return (
    <section className="card task-answer" aria-labelledby="task-answer">
      <div>
        <h3 id="task-answer" className="row">
          <PerformerTile kind={by.kind} />
          What {by.name} answered
        </h3>
        <p className="task-answer-main num">
          {main === undefined ? 'Nothing' : <PlainText text={valueWords(main.value)} />}
        </p>
        {summary === null ? null : (
          <p className="small soft">
            “<PlainText text={summary} />”
          </p>
        )}
        <FieldList fields={others} />
        <FileList of={{ task }} files={artifacts} />
        <HiddenNote texts={outputs.map(({ value }) => valueWords(value))} />
      </div>
      <div>
        <BigConfidence {...confidence} />
        <SourceSentence source={confidence.source} />
        <Scores scores={confidence.scores} />
      </div>
    </section>
  )
}

function SourceSentence({ source }: Pick<ConfidenceReading, 'source'>) {
  return (
    <p className="tiny soft row row-top">
      <Icon name={CONFIDENCE_SOURCES[source].icon} size="small" />
      <span>{SOURCE_SENTENCES[source]}</span>
    </p>
  )
}

const SOURCE_SENTENCES = {
  reported: 'Not checked yet: this is the skill’s own estimate. It becomes trustworthy as people review answers.',
  agreement: 'The same question was asked several times: this is the share of answers that say the same.',
  scored: 'A second skill has scored this answer.',
  human: 'A person answered.',
  none: 'The skill gave no confidence, so a person is asked. Unknown is not the same as low.',
} as const satisfies Record<ConfidenceReading['source'], string>
