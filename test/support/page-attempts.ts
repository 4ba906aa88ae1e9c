import type { AttemptRow } from './script-attempts.ts'
import { SMUGGLED } from './script-attempts.ts'

/** What forms, elements, frames and windows of a page can try. */
const FORMS: readonly AttemptRow[] = [
  ['fields', 'acts', `submit({ action: at.answer }, { type: 'reject' })`],
  ['a file', 'acts', `submit({ action: at.answer, enctype: 'multipart/form-data' }, { [at.decision]: '' })`],
  ['JSON in text', 'acts', `submit({ action: at.answer, enctype: 'text/plain' }, ${SMUGGLED})`],
  [
    'JSON in text, on a page of its own',
    'acts',
    `submit({ action: at.answer, enctype: 'text/plain', target: '_blank' }, ${SMUGGLED})`,
  ],
  ['a question', 'arrives', `submit({ action: at.answer, method: 'get' }, { type: 'reject' })`],
  [
    'JSON in text, of no origin',
    'acts',
    `frame({ sandbox: 'allow-scripts allow-forms', srcdoc: '<form method=post enctype=text/plain action="' + at.answer + '"><input name=a value=b></form><script>document.forms[0].submit()<' + '/script>' })`,
  ],
]

const ELEMENTS: readonly AttemptRow[] = [
  ['a picture', 'reads', `put('img', { src: at.api + '/runs' })`],
  ['a picture that is a button', 'reads', `put('input', { type: 'image', src: at.api + '/runs' })`],
  ['a background', 'arrives', `(document.body.style.backgroundImage = 'url(' + at.api + '/runs)', '')`],
  ['a script', 'reads', `put('script', { src: at.api + '/runs' })`],
  [
    'a script with a callback',
    'reads',
    `put('script', { src: at.api + '/runs?callback=heard.push&jsonp=heard.push' }).then(() => globalThis.stolen ?? '')`,
  ],
  ['a script with the cookie', 'reads', `put('script', { src: at.api + '/runs', crossorigin: 'use-credentials' })`],
  ['a module', 'reads', `put('script', { type: 'module', src: at.api + '/runs' })`],
  ['a module that is imported', 'reads', `import(at.api + '/runs').then(() => 'imported')`],
  ['a script of the program', 'reads', `put('script', { src: at.file })`],
  ['a style sheet', 'reads', `put('link', { rel: 'stylesheet', href: at.api + '/runs' })`],
  ['a font', 'arrives', `new FontFace('f', 'url(' + at.api + '/runs)').load().then(() => 'loaded')`],
  ['a film', 'arrives', `put('video', { src: at.api + '/runs' })`],
]

const FRAMES: readonly AttemptRow[] = [
  ['a task', 'reads', `frame({ src: at.task })`],
  ['the form that starts a run', 'reads', `frame({ src: at.form })`],
  ['a list', 'reads', `frame({ src: at.api + '/runs' })`],
  ['a task as an object', 'reads', `frame({ data: at.task, type: 'text/html' }, 'object')`],
  ['a task that is embedded', 'reads', `frame({ src: at.task, type: 'text/html' }, 'embed')`],
  ['a task in a frame of a frame', 'arrives', `frame({ srcdoc: '<iframe src="' + at.task + '"></iframe>' })`],
  ['a task without scripts', 'arrives', `frame({ sandbox: '', src: at.task })`],
  [
    'a page of no origin',
    'reads',
    `told({ sandbox: 'allow-scripts', srcdoc: pageThat("fetch('" + at.api + "/runs', { credentials: 'include' }).then((answer) => answer.text())") })`,
  ],
  [
    'a page in an address',
    'reads',
    `told({ src: 'data:text/html,' + encodeURIComponent(pageThat("fetch('" + at.api + "/runs', { credentials: 'include' }).then((answer) => answer.text())")) })`,
  ],
  [
    'a decision of a page in an address',
    'acts',
    `told({ src: 'data:text/html,' + encodeURIComponent(pageThat("fetch('" + at.answer + "', { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).then(() => 'sent')")) })`,
  ],
]

const WINDOWS: readonly AttemptRow[] = [
  ['a task', 'reads', `(open(at.task), '')`],
  ['a list', 'reads', `(open(at.api + '/runs'), '')`],
  [
    'a task that is sent messages',
    'reads',
    `((to) => { to.onload = () => to.postMessage(at.decision, '*'); to.postMessage(at.decision, '*'); return '' })(open(at.task))`,
  ],
  [
    'a window that first was its own',
    'reads',
    `((to) => { to.location = at.task; return '' })(open('about:blank', 'mine'))`,
  ],
]

const HINTS: readonly AttemptRow[] = [
  ['prefetch', 'arrives', `(put('link', { rel: 'prefetch', href: at.api + '/runs' }), '')`],
  ['preload', 'reads', `put('link', { rel: 'preload', as: 'script', href: at.api + '/runs' })`],
  [
    'preload with the cookie',
    'reads',
    `put('link', { rel: 'preload', as: 'fetch', crossorigin: 'use-credentials', href: at.api + '/runs' })`,
  ],
  ['modulepreload', 'reads', `put('link', { rel: 'modulepreload', href: at.api + '/runs' })`],
  [
    'prefetch by rules',
    'arrives',
    `(put('script', { type: 'speculationrules', text: JSON.stringify({ prefetch: [{ source: 'list', urls: [at.task], eagerness: 'immediate' }] }) }), '')`,
  ],
  [
    'prerender by rules',
    'arrives',
    `(put('script', { type: 'speculationrules', text: JSON.stringify({ prerender: [{ source: 'list', urls: [at.task], eagerness: 'immediate' }] }) }), '')`,
  ],
]

export const PAGE_ATTEMPTS = {
  forms: FORMS,
  elements: ELEMENTS,
  frames: FRAMES,
  windows: WINDOWS,
  hints: HINTS,
} as const satisfies Record<string, readonly AttemptRow[]>
