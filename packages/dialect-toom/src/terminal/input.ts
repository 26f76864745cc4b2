import type { Phrases } from '@parley/contract'

/** Of what other servers do not do. */
const condition = 'if the server is Parley'

/** What a person can type (7.4). */
export const help = [
  { typed: 'MSG text', does: 'post a message to everyone' },
  { typed: 'MSG @user text', does: 'send a message to one user', condition },
  { typed: 'DLT number date', does: 'delete a message of yours: DLT 1 20 Nov 2026 22:55:14' },
  { typed: 'EDT number date text', does: 'give a message of yours another text' },
  { typed: 'RDM date', does: 'read all messages since then: RDM 20 Nov 2026 00:00:00' },
  { typed: 'ATU', does: 'show who else is online, and where they take files' },
  { typed: 'UPD user file', does: 'send a file of the current folder to a user that ATU showed' },
  { typed: 'OUT', does: 'leave' },
] as const

export const phrases: Phrases = {
  login: (name, password) => [name, password],
  welcome: (name) => `Welcome to TOOM, ${name}!`,
  send: (to, text) => [`MSG @${to} ${text}`],
  broadcast: (text) => [`MSG ${text}`],
  list: ['ATU'],
  file: (to, file) => [`UPD ${to} ${file}`],
  leave: ['OUT'],
  heard: (from, text) => `[from ${from}] ${text}`,
  poll: 'RDM 01 Jan 2100 00:00:00',
}
