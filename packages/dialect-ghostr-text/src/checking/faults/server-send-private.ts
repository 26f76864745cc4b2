import { type GhostrTextFault, serverFault } from './mutations.ts'

export const serverPrivateFaults: readonly GhostrTextFault[] = [
  serverFault('no-place', 'gives a port for a place', ['ghostr-text-9.10'], (text) =>
    text.replace(/DEST: .*;;$/, 'DEST: 32876;;'),
  ),
  serverFault('no-dest', 'writes no DEST behind RET: 0', ['ghostr-text-9.10a'], (text) =>
    text.replace(/^(TYPE: PRIVREQ;;.*RET: 0;;)DEST: ;;$/, '$1'),
  ),
  serverFault('some-dest', 'writes a DEST behind RET: 0', ['ghostr-text-9.10a'], (text) =>
    text.replace(/^(TYPE: PRIVREQ;;.*RET: 0;;)DEST: ;;$/, '$1DEST: None;;'),
  ),
  serverFault('private-public', 'passes a PRIVMSG on as a MSG', ['ghostr-text-9.11'], (text) =>
    text.replace(/^TYPE: PRIVMSG;;(TO: [^;]*;;)(FROM: [^;]*;;)/, 'TYPE: MSG;;$2$1'),
  ),
]
