import { expect, it } from 'vitest'
import type { ConnectionAnswer } from '../../../src/core/connection/connection-answer.ts'
import { isWell, sayAnswer } from '../../../src/core/connection/connection-answer.ts'

it.each<[ConnectionAnswer, boolean, string]>([
  [{ type: 'model-listed', model: 'm-1' }, true, 'It answers, and it has the model m-1.'],
  [
    { type: 'model-not-listed', model: 'm-1', listed: ['a', 'b'] },
    false,
    'It answers, but it does not list the model m-1. It has a, b. Choose one of those it has.',
  ],
  [
    { type: 'model-not-listed', model: 'm-1', listed: [] },
    false,
    'It answers, but it does not list the model m-1. It lists none: load a model there first.',
  ],
  [
    { type: 'key-refused', status: 401 },
    false,
    'It answers, but it does not take the key (status 401). Give a key that is valid there.',
  ],
  [
    { type: 'unreachable', reason: 'ECONNREFUSED' },
    false,
    'Nothing answers there (ECONNREFUSED). Check the address, and that its server is running.',
  ],
  [
    { type: 'too-slow', seconds: 10 },
    false,
    'Nothing came back within 10 seconds. Check the address, and that its server is running.',
  ],
  [
    { type: 'strange-answer', status: 200 },
    false,
    'Something answers there, but not with a list of models (status 200). Check the address: it usually ends in /v1.',
  ],
  [
    { type: 'program-found', program: 'codex' },
    true,
    'The command codex is there. Whether it is signed in shows when it first works.',
  ],
  [
    { type: 'program-missing', program: 'codex' },
    false,
    'The command codex is not there. Install it, or give its whole path.',
  ],
  [{ type: 'key-unreadable', why: 'The key is gone. Put it back.' }, false, 'The key is gone. Put it back.'],
])('[CE10] says what came of it: %o', (answer, well, words) => {
  expect([isWell(answer), sayAnswer(answer)]).toEqual([well, words])
})
