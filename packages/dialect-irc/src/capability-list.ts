import { MOST_LINES } from '@parley/contract'
import { MOST_BATCH_BYTES } from './multiline.ts'

/** The capabilities that there are, in the order of their names, with their values (2.5). */
const values = {
  batch: '',
  'cap-notify': '',
  'draft/chathistory': '',
  'draft/multiline': `max-bytes=${MOST_BATCH_BYTES},max-lines=${MOST_LINES}`,
  'echo-message': '',
  'labeled-response': '',
  'message-tags': '',
  'multi-prefix': '',
  sasl: 'PLAIN',
  'server-time': '',
} as const

export type Capability = keyof typeof values

export function isCapability(name: string): name is Capability {
  return Object.hasOwn(values, name)
}

/** The list for `CAP LS`. */
export function offered(hasValues: boolean): readonly string[] {
  return Object.entries(values).map(([name, value]) => {
    return hasValues && value !== '' ? `${name}=${value}` : name
  })
}
