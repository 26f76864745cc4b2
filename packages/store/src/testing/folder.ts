import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Database } from '../database.ts'

/** A folder of a test's own. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'parley-store-'))

  at(...names: readonly string[]): string {
    return join(this.path, ...names)
  }

  bytes(name: string): Buffer {
    return readFileSync(this.at(name))
  }

  /** The database file, opened beside whoever else has it open. */
  database(): Database {
    return new Database(this.at('parley.db'))
  }

  remove(): void {
    rmSync(this.path, { recursive: true })
  }
}
