import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Builder } from './use-builder.ts'

/** The document as text. What is typed counts once it is applied, as one step that can be undone. */
export function BuilderSource({ builder }: { readonly builder: Builder }) {
  const { text, opened } = builder
  const [draft, setDraft] = useState({ of: text, typed: text })
  const typed = draft.of === text ? draft.typed : text
  return (
    <div className="builder-source">
      <Textarea
        label={opened.file}
        value={typed}
        onChange={(event) => setDraft({ of: text, typed: event.currentTarget.value })}
        spellCheck={false}
        classNames={{ root: 'builder-source-root', wrapper: 'builder-source-wrapper', input: 'builder-source-text' }}
      />
      <div className="row">
        <Button variant="filled" disabled={typed === text} onClick={() => builder.write(typed)}>
          Apply
        </Button>
        <Button disabled={typed === text} onClick={() => setDraft({ of: text, typed: text })}>
          Take back
        </Button>
      </div>
    </div>
  )
}
