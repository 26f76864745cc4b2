import { clientTextFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const clientSendFaults: readonly GhostrFault[] = [
  clientTextFault('swaps', 'puts the text where the user is due', ['ghostr-1.1'], (text) =>
    text.includes('"action": "message"')
      ? text.replace('"user"', '"text"').replace('"message": ', '"user": ')
      : text,
  ),
]
