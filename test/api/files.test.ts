import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { artifact } from '../../src/api/contract/basics.ts'
import { runDetail } from '../../src/api/contract/run-detail.ts'
import { taskDetail } from '../../src/api/contract/task-detail.ts'
import { taskDone } from '../../src/api/contract/tasks.ts'
import { attachmentOf } from '../../src/api/routes/attachment-of.ts'
import type { Role } from '../../src/core/people/role.ts'
import { FILE_BYTES_MAX } from '../../src/core/run/given-file.ts'
import { bearer, personIn, tokenOf } from '../support/house.ts'
import { anApi, postOf, refusedOf, sorted } from '../support/http-world.ts'

const BYTES = { 'content-type': 'application/octet-stream' }
const REPORT = new Uint8Array([0, 255, 1, 2])

/** A run whose first stage waits for the team "support", and what people send about it. */
async function asking() {
  const world = anApi({
    script: async () => {
      const made = { name: 'out/made.html', mediaType: 'text/html', size: 3, sha256: await putIn(world, 'abc') }
      const { answer, ...result } = sorted(0.5) as Extract<ReturnType<typeof sorted>, { readonly answer: unknown }>
      return { ...result, answer: { ...answer, artifacts: [made] } }
    },
  })
  const { id: run } = await world.waitingRun()
  const person = async (roles: readonly Role[], teams: readonly string[], name: string) => {
    const headers = bearer(await tokenOf(world.parts, await personIn(world.parts, { roles, teams, name })))
    const send = (path: string, request: RequestInit = {}) =>
      world.send(`/api/v1${path}`, { ...request, headers: { ...headers, ...request.headers } })
    const give = (called: string, body: RequestInit['body'] = REPORT, task = TASK) =>
      send(`${task}/files?name=${encodeURIComponent(called)}`, {
        method: 'POST',
        headers: BYTES,
        body,
        duplex: 'half',
      } as RequestInit)
    const decide = async (files: unknown, task = TASK) => {
      const { version } = taskDetail.parse(await (await send(task)).json())
      return await send(
        `${task}/answer`,
        postOf({ answer: { type: 'edit', outputs: { label: 'x', body: 'y' }, note: '' }, version, files } as never),
      )
    }
    return { send, give, decide }
  }
  const TASK = `/tasks/${run}.sort.1`
  return { ...world, run, task: TASK, reply: `/tasks/${run}.reply.1`, person }
}

async function putIn({ parts }: Pick<ReturnType<typeof anApi>, 'parts'>, text: string): Promise<string> {
  return await parts.blobs.put(new TextEncoder().encode(text))
}

