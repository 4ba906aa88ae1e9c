import type { JsonObject } from '../basics/json.ts'
import { isoTime } from '../basics/timestamp.ts'
import type { Notice, NoticeKind } from './notice.ts'
import { taskLink } from './notice.ts'

/** The name of what happened, as other programs read it. */
const TYPES = {
  'task-opened': 'workcharts.task.opened',
  'task-reminded': 'workcharts.task.reminded',
  'task-overdue': 'workcharts.task.overdue',
  'task-passed-on': 'workcharts.task.passed-on',
  'information-asked': 'workcharts.task.information-asked',
  'information-given': 'workcharts.task.information-given',
} as const satisfies Record<NoticeKind, string>

/** A CloudEvent as JSON. `id` is the same however often it is sent. */
export function noticeEvent(id: string, house: string, notice: Notice): JsonObject {
  const { task, run, workflowName, stageName, reason, due, to } = notice
  return {
    specversion: '1.0',
    id,
    source: `/workcharts/runs/${run}`,
    type: TYPES[notice.kind],
    time: isoTime(notice.at),
    datacontenttype: 'application/json',
    data: {
      task,
      run,
      workchart: workflowName,
      stage: stageName,
      reason,
      due: due === null ? null : isoTime(due),
      to,
      link: taskLink(house, task),
    },
  }
}

/** What a receiver is sent to see whether it answers. */
export function testEvent(id: string, house: string, at: Notice['at']): JsonObject {
  return {
    specversion: '1.0',
    id,
    source: '/workcharts/notices',
    type: 'workcharts.notices.test',
    time: isoTime(at),
    datacontenttype: 'application/json',
    data: { link: house },
  }
}
