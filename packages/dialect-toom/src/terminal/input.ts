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
  { typed: 'JOIN #room', does: 'come into a room, or make it', condition },
  { typed: 'MSG #room text', does: 'post a message in a room', condition },
  { typed: 'RDM #room date', does: 'read the messages of a room since then', condition },
  { typed: 'ATU #room', does: 'show who is in a room', condition },
  { typed: 'LEAVE #room', does: 'leave a room', condition },
  { typed: 'ROOMS', does: 'show the rooms', condition },
  { typed: 'KICK user #room why', does: 'put somebody out of a room', condition },
  { typed: 'BAN user #room 10 why', does: 'keep somebody out for 10 minutes', condition },
  { typed: 'UNBAN user #room', does: 'let somebody in again', condition },
  { typed: 'BANS #room', does: 'show who is kept out', condition },
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
