/** A thread that explores what it is given, and answers with what it found. */
import { parentPort, workerData } from 'node:worker_threads'
import { explore } from './explore.ts'

parentPort?.postMessage(await explore(workerData))
