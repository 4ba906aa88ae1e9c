import { MantineProvider } from '@mantine/core'
import { cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, it } from 'vitest'
import { TaskAnswered } from '../../../src/web/screens/inbox/task-answered.tsx'
import { StagePassed } from '../../../src/web/screens/run/stage-passed.tsx'
import { PlannedStages } from '../../../src/web/screens/workcharts/planned-stages.tsx'
import { aPlannedStage, aRunDetail, aStageRun, aTaskDetail } from '../../support/web-views.ts'

afterEach(cleanup)

const AGREED = {
  value: 2 / 3,
  threshold: 0.9,
  source: 'agreement',
  scores: [
    { source: 'reported', value: 0.9 },
    { source: 'agreement', value: 2 / 3, samples: 3, agreeing: 2 },
  ],
} as const
const MEASURED = 'Measured: it says 90 % · 2 of 3 answers agreed'

function textOf(element: ReactNode): string {
  return render(element, { wrapper: MantineProvider }).container.textContent
}

it('[UI192] a task says what was measured, and what the number is', () => {
  const { answered } = aTaskDetail()
  if (answered === null) throw new Error('The task of the tests has an answer.')
  const text = textOf(<TaskAnswered task="t" answered={answered} confidence={AGREED} />)
  expect(text).toContain('67 % sure')
  expect(text).toContain('this is the share of answers that say the same')
  expect(text).toContain(MEASURED)
  expect(textOf(<TaskAnswered task="t" answered={answered} confidence={answered.confidence} />)).not.toContain(
    'Measured',
  )
})

it('[UI192] so does a stage of a run', () => {
  const textWith = (stage: Parameters<typeof aStageRun>[0]) => {
    const detail = aRunDetail({ stages: [aStageRun(stage)] })
    return textOf(<StagePassed detail={detail} selected="sort" onSelect={() => {}} />)
  }
  expect(textWith({ id: 'sort', name: 'Sort', confidence: AGREED })).toContain(MEASURED)
  expect(textWith({ id: 'sort', name: 'Sort', confidence: null })).not.toContain('Measured')
})

it('[UI193] a WorkChart says how often a stage is asked, and when its answers are checked', () => {
  const reviewer = { kind: 'ai', ref: 'skill:check', name: 'Check', reason: null } as const
  const measured = { threshold: 0.8, samples: 3, reviewBetween: { from: 0.6, to: 0.95 }, reviewer }
  const stages = [aPlannedStage({ id: 'sort', name: 'Sort', ...measured })]
  const text = textOf(<PlannedStages stages={stages} selected={null} />)
  expect(text).toContain('when less than 80 % sure')
  expect(text).toContain('asked 3 times; the share of answers that agree is how sure it is')
  expect(text).toContain('checked by Check when between 60 % and 95 % sure')
})
