import { clientInputFault, clientTextFault, decodedAlone } from '@parley/faulty'
import { firstObject, type KtnFault, oneObject } from './mutations.ts'

export const clientFramingFaults: readonly KtnFault[] = [
  clientTextFault(
    'line-end',
    'puts a line end after each request',
    ['ktn-1.1'],
    (object) => `${object}\n`,
  ),
  clientTextFault('crlf', 'ends requests with CRLF', ['ktn-1.1'], (object) => `${object}\r\n`),
  clientTextFault('wrong-key', 'says message for content', ['ktn-2.1'], (object) =>
    object.replace('"content"', '"message"'),
  ),
  clientInputFault('one-object-a-read', 'takes one read for one response', ['ktn-8.2e'], oneObject),
  clientInputFault(
    'loses-second',
    'shows nothing of a message that came joined to another',
    ['ktn-8.2e'],
    firstObject,
  ),
  clientInputFault(
    'login-alone',
    'loses what came in one read with the reply to its login',
    ['ktn-8.2e'],
    (text) => (text.includes('Login successful') ? firstObject(text) : text),
  ),
  clientInputFault('cuts-at-4096', 'keeps 4096 bytes of a read', ['ktn-8.2e'], (text) =>
    text.slice(0, 4096),
  ),
  clientInputFault(
    'whole-characters',
    'decodes each read by itself, even if it ends within a character',
    ['ktn-8.2e'],
    decodedAlone,
  ),
]
