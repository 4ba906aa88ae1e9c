import type { InputRequiredResult } from '@modelcontextprotocol/client'

/** What a server wants to know before a tool goes on. */
export function questionsIn({ inputRequests = {} }: InputRequiredResult): readonly string[] {
  const questions = Object.values(inputRequests).map((request) =>
    request.method === 'elicitation/create' ? request.params.message : `It asks for ${request.method}.`,
  )
  return questions.length === 0 ? ['It does not say what.'] : questions
}
