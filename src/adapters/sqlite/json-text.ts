import type { Brand } from '../../core/basics/brand.ts'

/** A column that holds a `T` as JSON. */
export type JsonText<T> = Brand<string, 'JsonText'> & { readonly content?: T }

export function toJsonText<T>(value: T): JsonText<T> {
  return JSON.stringify(value) as JsonText<T>
}

/** Trusts the column: nothing but `toJsonText` writes it. */
export function fromJsonText<T>(text: JsonText<T>): T {
  return JSON.parse(text) as T
}
