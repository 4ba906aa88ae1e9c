/** `unhindered`: what it comes to where nothing is defended; a request arrives there in any case. The script tells what it could read. */
export type AttemptRow = readonly [what: string, unhindered: 'arrives' | 'reads' | 'acts', script: string]

/** What is before the first `=` is the name of a field, and what comes after it is its value: together they are JSON. */
export const SMUGGLED = `(([name, value]) => ({ [name]: value }))(at.decision.split(' = '))`

const COOKIE = `credentials: 'include'`
const BLIND = `mode: 'no-cors', ${COOKIE}`
const JSON_TYPE = `'content-type': 'application/json'`

const FETCHES: readonly AttemptRow[] = [
  ['a list with the cookie', 'reads', `got(at.api + '/runs', { ${COOKIE} })`],
  ['a list without it', 'reads', `got(at.api + '/runs', { credentials: 'omit' })`],
  ['a list that it can not read', 'reads', `got(at.api + '/runs', { ${BLIND} })`],
  ['a part of a list', 'reads', `got(at.api + '/runs', { ${BLIND}, headers: { range: 'bytes=0-99' } })`],
  [
    'only the headers',
    'reads',
    `fetch(at.api + '/runs', { method: 'HEAD', ${COOKIE} }).then(({ headers }) => headers.get('content-type'))`,
  ],
  ['a list with a guessed token', 'reads', `got(at.api + '/runs', { headers: { authorization: 'Bearer guess' } })`],
  [
    'a list, as if a proxy asked',
    'reads',
    `got(at.api + '/runs', { ${COOKIE}, headers: { 'x-forwarded-host': '127.0.0.1', 'x-original-url': '/', forwarded: 'host=localhost' } })`,
  ],
  ['what the browser has kept', 'reads', `got(at.file, { ${BLIND}, cache: 'force-cache' })`],
  ['who is signed in', 'reads', `got(at.api + '/session', { ${COOKIE} })`],
  ['what may be sent', 'reads', `got(at.api + '/runs', { method: 'OPTIONS', ${COOKIE} })`],
]

const SENDING: readonly AttemptRow[] = [
  ['JSON', 'acts', `got(at.answer, { method: 'POST', ${COOKIE}, headers: { ${JSON_TYPE} }, body: at.decision })`],
  ['JSON as text', 'acts', `got(at.answer, { method: 'POST', ${BLIND}, body: at.decision })`],
  [
    'JSON as two types at once',
    'acts',
    `got(at.answer, { method: 'POST', ${BLIND}, headers: { 'content-type': 'text/plain; application/json' }, body: at.decision })`,
  ],
  ['JSON of no type', 'acts', `got(at.answer, { method: 'POST', ${BLIND}, body: new Blob([at.decision]) })`],
  [
    'JSON as a form',
    'acts',
    `got(at.answer, { method: 'POST', ${BLIND}, body: new URLSearchParams([[at.decision, '']]) })`,
  ],
  [
    'JSON as a file of a form',
    'acts',
    `(() => { const body = new FormData(); body.append('file', new Blob([at.decision], { type: 'application/json' })); return got(at.answer, { method: 'POST', ${BLIND}, body }) })()`,
  ],
  [
    'JSON that outlives the page',
    'acts',
    `got(at.answer, { method: 'POST', ${BLIND}, keepalive: true, body: at.decision })`,
  ],
  [
    'JSON with odd headers',
    'acts',
    `got(at.answer, { method: 'POST', ${COOKIE}, headers: { ${JSON_TYPE}, 'idempotency-key': '1', 'x-requested-with': 'XMLHttpRequest', 'x-csrf-token': '1' }, body: at.decision })`,
  ],
  [
    'a new person',
    'acts',
    `got(at.api + '/people', { method: 'POST', ${BLIND}, body: '{"name":"Mallory","email":"m@example.com","roles":["admin"]}' })`,
  ],
  [
    'a new token',
    'acts',
    `got(at.api + '/tokens', { method: 'POST', ${BLIND}, body: '{"name":"mine","scopes":["decide"]}' })`,
  ],
  [
    'a new run',
    'acts',
    `got(at.api + '/workflows/sign-off/runs', { method: 'POST', ${BLIND}, body: '{"each":[{"inputs":{}}]}' })`,
  ],
  ['an end of all sessions', 'acts', `got(at.api + '/session/end-all', { method: 'POST', ${BLIND}, body: '{}' })`],
  [
    'a sign-in as somebody else',
    'acts',
    `got(at.api + '/sign-in', { method: 'POST', ${BLIND}, body: '{"email":"m@example.com","password":"known to the page"}' })`,
  ],
  [
    'a start link of its own',
    'acts',
    `got(at.api + '/session', { method: 'POST', ${BLIND}, body: '{"code":"guess"}' })`,
  ],
  [
    'a signed delivery',
    'acts',
    `got(new URL('/hooks/guess', at.api).href, { method: 'POST', ${COOKIE}, headers: { 'webhook-id': '1' }, body: '{}' })`,
  ],
]