describe('files with a decision', () => {
  it('[AP244] are given as bytes and handed on with the answer', async () => {
    const { person, run, task, get } = await asking()
    const mei = await person(['approver'], ['support'], 'Mei')
    const given = artifact.parse(await (await mei.give('Bericht ä.pdf')).json())
    expect(given).toEqual({
      name: 'Bericht ä.pdf',
      mediaType: 'application/pdf',
      size: 4,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    taskDone.parse(await (await mei.decide([{ name: given.name, sha256: given.sha256 }])).json())
    expect((await get(`/api/v1${task}`, taskDetail)).files).toEqual([given])
    const { stages } = await get(`/api/v1/runs/${run}`, runDetail)
    expect(stages[0]?.artifacts).toMatchObject([{ name: 'out/made.html' }, given])
  })

  it('[AP244] of others are refused before anything is read or kept', async () => {
    const { person } = await asking()
    const tom = await person(['approver'], ['finance'], 'Tom')
    expect(await refusedOf(await tom.give('a.txt', unread()))).toMatchObject({ status: 404, code: 'task-unknown' })
    const mei = await person(['approver'], ['support'], 'Mei')
    expect(await refusedOf(await mei.give('a/b', unread()))).toMatchObject({ status: 422, code: 'file-invalid' })
    expect((await mei.decide([])).status).toBe(200)
    expect(await refusedOf(await mei.give('a.txt', unread()))).toMatchObject({ status: 409, code: 'task-decided' })
  })

  it('[AP245] that are too large are refused as they come, and nothing else is taken', async () => {
    const { person, task } = await asking()
    const mei = await person(['approver'], ['support'], 'Mei')
    const endless = inParts(FILE_BYTES_MAX + 1)
    expect(await refusedOf(await mei.give('a.bin', endless.body))).toMatchObject({
      status: 413,
      code: 'body-too-large',
    })
    expect(endless.sent()).toBeLessThan(FILE_BYTES_MAX + 3_000_000)
    expect((await mei.give('a.bin', inParts(5 * 1024 * 1024).body)).status).toBe(200)
    const address = `${task}/files?name=a.txt`
    const announced = { method: 'POST', headers: { ...BYTES, 'content-length': `${FILE_BYTES_MAX + 1}` }, body: 'a' }
    expect((await mei.send(address, announced)).status).toBe(413)
    for (const headers of [{ 'content-type': 'text/plain' }, { ...BYTES, 'content-encoding': 'gzip' }]) {
      expect(await refusedOf(await mei.send(address, { method: 'POST', headers, body: 'a' }))).toMatchObject({
        status: 415,
        code: 'body-not-bytes',
      })
    }
    const comment = { method: 'POST', headers: BYTES, body: 'a' }
    expect((await mei.send(`${task}/comment`, comment)).status).toBe(415)
    const large = postOf({ text: 'a'.repeat(5 * 1024 * 1024) })
    expect((await mei.send(`${task}/comment`, large)).status).toBe(413)
  })

  it('[AP246] are only those that this person gave for this task', async () => {
    const { person, reply } = await asking()
    const [mei, lee] = [await person(['approver'], ['support'], 'Mei'), await person(['approver'], ['support'], 'Lee')]
    const { name, sha256 } = artifact.parse(await (await lee.give('plan.txt')).json())
    expect(await refusedOf(await mei.decide([{ name, sha256 }]))).toMatchObject({
      status: 422,
      code: 'files-invalid',
      errors: [{ pointer: '/files/0', detail: 'You have not given "plan.txt" for this task. Give it again.' }],
    })
    expect((await lee.decide([{ name, sha256 }])).status).toBe(200)
    const owner = await person(['ops-manager'], [], 'Ada')
    expect(await refusedOf(await owner.decide([{ name, sha256 }], reply))).toMatchObject({ code: 'files-invalid' })
  })
})

describe('opening a file', () => {
  it('[AP250] is for whoever sees the run, or the task that it is shown with', async () => {
    const { person, run, task, reply } = await asking()
    const mei = await person(['approver'], ['support'], 'Mei')
    const lead = await person(['approver'], ['support-lead'], 'Lee')
    const viewer = await person(['viewer'], [], 'Vera')
    const { name, sha256 } = artifact.parse(await (await mei.give('plan.txt')).json())
    const [ofRun, ofTask, ofReply] = [`/runs/${run}`, task, reply].map((path) => `${path}/artifacts/${sha256}`)
    const statuses = async () => {
      const asked = [viewer.send(`${ofRun}`), mei.send(`${ofTask}`), mei.send(`${ofRun}`), lead.send(`${ofReply}`)]
      return (await Promise.all(asked)).map(({ status }) => status)
    }
    expect(await statuses()).toEqual([404, 404, 403, 404])
    await mei.decide([{ name, sha256 }])
    expect(await statuses()).toEqual([200, 200, 403, 200])
    expect((await lead.send(`${ofTask}`)).status).toBe(404)
    expect(await refusedOf(await viewer.send(`/runs/none/artifacts/${sha256}`))).toMatchObject({ code: 'run-unknown' })
    expect(await refusedOf(await viewer.send(`/runs/${run}/artifacts/${'0'.repeat(64)}`))).toMatchObject({
      code: 'artifact-unknown',
    })
    expect((await viewer.send(`/runs/${run}/artifacts/..%2f..%2fkey`)).status).toBe(400)
  })

  it('[AP251] gives bytes to save, and never a page', async () => {
    const { person, task, get, send } = await asking()
    const mei = await person(['approver'], ['support'], 'Mei')
    const { answered } = await get(`/api/v1${task}`, taskDetail)
    const made = await send(`/api/v1${task}/artifacts/${answered?.artifacts[0]?.sha256}`)
    expect(Object.fromEntries(made.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="made.html"; filename*=UTF-8''made.html`,
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    })
    expect(await made.text()).toBe('abc')
    const { name, sha256 } = artifact.parse(await (await mei.give('Größe (1).pdf')).json())
    await mei.decide([{ name, sha256 }])
    const opened = await mei.send(`${task}/artifacts/${sha256}`)
    expect(opened.headers.get('content-type')).toBe('application/pdf')
    expect(new Uint8Array(await opened.arrayBuffer())).toEqual(REPORT)
  })

  it('[AP251] under a name that reads the same everywhere', () => {
    expect(attachmentOf('Größe (1)".pdf')).toBe(
      `attachment; filename="Gr__e__1__.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%281%29%22.pdf`,
    )
    expect(attachmentOf('a\r\nb\ud800')).toBe(`attachment; filename="a__b_"; filename*=UTF-8''a%0D%0Ab%EF%BF%BD`)
  })

  it('[AP252] whose bytes are gone says what brings them back', async () => {
    const { person, task, home } = await asking()
    const mei = await person(['approver'], ['support'], 'Mei')
    const { name, sha256 } = artifact.parse(await (await mei.give('plan.txt')).json())
    await mei.decide([{ name, sha256 }])
    await rm(join(home, 'blobs', sha256.slice(0, 2)), { recursive: true })
    expect(await refusedOf(await mei.send(`${task}/artifacts/${sha256}`))).toMatchObject({
      status: 410,
      code: 'artifact-gone',
      detail: expect.stringContaining('from a backup'),
    })
  })
})

/** A body that fails where it is read. */
function unread(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: () => Promise.reject(new Error('The body was read')) }, { highWaterMark: 0 })
}

/** This many bytes, a megabyte at a time, as they are asked for. */
function inParts(bytes: number) {
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const part = Math.min(1024 * 1024, bytes - sent)
      if (part === 0) return controller.close()
      sent += part
      controller.enqueue(new Uint8Array(part))
    },
  })
  return { body, sent: () => sent }
}
