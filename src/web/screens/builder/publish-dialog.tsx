import { timestamp } from '../../../core/basics/timestamp.ts'
import { useNow } from '../../data/use-now.ts'
import { useVersionText } from '../../data/versions.ts'
import type { Card } from '../../derive/builder-view.ts'
import { nameOfRef } from '../../derive/builder-view.ts'
import { changesView } from '../../derive/changes-view.ts'
import { firstVersionWords, makesVersion } from '../../derive/publish-view.ts'
import { startsIn } from '../../derive/schedule-view.ts'
import { ChangeList } from '../../parts/change-list.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { MomentWithZone } from '../../parts/moment.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { WideDialog } from '../../parts/wide-dialog.tsx'
import type { Builder } from './use-builder.ts'

/** Notes of a document that are read before it is published; the problem list has all of them. */
const NOTES_SHOWN_MAX = 5
const HALF_MINUTE_MS = 30_000

export interface PublishDialogProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** What publishing changes about what runs: the last look before schedules start it. */
export function PublishDialog({ builder, cards, onConfirm, onClose }: PublishDialogProps) {
  return (
    <WideDialog
      title={`Publish ${builder.view.name}?`}
      confirm="Make it live"
      refuse="Not yet"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Difference builder={builder} cards={cards} />
      <Starts builder={builder} />
      <Notes builder={builder} />
    </WideDialog>
  )
}

function Difference({ builder, cards }: Pick<PublishDialogProps, 'builder' | 'cards'>) {
  const { opened, text, view } = builder
  const { publishedVersion, file } = opened
  const published = useVersionText(opened.id, publishedVersion)
  if (publishedVersion === null) {
    return (
      <section>
        <h3>First version</h3>
        <p className="small soft">{firstVersionWords(view)}</p>
      </section>
    )
  }
  return (
    <section>
      <h3>What changes since version {publishedVersion}</h3>
      <Loaded query={published} what={`version ${publishedVersion}`}>
        {(version) => {
          const changes = changesView({ file: version.file, text: version.text }, { file, text }, (ref) =>
            nameOfRef(cards, ref),
          )
          const isNew = changes.type === 'unreadable' || makesVersion(changes.changes)
          return (
            <>
              <ChangeList view={changes} />
              {isNew ? null : (
                <p className="small soft">The file is written anew. Version {publishedVersion} stays live as it is.</p>
              )}
            </>
          )
        }}
      </Loaded>
    </section>
  )
}

/** What will start it once it is live. */
function Starts({ builder: { view } }: Pick<PublishDialogProps, 'builder'>) {
  const now = useNow(HALF_MINUTE_MS)
  const schedules = startsIn(view.document, timestamp(now))
  return (
    <section>
      <h3>How it starts</h3>
      {schedules.length === 0 ? <p className="small soft">On demand only: no schedule starts it.</p> : null}
      <ul className="small">
        {schedules.map(({ id, words, next }) => (
          <li key={id}>
            <PlainText text={words} />
            {next === null ? (
              <span className="soft">, switched off</span>
            ) : (
              <span className="soft">
                , next <MomentWithZone at={new Date(next).toISOString()} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is worth a second thought and forbids nothing. */
function Notes({ builder: { view } }: Pick<PublishDialogProps, 'builder'>) {
  const notes = view.problems.filter(({ severity }) => severity === 'warning')
  if (notes.length === 0) return null
  return (
    <section>
      <h3>Worth a look first</h3>
      <ul className="change-list small">
        {notes.slice(0, NOTES_SHOWN_MAX).map(({ rule, pointer, message, help }) => (
          <li key={`${rule} ${pointer} ${message}`}>
            {message} <span className="soft">{help}</span>
          </li>
        ))}
      </ul>
      {notes.length > NOTES_SHOWN_MAX ? (
        <p className="small soft">And {notes.length - NOTES_SHOWN_MAX} more under Problems.</p>
      ) : null}
    </section>
  )
}
