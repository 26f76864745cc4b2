import type { ConnectionInfo } from './tap.ts'

/** Where the host says what an operator should know. Never called on the way of a message. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  text: string,
  at?: ConnectionInfo,
) => void
