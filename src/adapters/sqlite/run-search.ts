import type { Compilable, SchemaModule } from 'kysely'
import { CompiledQuery } from 'kysely'
import { SPELLED_WORDS, WORDS_TABLE } from './run-words-table.ts'

/**
 * What format 16 adds to format 15: the words that runs are found by, how many runs there are of each kind, and indexes
 * that name a run by its number instead of its id, which is a quarter of their size. A run of an older format is found
 * by its title and its WorkChart.
 */
export function runSearch(schema: SchemaModule): readonly Compilable[] {
  const index = (name: string, ...columns: string[]) => schema.createIndex(name).on('runs').columns(columns)
  return [
    ...['runs_by_status', 'runs_by_workflow_and_status'].map((name) => schema.dropIndex(name).ifExists()),
    index('runs_of_status', 'status'),
    index('runs_of_workflow', 'workflow'),
    index('runs_of_workflow_and_status', 'workflow', 'status'),
    ...[WORDS_TABLE, OLD_WORDS, TOTALS, OLD_TOTALS, COUNT_NEW, COUNT_CHANGED].map(statement),
  ]
}

const OLD_WORDS = `insert into run_words (rowid, words)
  select key, ${SPELLED_WORDS}(key, id, coalesce(title, '') || ' ' || workflow_name) from runs`

/** Kept by triggers, so that nobody counts a million runs for a number. */
const TOTALS = `create table run_totals (
  workflow text not null, status text not null, runs integer not null, primary key (workflow, status)
) strict, without rowid`

const OLD_TOTALS =
  'insert into run_totals (workflow, status, runs) select workflow, status, count(*) from runs group by workflow, status'

const ONE_MORE = `insert into run_totals (workflow, status, runs) values (new.workflow, new.status, 1)
  on conflict do update set runs = runs + 1;`

const COUNT_NEW = `create trigger runs_counted after insert on runs begin ${ONE_MORE} end`

const COUNT_CHANGED = `create trigger runs_recounted after update of status on runs when new.status <> old.status begin
  update run_totals set runs = runs - 1 where workflow = old.workflow and status = old.status; ${ONE_MORE} end`

function statement(text: string): Compilable {
  return { compile: () => CompiledQuery.raw(text) }
}
