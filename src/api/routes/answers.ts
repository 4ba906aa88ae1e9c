import type { ZodType } from 'zod'
import { problem } from '../contract/problem.ts'

export const problemAnswer = {
  description: 'Not done, and why.',
  content: { 'application/problem+json': { schema: problem } },
} as const

/** The answers of a route: what it gives, or problem details. */
export function answers<T extends ZodType>(schema: T, description: string) {
  return { 200: { description, content: { 'application/json': { schema } } }, default: problemAnswer } as const
}

/** The answers of a route that makes something. */
export function created<T extends ZodType>(schema: T, description: string) {
  return { 201: { description, content: { 'application/json': { schema } } }, default: problemAnswer } as const
}

/** A body that must be there. */
export function body<T extends ZodType>(schema: T) {
  return { content: { 'application/json': { schema } }, required: true } as const
}