const METHODS: readonly AttemptRow[] = [
  [
    'DELETE',
    'acts',
    `got(at.api + '/session', { method: 'DELETE', ${COOKIE}, headers: { ${JSON_TYPE} }, body: '{}' })`,
  ],
  [
    'PUT',
    'acts',
    `got(at.api + '/capabilities/skill%3Apay-out/source', { method: 'PUT', ${COOKIE}, headers: { ${JSON_TYPE} }, body: '{}' })`,
  ],
  ['PATCH', 'acts', `got(at.answer, { method: 'PATCH', ${COOKIE}, headers: { ${JSON_TYPE} }, body: at.decision })`],
  [
    'a GET that says it is a DELETE',
    'reads',
    `got(at.api + '/session', { ${COOKIE}, headers: { 'x-http-method-override': 'DELETE' } })`,
  ],
  [
    'a POST that says so in its address',
    'acts',
    `got(at.api + '/session?_method=DELETE', { method: 'POST', ${BLIND}, body: '{}' })`,
  ],
  ['a decision in an address', 'reads', `got(at.answer + '?body=' + encodeURIComponent(at.decision), { ${BLIND} })`],
]

const OLDER: readonly AttemptRow[] = [
  ['a list', 'reads', `asked('GET', at.api + '/runs', {})`],
  [
    'a list, waiting for it',
    'reads',
    `(async () => { const request = new XMLHttpRequest(); request.open('GET', at.api + '/runs', false); request.send(); return request.responseText })()`,
  ],
  ['JSON', 'acts', `asked('POST', at.answer, { ${JSON_TYPE}, body: at.decision })`],
  ['JSON as text', 'acts', `asked('POST', at.answer, { body: at.decision })`],
]

const BEACONS: readonly AttemptRow[] = [
  ['text', 'acts', `(navigator.sendBeacon(at.answer, at.decision), '')`],
  ['JSON', 'acts', `(navigator.sendBeacon(at.answer, new Blob([at.decision], { type: 'application/json' })), '')`],
  ['a form', 'acts', `(navigator.sendBeacon(at.answer, new URLSearchParams([[at.decision, '']])), '')`],
  [
    'the ping of a link',
    'acts',
    `(Object.assign(document.createElement('a'), { href: '#here', ping: at.answer }).click(), '')`,
  ],
  ['the report of a policy', 'acts', `frame({ src: '/reporting?to=' + encodeURIComponent(at.answer) })`],
]

const STREAMS: readonly AttemptRow[] = [
  ['events with the cookie', 'reads', `listen(at.api + '/stream', true)`],
  ['events without it', 'reads', `listen(at.api + '/stream', false)`],
  ['a socket', 'arrives', `socket(at.socket + '/stream')`],
  ['a socket to a decision', 'arrives', `socket(at.socket + '/runs')`],
]

const WORKERS: readonly AttemptRow[] = [
  ['that imports a list', 'reads', `worker('importScripts("' + at.api + '/runs"); postMessage(globalThis.stolen)')`],
  [
    'that fetches a list',
    'reads',
    `worker('fetch("' + at.api + '/runs", { credentials: "include" }).then((answer) => answer.text()).then(postMessage, () => postMessage(""))')`,
  ],
  ['that stays and imports', 'reads', `install('/worker/import.js?to=' + encodeURIComponent(at.api + '/runs'))`],
  ['that stays and fetches', 'reads', `install('/worker/fetch.js?to=' + encodeURIComponent(at.api + '/runs'))`],
]

const TURNS: readonly AttemptRow[] = [
  ['a list', 'reads', `got('/turn/302?to=' + encodeURIComponent(at.api + '/runs'), { ${COOKIE} })`],
  ['a list as a picture', 'reads', `put('img', { src: '/turn/302?to=' + encodeURIComponent(at.api + '/runs') })`],
  [
    'JSON',
    'acts',
    `got('/turn/307?to=' + encodeURIComponent(at.answer), { method: 'POST', ${BLIND}, body: at.decision })`,
  ],
  [
    'a form',
    'acts',
    `submit({ action: '/turn/307?to=' + encodeURIComponent(at.answer), enctype: 'text/plain' }, ${SMUGGLED})`,
  ],
]

/** What scripts of a page can try. */
export const SCRIPT_ATTEMPTS = {
  fetch: FETCHES,
  'fetch that sends': SENDING,
  'other methods': METHODS,
  XMLHttpRequest: OLDER,
  'sent in passing': BEACONS,
  streams: STREAMS,
  workers: WORKERS,
  redirects: TURNS,
} as const satisfies Record<string, readonly AttemptRow[]>
