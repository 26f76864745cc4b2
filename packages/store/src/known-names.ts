import { type KnownNames, MOST_KNOWN } from '@parley/engine'
import type { Database, Statement } from './database.ts'
import type { Transaction } from './transaction.ts'

/** Names that have been online; read when the folder is opened, so that they are not kept in memory. */
export class StoredKnownNames implements KnownNames {
  readonly #transaction: Transaction
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database, transaction: Transaction) {
    this.#transaction = transaction
    this.#statements = prepare(database)
  }

  add(name: string): void {
    this.#transaction.writeEventually(`known name ${name}`, this.#statements.add, name)
    this.#transaction.writeEventually(
      'known names past the most',
      this.#statements.forget,
      MOST_KNOWN,
    )
  }

  all(): Iterable<string> {
    return this.#statements.all.rows().map((row) => row.text(0))
  }
}

function prepare(database: Database) {
  return {
    add: database.query('INSERT OR REPLACE INTO known_names (name) VALUES (?)'),
    forget: database.query(
      'DELETE FROM known_names WHERE seq <= (SELECT max(seq) FROM known_names) - ?',
    ),
    all: database.select('SELECT name FROM known_names ORDER BY seq'),
  } satisfies Record<string, Statement>
}
