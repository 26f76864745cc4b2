import { NAME_KEYS_VERSION, nameKeys } from '@parley/contract'
import type { Database } from './database.ts'

/** Makes the keys of all accounts anew where they were made by another version of the rule. */
export function renewNameKeys(database: Database): void {
  const version = database.select("SELECT value FROM meta WHERE key = 'name keys'")
  if (version.row()?.text(0) === NAME_KEYS_VERSION) return
  const update = database.query('UPDATE accounts SET folded = ?, shape = ? WHERE name = ?')
  const done = database.query("INSERT OR REPLACE INTO meta (key, value) VALUES ('name keys', ?)")
  database.execute('BEGIN IMMEDIATE')
  try {
    for (const row of database.select('SELECT name FROM accounts').rows()) {
      const { name, folded, shape } = nameKeys(row.text(0))
      update.run(folded, shape, name)
    }
    done.run(NAME_KEYS_VERSION)
    database.execute('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.execute('ROLLBACK')
    throw error
  }
}
