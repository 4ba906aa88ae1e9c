import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Command } from '../../core/run/command.ts'
import type { TaskId } from '../../core/run/ids.ts'
import { runStatus } from '../../core/run/run.ts'
import { answerEffect as effectOfAnswer } from '../../core/run/view/answer-effect.ts'
import type { ApiParts } from '../api-parts.ts'
import {
  answerEffect,
  answerRequest,
  commentRequest,
  effectRequest,
  questionRequest,
  reassignRequest,
  taskDone,
} from '../contract/tasks.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { callerStanding } from '../posture/caller.ts'
import { refuse } from '../problems/refuse.ts'
import { commandId } from '../request-key.ts'
import { answers, body } from './answers.ts'
import { nothing } from './nothing.ts'
import { taskProblem } from './task-problem.ts'
import { nextTask, seenTask, taskParams, unknownTask } from './task-reads.ts'

const answer = createRoute({
  method: 'post',
  path: '/api/v1/tasks/{id}/answer',
  summary: 'Decide a task',
  request: { params: taskParams, body: body(answerRequest) },
  responses: answers(taskDone, 'The answer is saved.'),
})

const effect = createRoute({
  method: 'post',
  path: '/api/v1/tasks/{id}/effect',
  summary: 'What an answer would do now; changes nothing',
  request: { params: taskParams, body: body(effectRequest) },
  responses: answers(answerEffect, 'The effect as sentences.'),
})

const claim = createRoute({
  method: 'post',
  path: '/api/v1/tasks/{id}/claim',
  summary: 'Take a task',
  request: { params: taskParams, body: body(nothing) },
  responses: answers(taskDone, 'It is yours.'),
})

const release = createRoute({
  method: 'post',
  path: '/api/v1/tasks/{id}/release',
  summary: 'Give a task back',
  request: { params: taskParams, body: body(nothing) },
  responses: answers(taskDone, 'Nobody has it now.'),
})

const reassign = createRoute({
  method: 'post',
  path: '/api/v1/tasks/{id}/reassign',
  summary: 'Pass a task to other people; its deadline stays',
  request: { params: taskParams, body: body(reassignRequest) },
  responses: answers(taskDone, 'They are asked now.'),
})

const comment = createRoute({
  method: 'post',
  path: '/api/v1/tasks/{id}/comment',
  summary: 'Say something about a task',
  request: { params: taskParams, body: body(commentRequest) },
  responses: answers(taskDone, 'It stands in the history.'),
})

const ask = createRoute({
  method: 'post',
  path: '/api/v1/tasks/{id}/ask',
  summary: 'Ask somebody about a task; they see it until they have told',
  request: { params: taskParams, body: body(questionRequest) },
  responses: answers(taskDone, 'They are asked.'),
})

const tell = createRoute({
  method: 'post',
  path: '/api/v1/tasks/{id}/tell',
  summary: 'Tell what was asked about a task',
  request: { params: taskParams, body: body(commentRequest) },
  responses: answers(taskDone, 'It stands in the history.'),
})

export function addTaskChanges(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  addAnswers(app, parts)
  app.openapi(claim, (c) =>
    change(c, parts, { type: 'claim-task', task: idOf(c.req.valid('param')), as: callerStanding(c) }),
  )
  app.openapi(release, (c) =>
    change(c, parts, { type: 'release-task', task: idOf(c.req.valid('param')), as: callerStanding(c) }),
  )
  app.openapi(reassign, (c) => {
    const { to, note } = c.req.valid('json')
    return change(c, parts, {
      type: 'reassign-task',
      task: idOf(c.req.valid('param')),
      as: callerStanding(c),
      to,
      note,
    })
  })
  app.openapi(comment, (c) => {
    const { text } = c.req.valid('json')
    return change(c, parts, { type: 'comment-task', task: idOf(c.req.valid('param')), as: callerStanding(c), text })
  })
  app.openapi(ask, (c) => {
    const { of, text } = c.req.valid('json')
    const task = idOf(c.req.valid('param'))
    return change(c, parts, { type: 'ask-information', task, as: callerStanding(c), of, text })
  })
  app.openapi(tell, (c) => {
    const { text } = c.req.valid('json')
    return change(c, parts, { type: 'give-information', task: idOf(c.req.valid('param')), as: callerStanding(c), text })
  })
}

function addAnswers(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { clock, ids } = parts
  app.openapi(answer, async (c) => {
    const task = idOf(c.req.valid('param'))
    const { answer: given, version, files } = c.req.valid('json')
    return await change(c, parts, {
      type: 'answer-task',
      id: commandId(c, ids),
      task,
      answer: given,
      files,
      as: callerStanding(c),
      seen: version,
      salt: ids.salt(),
    })
  })
  app.openapi(effect, async (c) => {
    const task = idOf(c.req.valid('param'))
    const at = await seenTask(c, parts, task)
    if (at === undefined) return refuse(c, unknownTask(task))
    const preview = { answer: c.req.valid('json').answer, as: callerStanding(c), now: clock.now(), sha256: ids.sha256 }
    return c.json({ effect: effectOfAnswer(at.run, at.found, preview) }, 200)
  })
}

function idOf({ id }: { readonly id: string }): TaskId {
  return id as TaskId
}

type TaskCommand = Extract<Command, { readonly task: TaskId }>

async function change(c: Context<ApiEnv>, parts: ApiParts, command: TaskCommand) {
  const at = await seenTask(c, parts, command.task)
  const result = at === undefined ? undefined : await parts.engine.command(at.run.id, command)
  if (at === undefined || result === undefined) return refuse(c, unknownTask(command.task))
  if (!result.ok) return refuse(c, await taskProblem(parts, command, result.error))
  const { id: run } = result.value
  return c.json(
    { task: command.task, run, runStatus: runStatus(result.value), next: await nextTask(c, parts, at.found.task) },
    200,
  )
}
