import { Button } from '@mantine/core'
import type { WorkflowSummary } from '../../../api/contract/workflows.ts'
import { usePublish } from '../../data/workchart-commands.ts'
import { Icon } from '../../icons/icon.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

/** Makes what the file says now the version that schedules start. */
export function PublishButton({ summary }: { readonly summary: WorkflowSummary }) {
  const { send, isPending, error } = usePublish(summary.id)
  const isPublished = summary.published?.status === 'published' && !summary.changedSincePublished
  return (
    <>
      {error === null ? null : <ProblemNote failure={error.failure} />}
      <Button
        leftSection={<Icon name="publish" />}
        disabled={isPublished || summary.errors > 0}
        title={isPublished ? 'This version is published' : 'Makes this version the one that schedules start'}
        loading={isPending}
        onClick={send}
      >
        {isPublished ? 'Published' : 'Publish'}
      </Button>
    </>
  )
}
