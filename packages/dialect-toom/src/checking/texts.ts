/** Texts of a server and readers of its lines, written out so that no code under test is used. */

const DATE = String.raw`(\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2})`

/** A date after all messages. */
export const MUCH_LATER = '01 Jan 2037 00:00:00'

export const said = {
  banner: 'Successfully connected to server',
  invalid: 'Error. Invalid command!',
  stranger: 'Please log in first.',
  empty: 'Message body cannot be empty!',
  nothing: 'No new message since given timestamp',
  nobody: 'No other active user.',
  noInteger: 'Message number must be integer!',
  noNumber: 'Message number invalid!',
  otherTime: 'Timestamp is not matched for the given message number!',
  /** The original misspells it. */
  notMine: /^(?:Permission|Permssion) failed, you are not the sender!$/,
  noDate: 'RDM failed! Please input valid timestamp format.',
  deleteForm:
    'DLT failed! Please check the format of DLT command: DLT <messagenumber> <DATE MONTH(ENG) YEAR HOUR:MIN:SEC>',
  editForm:
    'EDT failed! Please check the format of EDT command: EDT <messagenumber> <DATE MONTH(ENG) YEAR HOUR:MIN:SEC> <message>',
  readForm:
    'RDM failed! Please check the format of RDM command: RDM <DATE MONTH(ENG) YEAR HOUR:MIN:SEC>',
} as const

export const posted = new RegExp(`^Message #(\\d+) posted at ${DATE}\\.$`)
export const deleted = new RegExp(`^Message #(\\d+) deleted at ${DATE}\\.$`)
export const edited = new RegExp(`^Message #(\\d+) edited at ${DATE}\\.$`)
const messageLine = new RegExp(`^#(\\d+), (\\S+): "(.*)", (posted|edited) at ${DATE}\\.$`)
const userLine = new RegExp(`^(\\S+), (\\S+), (\\d{1,5}), active since ${DATE}\\.$`)
const moreLine = new RegExp(`^\\.\\.\\. (\\d+) more; use RDM ${DATE}$`)

export interface Posted {
  readonly number: number
  readonly date: string
}

/** A line of RDM. */
export interface Message extends Posted {
  readonly from: string
  readonly text: string
  readonly way: 'posted' | 'edited'
}

/** A line of ATU. */
export interface User {
  readonly name: string
  readonly address: string
  readonly port: number
}

export function readMessage(line: string): Message | undefined {
  const [, number, from = '', text = '', way, date = ''] = messageLine.exec(line) ?? []
  if (number === undefined) return undefined
  return { number: Number(number), from, text, way: way === 'edited' ? way : 'posted', date }
}

export function readUser(line: string): User | undefined {
  const [, name = '', address = '', port] = userLine.exec(line) ?? []
  return port === undefined ? undefined : { name, address, port: Number(port) }
}

/** The line with the number of messages that do not fit (3.5). */
export function readMore(line: string): Posted | undefined {
  const [, count, date = ''] = moreLine.exec(line) ?? []
  return count === undefined ? undefined : { number: Number(count), date }
}
