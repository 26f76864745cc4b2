import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from './database.ts'
import { messageOf, StoreError } from './errors.ts'

/** Marks a database file as ours: the letters PARL. */
const APPLICATION = 0x5041524c

/** Bytes up to which a file is checked as a whole when it is opened; a larger one takes too long. */
const CHECKED_WHOLE = 64 * 1024 * 1024

/**
 * How a store of each version becomes one of the next: step 0 makes version 1. Steps that were
 * released are never changed. Times are milliseconds since the epoch.
 */
export const steps: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('program', 'parley');

  CREATE TABLE accounts (
    name TEXT PRIMARY KEY, hash TEXT NOT NULL, since INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- address: '' = from any address
  CREATE TABLE locks (
    name TEXT NOT NULL, address TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
    PRIMARY KEY (name, address)
  ) STRICT, WITHOUT ROWID;

  -- seq never moves; the number that is shown is seq less the count of removed ones before it
  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY, id INTEGER NOT NULL, time INTEGER NOT NULL, sender TEXT NOT NULL,
    text TEXT NOT NULL, edited INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX messages_by_time ON messages (time);
  CREATE TABLE removed (seq INTEGER PRIMARY KEY) STRICT;

  CREATE TABLE mailbox (
    seq INTEGER PRIMARY KEY, id INTEGER NOT NULL, time INTEGER NOT NULL, sender TEXT NOT NULL,
    recipient TEXT NOT NULL, text TEXT NOT NULL, private INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX mailbox_by_recipient ON mailbox (recipient, id);

  CREATE TABLE blocks (
    blocker TEXT NOT NULL, blocked TEXT NOT NULL, PRIMARY KEY (blocker, blocked)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE files (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, sender TEXT NOT NULL, recipient TEXT NOT NULL,
    time INTEGER NOT NULL, size INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- messages with a seq up to this one are let go; so many of them had been removed before
  CREATE TABLE let_go (
    one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, removed INTEGER NOT NULL
  ) STRICT;
  INSERT INTO let_go VALUES (1, 0, 0);

  -- as texts are kept from now on: at most 16384 UTF-16 units, of at most three bytes each
  UPDATE messages SET text = substr(text, 1, 16383) || char(0x2026)
  WHERE octet_length(text) > 49152;
  `,
  `
  -- number: never given twice. folded, shape: the keys of names that are alike (name-keys.ts)
  CREATE TABLE numbered_accounts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, hash TEXT NOT NULL,
    since INTEGER NOT NULL, folded TEXT NOT NULL, shape TEXT NOT NULL
  ) STRICT;
  INSERT INTO numbered_accounts (name, hash, since, folded, shape)
    SELECT name, hash, since, name, name FROM accounts ORDER BY name;
  DROP TABLE accounts;
  ALTER TABLE numbered_accounts RENAME TO accounts;
  CREATE INDEX accounts_by_folded ON accounts (folded);
  CREATE INDEX accounts_by_shape ON accounts (shape);

  -- owner: 'account <number>', or a word for one session; NULL: nobody may change it
  ALTER TABLE messages ADD COLUMN owner TEXT;
  UPDATE messages SET owner = (
    SELECT 'account ' || number FROM accounts WHERE name = sender AND since <= time
  );
  `,
  `
  -- who has been online, in the order of coming; until now that is known of authors only
  CREATE TABLE known_names (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE
  ) STRICT;
  INSERT INTO known_names (name)
    SELECT sender FROM (
      SELECT sender, max(seq) AS latest FROM messages
      GROUP BY sender ORDER BY latest DESC LIMIT 10000
    ) ORDER BY latest;
  `,
  `
  ALTER TABLE accounts ADD COLUMN moderator INTEGER NOT NULL DEFAULT 0;

  -- form: 'action' or 'notice'; '': a plain message
  ALTER TABLE messages ADD COLUMN form TEXT NOT NULL DEFAULT '';
  ALTER TABLE mailbox ADD COLUMN form TEXT NOT NULL DEFAULT '';

  -- number 0, name '': the lobby, of which only the topic is here; maker, topic: '' = none
  CREATE TABLE rooms (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, maker TEXT NOT NULL, used INTEGER NOT NULL,
    topic TEXT NOT NULL, topic_by TEXT NOT NULL, topic_time INTEGER NOT NULL
  ) STRICT;

  -- as messages, removed and let_go are of the lobby
  CREATE TABLE room_messages (
    room INTEGER NOT NULL, seq INTEGER NOT NULL, id INTEGER NOT NULL, time INTEGER NOT NULL,
    sender TEXT NOT NULL, text TEXT NOT NULL, edited INTEGER NOT NULL DEFAULT 0, owner TEXT,
    form TEXT NOT NULL, PRIMARY KEY (room, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX room_messages_by_time ON room_messages (room, time);
  CREATE TABLE room_removed (
    room INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (room, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE room_let_go (
    room INTEGER PRIMARY KEY, seq INTEGER NOT NULL, removed INTEGER NOT NULL
  ) STRICT;
  CREATE TRIGGER room_forgotten AFTER DELETE ON rooms BEGIN
    DELETE FROM room_messages WHERE room = OLD.number;
    DELETE FROM room_removed WHERE room = OLD.number;
    DELETE FROM room_let_go WHERE room = OLD.number;
  END;

  -- kind: 'ban' or 'mute'; room: its key, '' = the lobby; until: 0 = for ever; address, reason: '' = none
  CREATE TABLE restrictions (
    kind TEXT NOT NULL, room TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
    decided_by TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (kind, room, name)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE INDEX moderating_accounts ON accounts (name) WHERE moderator = 1;
  `,
]

/**
 * Brings the database to the newest version of `wanted`. Throws a StoreError, and leaves the file as
 * it is, where it is of a newer version or not one of ours.
 */
export function migrate(database: Database, wanted: readonly string[] = steps): void {
  const found = versionOf(database)
  if (found > wanted.length) {
    throw new StoreError(
      `${dirname(database.file)} was written by a newer version of this program: ` +
        `its schema is version ${found}, and ${wanted.length} is the newest that is known here`,
    )
  }
  if (found < wanted.length) takeSteps(database, wanted)
}

/** Whether an earlier version has made it. */
export function isOutdated(database: Database): boolean {
  const version = versionOf(database)
  return version > 0 && version < steps.length
}

/** The steps that another process did not take first. */
function takeSteps(database: Database, wanted: readonly string[]): void {
  database.execute('BEGIN IMMEDIATE')
  try {
    const missing = wanted.slice(versionOf(database))
    database.execute(`${missing.join('')};
      PRAGMA application_id = ${APPLICATION};
      PRAGMA user_version = ${wanted.length};
      COMMIT`)
  } catch (error) {
    if (database.inTransaction) database.execute('ROLLBACK')
    throw error
  }
}

/** 0 where the database is new. */
function versionOf(database: Database): number {
  const version = pragma(database, 'user_version')
  const ours = pragma(database, 'application_id') === APPLICATION
  const empty = database.select('SELECT 1 FROM sqlite_schema LIMIT 1').row() === undefined
  if (ours || empty) return version
  throw new StoreError(`${database.file} is a database, but not one of this program`)
}

function pragma(database: Database, name: string): number {
  return database.select(`PRAGMA ${name}`).row()?.integer(0) ?? 0
}

/** Throws a StoreError where the file is damaged. What a large one hides shows when it is read. */
export function inspect(database: Database): void {
  const { size } = statSync(database.file)
  if (size > CHECKED_WHOLE) return
  const verdict = database.select('PRAGMA quick_check(1)').row()?.text(0)
  if (verdict === 'ok') return
  throw new StoreError(`${database.file} is damaged: ${verdict}`)
}

/** Runs the first steps with a file; what goes wrong there is thrown as a StoreError. */
export function readable<Value>(file: string, use: () => Value): Value {
  try {
    return use()
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError(`${file} cannot be used: ${messageOf(error)}`, { cause: error })
  }
}
