import { PipedLine } from './piped-line.ts'

export const HANS = ['hans', 'falcon*solo']
export const TAKEN = '{"action": "login", "status": "ALREADY_LOGGED_IN"}'
export const SUCCESS = '{"action": "login", "status": "SUCCESS"}'
export const LOGIN =
  '> {"action": "login", "username": "hans", "password": "falcon*solo", "private_port": 54523}'
export const LOGOUT = '> {"action": "logout"}'
export const LOST = 'failure: The server does not answer: 1 request got no answer and may be lost.'
export const CLOSED = 'failure: The server has closed the connection.'
export const PLACE =
  '{"action": "startprivate", "reply": "SUCCESS", "address": "127.0.0.1", "port": 48603, "username": "yoda"}'

export const asked = () => new PipedLine().connect().type('hans', 'falcon*solo')

/** Hans, logged in, who has looked. */
export function hans(settings: object = {}): PipedLine {
  const line = new PipedLine(settings).connect().type('hans', 'falcon*solo').hear(SUCCESS)
  line.pass(1000).seen()
  return line
}

/** Hans, in a chat with yoda. */
export function chatting(settings: object = {}): PipedLine {
  const line = hans(settings).type('startprivate yoda').hear(PLACE)
  line.called({ kind: 'call-opened', name: 'yoda' }).pass(1000).seen()
  return line
}
