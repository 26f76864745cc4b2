import { lineTerminal } from '@parley/line-terminal'
import { client } from '../client.ts'

/** What a person types and reads (8). */
export const terminal = lineTerminal(client, {
  takesPassword: true,
  passwordIsOptional: true,
  words: { message: '/msg', broadcast: '/say', whoelse: '/names', logout: '/quit' },
})
