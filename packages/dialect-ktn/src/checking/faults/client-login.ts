import { clientTextFault } from '@parley/faulty'
import type { KtnFault } from './mutations.ts'

export const clientLoginFaults: readonly KtnFault[] = [
  clientTextFault(
    'too-early',
    'asks who is there before its login is answered',
    ['ktn-1.1', 'ktn-8.1a'],
    (object) =>
      object.includes('"login"') ? `${object}{"request":"names","content":null}` : object,
  ),
  clientTextFault('first-word', 'says LOGIN for login', ['ktn-2.1f'], (object) =>
    object.replace('"login"', '"LOGIN"'),
  ),
  clientTextFault('blank-behind-name', 'puts a space after the name', ['ktn-2.1g'], (object) =>
    object.includes('"login"') ? object.replace(/"\}$/, ' "}') : object,
  ),
]
