/** Something that keeps a schema from being used. `pointer` leads into the schema. */
export interface SchemaProblem {
  readonly pointer: string
  readonly message: string
  readonly help: string
}
