import type { Rule } from '@parley/contract'

type Row = readonly [section: string, level: Rule['level'], binds: Rule['binds'], sentence: string]

const rows: readonly Row[] = [
  ['1.1', 'MUST', 'both', 'A message is fields KEY: value;; with TYPE first.'],
  ['1.1a', 'MUST', 'both', 'A message has all fields of its type.'],
  ['1.1b', 'MUST', 'both', 'No line end stands between fields or behind a message.'],
  ['1.2', 'MUST', 'server', 'Messages are read wherever the network has cut or joined them.'],
  ['1.2a', 'SHOULD', 'server', 'White space between fields is skipped.'],
  ['1.2b', 'SHOULD', 'server', 'Behind TYPE the fields may come in any order.'],
  ['1.2c', 'SHOULD', 'server', 'A field that the type does not have, or has had, is skipped.'],
  ['1.2d', 'SHOULD', 'server', 'A value is all that stands behind the first colon and blank.'],
  ['1.3', 'SHOULD', 'server', 'Each message is a write of its own.'],
  ['1.3a', 'SHOULD', 'server', 'Two writes to one connection are at least 50 ms apart.'],
  ['1.3b', 'MUST', 'server', 'The fields of a message come in the order of its type.'],
  ['1.4', 'MUST', 'both', 'A value holds no colon; U+2236 stands for it.'],
  ['1.4a', 'MUST', 'both', 'A value holds no two semicolons in a row and does not end in one.'],
  ['1.5', 'SHOULD', 'server', 'A message has at most 1024 bytes.'],
  ['1.5a', 'SHOULD', 'server', 'A text too long for one message comes as several, in order.'],
  ['1.5b', 'MUST', 'server', 'No character is cut in two.'],
  ['1.5c', 'SHOULD', 'server', 'A list that goes on in the next reply ends with a line end.'],
  ['1.5d', 'SHOULD', 'server', 'A message over 64 KiB closes the connection.'],
  ['1.6', 'SHOULD', 'server', 'What cannot be a field closes the connection.'],
  ['1.6a', 'SHOULD', 'server', 'After an unknown type the next message is read as usual.'],
  ['1.6b', 'SHOULD', 'server', 'After a message that lacks fields the next one is read as usual.'],
  ['1.7', 'SHOULD', 'server', 'Control characters of a text do not reach other users.'],

  ['2.1', 'MUST', 'client', 'A login is LOGON, then AUTH with the same WHO.'],
  ['2.1a', 'SHOULD', 'server', 'A new name gets an account with the password of its AUTH.'],
  ['2.2', 'SHOULD', 'server', 'Messages kept for a user follow the answer to the AUTH.'],
  ['2.3', 'MUST', 'server', 'The third wrong password in a row is answered ATMP: 0.'],
  ['2.3a', 'MUST', 'server', 'After that the right password is refused too, for some time.'],
  ['2.4', 'MUST', 'server', 'Before login no command is carried out.'],
  ['2.6', 'MUST', 'server', 'Before login nothing is said but answers.'],

  ['3.1', 'SHOULD', 'server', 'A connection that just closes is a logout.'],
  ['3.2', 'MUST', 'server', 'A message in the name of somebody else is not carried out.'],

  ['4.1', 'SHOULD', 'server', 'What the server itself says is a MSG from server.'],
  ['4.2', 'SHOULD', 'server', 'What cannot be done is answered with an ERROR.'],

  ['5.1', 'SHOULD', 'server', 'A user who sends nothing for the timeout is logged out.'],

  ['8.1', 'SHOULD', 'client', 'A message is a write of its own, 100 ms after the one before.'],
  ['8.1a', 'SHOULD', 'client', 'A message has at most 1024 bytes.'],
  ['8.1b', 'SHOULD', 'client', 'What is answered is waited for before more is said.'],
  ['8.2', 'SHOULD', 'client', 'A client does not wait for an answer to MSG or BROADCAST.'],
  ['8.2a', 'SHOULD', 'client', 'Names with commas between are understood as a list.'],
  ['8.2b', 'SHOULD', 'client', 'A client does not wait for the answer to a LOGOUT for ever.'],
  ['8.3', 'SHOULD', 'client', 'Messages are read wherever the network has cut or joined them.'],

  ['9.1', 'MUST', 'server', 'LOGON is answered RET: 1 where the name can log in.'],
  ['9.1a', 'MUST', 'server', 'NEW is 1 where the name will get an account, else 0.'],
  ['9.1b', 'MUST', 'server', 'A name that cannot log in is answered RET: 0 and a reason in ERR.'],
  ['9.2', 'MUST', 'server', 'The right password is answered PASW: 1.'],
  ['9.2a', 'MUST', 'server', 'A wrong password is answered PASW: 0 and the tries left in ATMP.'],
  ['9.2b', 'MUST', 'server', 'After a wrong password the client may send another AUTH.'],
  ['9.3', 'MUST', 'server', 'The others are told in LOGGEDIN who has logged in.'],
  ['9.3a', 'MUST', 'server', 'The others are told in LOGGEDOUT who has gone.'],
  ['9.4', 'MUST', 'server', 'A MSG comes to its recipient with FROM, TO and BODY.'],
  ['9.4a', 'MUST', 'server', 'Its sender is told nothing where it succeeds.'],
  ['9.4b', 'SHOULD', 'server', 'Its sender is told where the recipient does not exist.'],
  ['9.4c', 'MUST', 'server', 'A MSG to a user who is away waits until they log in.'],
  ['9.4d', 'MUST', 'client', 'A text for one user is said with MSG, FROM, TO and BODY.'],
  ['9.4e', 'MUST', 'client', 'A MSG that comes is shown.'],
  ['9.5', 'MUST', 'server', 'A BROADCAST comes to every other user as a MSG to broadcast.'],
  ['9.6', 'MUST', 'server', 'WHOELSE is answered with a name a line, less the one who asks.'],
  ['9.6a', 'MUST', 'client', 'Who else is online is asked with WHOELSE, and shown.'],
  [
    '9.7',
    'MUST',
    'server',
    'WHOELSESINCE names who has come in that time, and nobody who has gone.',
  ],
  ['9.7a', 'MUST', 'server', 'The type of its answer is WHOELSE.'],
  ['9.8', 'MUST', 'server', 'BLOCK and UNBLOCK are answered with their fields, RET and ERR.'],
  ['9.8a', 'MUST', 'server', 'A user cannot block themselves.'],
  ['9.9', 'MUST', 'server', 'Who writes to a user who has blocked them is told so in a BLOCK.'],
  [
    '9.9a',
    'SHOULD',
    'server',
    'Whose broadcast somebody does not get for a block is told so in a BLOCK.',
  ],
  ['9.10', 'MUST', 'server', 'PRIVREQ is answered RET: 1 and DEST where the user is online.'],
  ['9.10a', 'MUST', 'server', 'Otherwise it is answered RET: 0 and an empty DEST.'],
  ['9.11', 'MUST', 'server', 'A PRIVMSG comes to its recipient as a PRIVMSG.'],
  ['9.11a', 'MUST', 'server', 'PRIVSTOP is answered with its fields and RET: 1.'],
  ['9.12', 'MUST', 'server', 'LOGOUT is answered in kind, and the connection is closed.'],
  ['9.12a', 'SHOULD', 'client', 'Who leaves says LOGOUT, and ends when it is answered.'],
]

/** Every sentence of README.md that can be checked from outside, under its section’s number. */
export const rules: readonly Rule[] = rows.map(([section, level, binds, sentence]) => ({
  id: `ghostr-text-${section}`,
  level,
  binds,
  sentence,
}))

/** The titles of the sections of README.md. */
export const sections = {
  1: 'Framing',
  2: 'Login',
  3: 'Presence',
  4: 'What the gateway itself says',
  5: 'Timeout',
  7: "The client's text interface",
  8: 'As a client of a server in use',
  9: 'Messages',
} as const
