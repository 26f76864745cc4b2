import type { Database } from './database.ts'
import { forgetEmptyRooms } from './rooms.ts'
import type { StoredTimeline } from './timeline.ts'
import type { Transaction } from './transaction.ts'

/**
 * The first writes of a gateway: on a full disk they fail, so that it is said at once. A user without
 * an account has their blocks until they leave; a killed gateway saw nobody leave.
 */
export function beginWriting(
  database: Database,
  transaction: Transaction,
  timeline: StoredTimeline,
): void {
  const clear = 'DELETE FROM blocks WHERE blocker NOT IN (SELECT name FROM accounts)'
  const opened = "INSERT OR REPLACE INTO meta VALUES ('opened', strftime('%FT%H:%M:%fZ', 'now'))"
  transaction.writeEventually('blocks of strangers', database.query(clear))
  transaction.writeEventually('opened', database.query(opened))
  forgetEmptyRooms(database, transaction)
  transaction.end()
  while (timeline.dropOldest()) transaction.end()
}

/** The highest id of a message that is kept. */
export function lastIdIn(database: Database): number {
  const newest = database.select('SELECT id FROM messages ORDER BY seq DESC LIMIT 1').row()
  const waiting = database.select('SELECT id FROM mailbox ORDER BY seq DESC LIMIT 1').row()
  const inRooms = database.select('SELECT coalesce(max(id), 0) FROM room_messages').row()
  const ids = [newest, waiting, inRooms].map((row) => row?.integer(0) ?? 0)
  return Math.max(...ids)
}
