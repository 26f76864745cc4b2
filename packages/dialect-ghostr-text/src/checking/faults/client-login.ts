import { clientFrameFault, clientTextFault, textOf } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

export const clientLoginFaults: readonly GhostrTextFault[] = [
  clientTextFault('other-who', 'sends AUTH for another name', ['ghostr-text-2.1'], (text) =>
    text.replace(/^(TYPE: AUTH;;WHO: )/, '$1x'),
  ),
  clientTextFault('no-password', 'sends no password', ['ghostr-text-2.1'], (text) =>
    text.replace(/PASW: [^;]*;;/, 'PASW: ;;'),
  ),
  clientFrameFault(
    'hasty',
    'sends AUTH before LOGON is answered',
    ['ghostr-text-8.1b'],
    (frame) => {
      const who = /^TYPE: LOGON;;(WHO: [^;]*;;)/.exec(textOf(frame))?.[1]
      return who === undefined ? [frame] : [frame, `TYPE: AUTH;;${who}PASW: secret;;NEW: 0;;`]
    },
  ),
]
