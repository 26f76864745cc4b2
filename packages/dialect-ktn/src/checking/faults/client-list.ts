import { clientInputFault, clientTextFault } from '@parley/faulty'
import type { KtnFault } from './mutations.ts'

export const clientListFaults: readonly KtnFault[] = [
  clientTextFault('users', 'says users for names', ['ktn-2.1f'], (object) =>
    object.replace('"names"', '"users"'),
  ),
  clientTextFault('no-content', 'leaves the content out if there is none', ['ktn-8.1'], (object) =>
    object.replace(',"content":null', ''),
  ),
  clientTextFault(
    'empty-content',
    'has an empty content if there is none',
    ['ktn-8.1d'],
    (object) => object.replace(':null', ':""'),
  ),
  clientInputFault('no-lists', 'does not show a list of names', ['ktn-8.2b'], (text) =>
    text.includes('"info","content":[') ? '' : text,
  ),
]
