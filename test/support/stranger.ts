import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Another server on this machine, whose page has all that a hostile one needs. */
export interface Stranger extends AsyncDisposable {
  readonly port: number
  /** The cookies that browsers sent it. */
  readonly cookies: () => string
}

export async function aStranger(): Promise<Stranger> {
  let cookies = ''
  const server = createServer((request, response) => {
    cookies += request.headers.cookie ?? ''
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cookies: () => cookies,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** `to`: where what is asked for leads. */
function answer({ url = '/' }: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, 'http://stranger')
  const to = searchParams.get('to') ?? ''
  switch (pathname) {
    case '/turn/302':
    case '/turn/307':
      return void response.writeHead(Number(pathname.slice(-3)), { location: to }).end()
    case '/worker/import.js':
      return void response.writeHead(200, SCRIPT).end(`importScripts(${JSON.stringify(to)})`)
    case '/worker/fetch.js':
      return void response.writeHead(200, SCRIPT).end(fetchingWorker(to))
    case '/reporting':
      return void response.writeHead(200, { ...PAGE, 'content-security-policy': reportTo(to) }).end(COMPLAINING_PAGE)
    default:
      return void response.writeHead(200, PAGE).end(STRANGERS_PAGE)
  }
}

const SCRIPT = { 'content-type': 'text/javascript' }
const PAGE = { 'content-type': 'text/html' }

/** Installed only if it could read. */
function fetchingWorker(to: string): string {
  return `oninstall = (event) => event.waitUntil(fetch(${JSON.stringify(to)}, { credentials: 'include' }).then((answer) => answer.text()))`
}

/** Browsers send what breaks a policy to where it says, by POST. */
function reportTo(to: string): string {
  return `img-src 'none'; report-uri ${to}`
}

const COMPLAINING_PAGE = '<!doctype html><title>Complaint</title><img src="/nothing.png">'

/** What the attempts are made with. */
const TOOLS = `
const heard = []
addEventListener('message', ({ data }) => heard.push(String(data)))

/** What can be read of an answer; that there was one is something too. */
function got(address, init) {
  return fetch(address, init).then((answer) => (answer.type === 'opaque' ? 'opaque' : answer.text()))
}

function asked(method, address, { body, ...settings }) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open(method, address)
    request.withCredentials = true
    for (const [name, value] of Object.entries(settings)) request.setRequestHeader(name, value)
    request.onloadend = () => resolve(request.responseText)
    request.send(body)
  })
}

/** An element that fetches something; tells whether it got it. */
function put(tag, attributes) {
  return new Promise((resolve) => {
    const element = document.createElement(tag)
    element.onload = element.onloadeddata = () => resolve('loaded')
    element.onerror = () => resolve('')
    const { text = '', ...others } = attributes
    for (const [name, value] of Object.entries(others)) element.setAttribute(name, value)
    element.append(text)
    document.body.append(element)
  })
}

/** A page within this one. It is loaded when something stands there, be it an error; what it says is heard. */
async function frame(attributes, tag = 'iframe') {
  await put(tag, attributes)
  return ''
}

/** The same for a page that tells when it is done. */
function told(attributes) {
  return new Promise((resolve) => {
    addEventListener('message', ({ data }) => resolve(data))
    void put('iframe', attributes)
  })
}

/** What a form of this page sends without asking; the answer goes into a frame. */
async function submit(attributes, fields) {
  const form = document.createElement('form')
  const into = document.createElement('iframe')
  into.name = 'into'
  document.body.append(into, form)
  for (const [name, value] of Object.entries({ method: 'post', target: 'into', ...attributes })) form.setAttribute(name, value)
  for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement('input'), { name, value }))
  if (form.target === 'into') return await new Promise((resolve) => {
    into.onload = () => resolve('')
    form.submit()
  })
  form.submit()
  return ''
}

/** A page that runs this script and tells what came of it. */
function pageThat(script) {
  return '<!doctype html><title>Page</title><script>' + script + '.then((said) => parent.postMessage(said, "*"), () => parent.postMessage("", "*"))<' + '/script>'
}

function worker(script) {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  return new Promise((resolve) => {
    const running = new Worker(address)
    running.onmessage = ({ data }) => resolve(data)
    running.onerror = () => resolve('')
  })
}

/** A worker that is installed only if what it asks for comes. */
async function install(address) {
  const { installing } = await navigator.serviceWorker.register(address, { scope: '/worker/' })
  return await new Promise((resolve) => {
    installing.onstatechange = () => {
      if (installing.state === 'activated') resolve('installed')
      if (installing.state === 'redundant') resolve('')
    }
  })
}

async function listen(address, withCredentials) {
  const source = new EventSource(address, { withCredentials })
  const said = await new Promise((resolve) => {
    source.onopen = () => resolve('open')
    source.onerror = () => resolve('')
  })
  source.close()
  return said
}

function socket(address) {
  return new Promise((resolve) => {
    const open = new WebSocket(address)
    open.onopen = () => resolve('open')
    open.onerror = () => resolve('')
  })
}
`

const STRANGERS_PAGE = `<!doctype html><title>Stranger</title><body><script>${TOOLS}</script>`
