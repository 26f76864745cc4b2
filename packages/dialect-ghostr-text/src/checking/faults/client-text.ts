import { clientTextFault } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

export const clientTextFaults: readonly GhostrTextFault[] = [
  clientTextFault('colons', 'sends colons in a text', ['ghostr-text-1.4'], (text) =>
    text.replaceAll('\u2236', ':'),
  ),
  clientTextFault(
    'semicolons',
    'sends semicolons as they are typed',
    ['ghostr-text-1.4a'],
    (text) => text.replace('wow; TYPE', 'wow;; TYPE').replace('BODY: bye;;', 'BODY: bye;;;'),
  ),
  clientTextFault(
    'latin1',
    'sends question marks for other letters',
    ['ghostr-text-9.4d'],
    (text) => text.replaceAll(/[\u0080-\uffff]/g, '?'),
  ),
]
