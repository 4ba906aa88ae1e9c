import { useQuery } from '@tanstack/react-query'
import type { SampleRows } from '../../api/contract/samples.ts'
import type {
  Test,
  TestAnswerRequest,
  TestForm,
  TestFormRequest,
  TestRequest,
  TestSample,
} from '../../api/contract/tests.ts'
import { freshKey } from './fresh-key.ts'
import { getJson, postJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** While stages are being done. */
const LOOK_OFTEN_MS = 500
/** While only the tester can go on: looking also keeps the test from ending. */
const LOOK_SELDOM_MS = 10_000

/** What a test of this text would be given. */
export function useTestForm(draft: string, subject: TestFormRequest) {
  return useQuery({
    queryKey: KEYS.testForm([draft, subject]),
    queryFn: () => postJson<TestForm>({ path: `${draftPath(draft)}/tests/form`, body: subject, key: freshKey() }),
    // The draft may be edited meanwhile: what was filled in stays.
    placeholderData: (before) => before,
    retry: false,
  })
}

/** The sample rows that stand beside a draft. They are inputs of the whole: a stage alone takes others. */
export function useDraftSamples(draft: string, stage: string | null) {
  return useQuery({
    queryKey: KEYS.draftSamples(draft, stage),
    queryFn: ({ signal }) => getJson<SampleRows>(`${draftPath(draft)}/samples`, signal),
    enabled: stage === null,
  })
}

export function useBeginTest(draft: string, onDone: (test: Test) => void) {
  const { mutate, ...state } = useCommand<TestRequest, Test>(onDone)
  return { ...state, send: (body: TestRequest) => mutate({ path: `${draftPath(draft)}/tests`, body }) }
}

/** Null: there is none to look at. One that is only kept is not asked for: what it said last stays, also when it is over. */
export function useTest(id: string | null, how: 'watched' | 'kept' = 'watched') {
  return useQuery({
    queryKey: KEYS.test(id ?? ''),
    queryFn: ({ signal }) => getJson<Test>(testPath(id ?? ''), signal),
    enabled: id !== null && how === 'watched',
    retry: false,
    refetchInterval: ({ state: { data, error } }) => {
      if (error !== null) return false
      return data?.samples.every(({ status }) => status !== 'running') === true ? LOOK_SELDOM_MS : LOOK_OFTEN_MS
    },
  })
}

/** One sample of it, asked for again whenever it has gone on. */
export function useTestSample({ id, samples }: Test, number: number) {
  const seen = samples.find((sample) => sample.number === number)
  return useQuery({
    queryKey: [...KEYS.test(id), number, seen],
    queryFn: ({ signal }) => getJson<TestSample>(`${testPath(id)}/samples/${number}`, signal),
    placeholderData: (before, query) => (query?.queryKey[2] === number ? before : undefined),
    retry: false,
  })
}

export function useAnswerTest(id: string) {
  const { mutate, ...state } = useCommand<TestAnswerRequest, object>()
  return { ...state, send: (body: TestAnswerRequest) => mutate({ path: `${testPath(id)}/answer`, body }) }
}

/** Nobody waits for it: a test that can not be closed ends by itself. */
export function closeTest(id: string): void {
  postJson({ path: `${testPath(id)}/close`, body: {}, key: freshKey() }).catch(() => undefined)
}

function draftPath(id: string): string {
  return `/drafts/${encodeURIComponent(id)}`
}

function testPath(id: string): string {
  return `/tests/${encodeURIComponent(id)}`
}
