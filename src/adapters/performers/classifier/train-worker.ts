import { parentPort, workerData } from 'node:worker_threads'
import { trainModel } from './model.ts'

parentPort?.postMessage(trainModel(workerData))
