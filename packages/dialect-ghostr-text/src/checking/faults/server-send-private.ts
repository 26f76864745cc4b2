import { serverTextFault } from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

export const serverPrivateFaults: readonly GhostrTextFault[] = [
  serverTextFault('no-place', 'gives a port for a place', ['ghostr-text-9.10'], (text) =>
    text.replace(/DEST: .*;;$/, 'DEST: 32876;;'),
  ),
  serverTextFault('no-dest', 'writes no DEST behind RET: 0', ['ghostr-text-9.10a'], (text) =>
    text.replace(/^(TYPE: PRIVREQ;;.*RET: 0;;)DEST: ;;$/, '$1'),
  ),
  serverTextFault('some-dest', 'writes a DEST behind RET: 0', ['ghostr-text-9.10a'], (text) =>
    text.replace(/^(TYPE: PRIVREQ;;.*RET: 0;;)DEST: ;;$/, '$1DEST: None;;'),
  ),
  serverTextFault('private-public', 'passes a PRIVMSG on as a MSG', ['ghostr-text-9.11'], (text) =>
    text.replace(/^TYPE: PRIVMSG;;(TO: [^;]*;;)(FROM: [^;]*;;)/, 'TYPE: MSG;;$2$1'),
  ),
]
