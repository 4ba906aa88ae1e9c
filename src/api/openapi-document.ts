/** The head of the generated OpenAPI 3.1 document. */
export const OPENAPI_DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'WorkCharts',
    version: '1',
    summary: 'Run standard operating procedures as graphs of AI agents and people.',
    description:
      'Times are ISO 8601 in UTC, unknown values are null. GET changes nothing. A change sent twice with the same `Idempotency-Key` happens once. Every refusal is problem details by RFC 9457 with a stable `code`.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
}
