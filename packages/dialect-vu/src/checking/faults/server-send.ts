import { Buffer } from 'node:buffer'
import { serverAsks, serverWrites } from '@parley/faulty'
import {
  changeServerInput,
  changeServerOutput,
  changeServerOutputByUser,
  type VuFault,
} from './mutations.ts'

export const serverSendFaults: readonly VuFault[] = [
  {
    name: 'wrong-word',
    what: 'answers SENT-OK for SEND-OK',
    breaks: ['vu-3.3'],
    apply: (dialect) => changeServerOutput(dialect, (line) => line.replace(/^SEND-OK/, 'SENT-OK')),
  },
  {
    name: 'wrong-recipient',
    what: 'delivers to the wrong user',
    breaks: ['vu-3.3a', 'vu-3.3c'],
    apply(dialect) {
      const names: string[] = []
      const asking = serverAsks(dialect, {
        send: (command) => ({
          ...command,
          to: names.includes(command.to) ? (names.at(-1) ?? '') : command.to,
        }),
      })
      return changeServerOutputByUser(asking, (line, name) => {
        if (line.startsWith('HELLO ')) names.push(name)
        return [line]
      })
    },
  },
  {
    name: 'field-order',
    what: 'puts the body before the sender in a DELIVERY',
    breaks: ['vu-3.3a'],
    apply: (dialect) =>
      changeServerOutput(dialect, (line) => line.replace(/^DELIVERY (\S+) (.*)/, 'DELIVERY $2 $1')),
  },
  {
    name: 'latin1',
    what: 'writes Latin-1',
    breaks: ['vu-2.1b', 'vu-3.4'],
    apply: (dialect) => changeServerOutput(dialect, (line) => Buffer.from(line, 'latin1')),
  },
  {
    name: 'doubles',
    what: 'delivers each message twice',
    breaks: ['vu-3.3a', 'vu-3.3b', 'vu-3.3c'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) =>
        String(frame).startsWith('DELIVERY ') ? [frame, frame] : [frame],
      ),
  },
  {
    name: 'strips-body',
    what: 'drops spaces at the end of a body',
    breaks: ['vu-3.4a'],
    apply: (dialect) =>
      changeServerOutput(dialect, (line) =>
        line.startsWith('DELIVERY ') ? line.replace(/ +\n$/, '\n') : line,
      ),
  },
  {
    name: 'splits-body',
    what: 'takes several spaces of a body for one',
    breaks: ['vu-3.4a'],
    apply: (dialect) =>
      changeServerInput(dialect, (text) =>
        text.startsWith('SEND ') ? text.replace(/ +/g, ' ') : text,
      ),
  },
  {
    name: 'one-space',
    what: 'takes the second of two spaces for the name',
    breaks: ['vu-3.5'],
    apply: (dialect) => changeServerInput(dialect, (text) => text.replace(/^SEND {2}\S.*/, 'SEND')),
  },
  {
    name: 'not-oneself',
    what: 'does not deliver a message to its own sender',
    breaks: ['vu-3.6'],
    apply: (dialect) =>
      changeServerOutputByUser(dialect, (line, name) =>
        line.startsWith(`DELIVERY ${name} `) ? [] : [line],
      ),
  },
  {
    name: 'empty-body',
    what: 'takes a SEND without a body',
    breaks: ['vu-3.7', 'vu-3.7a', 'vu-3.7d'],
    apply: (dialect) =>
      changeServerInput(dialect, (text) => text.replace(/^(SEND \S+) *\n/, '$1 x\n')),
  },
  {
    name: 'unknown-user',
    what: 'confirms what it cannot deliver',
    breaks: ['vu-3.8'],
    apply: (dialect) =>
      changeServerOutput(dialect, (line) => line.replace('BAD-DEST-USER', 'SEND-OK')),
  },
]
