import { PipedLine } from './piped-line.ts'

export const KNOWN = 'TYPE: LOGON;;RET: 1;;NEW: 0;;ERR: 0;;'
export const RIGHT = 'TYPE: AUTH;;PASW: 1;;ATMP: 3;;'
export const wrong = (left: number) => `TYPE: AUTH;;PASW: 0;;ATMP: ${left};;`
export const refusedLogon = (why: string) => `TYPE: LOGON;;RET: 0;;NEW: 0;;ERR: ${why};;`

export const TAKEN = refusedLogon('Error. hans is already logged in')
export const HANS = ['hans', 'falcon*solo']

export const LOGON = '> TYPE: LOGON;;WHO: hans;;'
export const AUTH = '> TYPE: AUTH;;WHO: hans;;PASW: falcon*solo;;NEW: 0;;'
export const LOGOUT = '> TYPE: LOGOUT;;WHO: hans;;'
export const LOST = 'failure: The server does not answer: 1 request got no answer and may be lost.'
export const CLOSED = 'failure: The server has closed the connection.'
export const AGAIN = '? Invalid password. Please try again: (secret)'
export const PRIVREQ = '> TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;'
export const PLACE = "TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;RET: 1;;DEST: ('127.0.0.1', 32876);;"
export const NAMES = 'TYPE: WHOELSE;;FROM: hans;;BODY: yoda\nhans\nluke;;'
export const block = (fields: string) => `TYPE: BLOCK;;WHO: yoda;;BLOCKER: hans;;${fields}`

export const named = () => new PipedLine().connect().type('hans', 'falcon*solo')
export const asked = () => named().hear(KNOWN)

/** Hans, logged in, who has looked. */
export function hans(settings: object = {}): PipedLine {
  const line = new PipedLine(settings).connect().type('hans', 'falcon*solo')
  line.pass(1000).hear(KNOWN).pass(1000).hear(RIGHT).pass(1000).seen()
  return line
}

/** Hans, in a chat with yoda. */
export function chatting(): PipedLine {
  const line = hans().type('startprivate yoda').hear(PLACE)
  line.seen()
  return line
}
