import { MOST_KEPT_TEXT } from '@parley/engine'
import type { Database, Statement } from './database.ts'

/**
 * UTF-8 bytes in which the kept part of any text has room, and a little more: what was written
 * before texts were shortened is not read beyond it.
 */
const READ_BYTES = 3 * MOST_KEPT_TEXT + 4

const CELLS = `seq, id, time, sender, substr(CAST(text AS BLOB), 1, ${READ_BYTES}), edited, form`

/** Where a timeline is kept: the lobby has tables of its own, all rooms share theirs. */
interface Tables {
  readonly messages: string
  readonly removed: string
  readonly dropped: string
  readonly byTime: string
  /** What the number of a room is in a list of columns, of values, and in a condition. */
  readonly column: string
  readonly value: string
  readonly is: string
  readonly markDropped: string
}

const lobby: Tables = {
  messages: 'messages',
  removed: 'removed',
  dropped: 'let_go',
  byTime: 'messages_by_time',
  column: '',
  value: '',
  is: '',
  markDropped: 'UPDATE let_go SET seq = ?, removed = ?',
}

const rooms: Tables = {
  messages: 'room_messages',
  removed: 'room_removed',
  dropped: 'room_let_go',
  byTime: 'room_messages_by_time',
  column: 'room, ',
  value: '?, ',
  is: 'room = ? AND ',
  markDropped: 'INSERT OR REPLACE INTO room_let_go (room, seq, removed) VALUES (?, ?, ?)',
}

export type TimelineQueries = ReturnType<typeof prepare>

/** The queries of the lobby’s timeline. */
export function lobbyQueries(database: Database): TimelineQueries {
  return prepare(database, lobby)
}

/** Those of all rooms: each takes the number of a room before its other values, `edit` behind text and time. */
export function roomQueries(database: Database): TimelineQueries {
  return prepare(database, rooms)
}

function prepare(database: Database, tables: Tables) {
  const { messages, removed, dropped, byTime, column, value, is, markDropped } = tables
  return {
    append: database.query(
      `INSERT INTO ${messages} (${column}seq, id, time, sender, text, owner, form)
       VALUES (${value}?, ?, ?, ?, ?, nullif(?, ''), ?)`,
    ),
    before: database.select(
      `SELECT ${CELLS} FROM ${messages} WHERE ${is}seq < ? ORDER BY seq DESC LIMIT ?`,
    ),
    since: database.select(
      `SELECT ${CELLS} FROM ${messages} INDEXED BY ${byTime}
       WHERE ${is}time >= ? ORDER BY time, seq LIMIT ? OFFSET ?`,
    ),
    kept: database.select(`SELECT time, octet_length(text) FROM ${messages} WHERE ${is}seq = ?`),
    oldest: database.select(
      `SELECT seq, time, octet_length(text) FROM ${messages} WHERE ${is}TRUE ORDER BY seq LIMIT ?`,
    ),
    dropOldest: database.query(`DELETE FROM ${messages} WHERE ${is}seq <= ?`),
    dropRemoved: database.query(`DELETE FROM ${removed} WHERE ${is}seq <= ?`),
    markDropped: database.query(markDropped),
    find: database.select(`SELECT ${CELLS} FROM ${messages} WHERE ${is}seq = ?`),
    owner: database.select(
      `SELECT owner FROM ${messages} WHERE ${is}seq = ? AND owner IS NOT NULL`,
    ),
    edit: database.query(
      `UPDATE ${messages} SET text = ?, time = ?, edited = 1 WHERE ${is}seq = ?`,
    ),
    remove: database.query(`DELETE FROM ${messages} WHERE ${is}seq = ?`),
    markRemoved: database.query(`INSERT INTO ${removed} (${column}seq) VALUES (${value}?)`),
    removed: database.select(`SELECT seq FROM ${removed} WHERE ${is}TRUE ORDER BY seq`),
    newest: database.select(
      `SELECT seq FROM ${messages} WHERE ${is}TRUE ORDER BY seq DESC LIMIT 1`,
    ),
    dropped: database.select(`SELECT seq, removed FROM ${dropped} WHERE ${is}TRUE`),
    times: database.select(
      `SELECT json_group_array(time ORDER BY time) FROM ${messages} WHERE ${is}TRUE`,
    ),
    bytes: database.select(
      `SELECT coalesce(sum(octet_length(text)), 0) FROM ${messages} WHERE ${is}TRUE`,
    ),
  } satisfies Record<string, Statement>
}
