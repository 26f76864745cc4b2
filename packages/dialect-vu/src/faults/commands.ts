import { Buffer } from 'node:buffer'
import { serverAsks, serverWrites } from '@parley/faulty'
import { reads, type Wrong, writes, writesTo } from './tools.ts'

export const commandFaults: readonly Wrong[] = [
  {
    name: 'sorts-lists',
    what: 'sorts a list',
    breaks: ['vu-3.1c'],
    apply: (dialect) =>
      writes(dialect, (line) =>
        line.replace(/(?<=^LIST-OK ).*/, (names) => names.split(',').sort().join(',')),
      ),
  },
  {
    name: 'spaced-lists',
    what: 'puts a space behind each comma of a list',
    breaks: ['vu-3.1a'],
    apply: (dialect) =>
      writes(dialect, (line) => (line.startsWith('LIST-OK ') ? line.replaceAll(',', ', ') : line)),
  },
  {
    name: 'comma-at-end',
    what: 'ends a list with a comma',
    breaks: ['vu-3.1a'],
    apply: (dialect) => writes(dialect, (line) => line.replace(/^LIST-OK .*/, '$&,')),
  },
  {
    name: 'others-only',
    what: 'leaves whoever asks out of a list',
    breaks: ['vu-3.1', 'vu-3.1b'],
    apply: (dialect) =>
      writesTo(dialect, (line, name) => [
        line.startsWith('LIST-OK ')
          ? `LIST-OK ${line
              .slice(8, -1)
              .split(',')
              .filter((one) => one !== name)
              .join(',')}\n`
          : line,
      ]),
  },
  {
    name: 'any-list',
    what: 'takes LIST with anything behind it',
    breaks: ['vu-3.2'],
    apply: (dialect) => reads(dialect, (text) => text.replace(/^LIST .*\n/, 'LIST\n')),
  },
  {
    name: 'wrong-word',
    what: 'answers SENT-OK for SEND-OK',
    breaks: ['vu-3.3'],
    apply: (dialect) => writes(dialect, (line) => line.replace(/^SEND-OK/, 'SENT-OK')),
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
      return writesTo(asking, (line, name) => {
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
      writes(dialect, (line) => line.replace(/^DELIVERY (\S+) (.*)/, 'DELIVERY $2 $1')),
  },
  {
    name: 'latin1',
    what: 'writes Latin-1',
    breaks: ['vu-2.1b', 'vu-3.4'],
    apply: (dialect) => writes(dialect, (line) => Buffer.from(line, 'latin1')),
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
      writes(dialect, (line) =>
        line.startsWith('DELIVERY ') ? line.replace(/ +\n$/, '\n') : line,
      ),
  },
  {
    name: 'splits-body',
    what: 'takes several spaces of a body for one',
    breaks: ['vu-3.4', 'vu-3.4a'],
    apply: (dialect) =>
      reads(dialect, (text) => (text.startsWith('SEND ') ? text.replace(/ +/g, ' ') : text)),
  },
  {
    name: 'one-space',
    what: 'takes the second of two spaces for the name',
    breaks: ['vu-3.5'],
    apply: (dialect) => reads(dialect, (text) => text.replace(/^SEND {2}\S.*/, 'SEND')),
  },
  {
    name: 'not-oneself',
    what: 'delivers nothing to whoever sends to oneself',
    breaks: ['vu-3.6'],
    apply: (dialect) =>
      writesTo(dialect, (line, name) => (line.startsWith(`DELIVERY ${name} `) ? [] : [line])),
  },
  {
    name: 'empty-body',
    what: 'takes a SEND without a body',
    breaks: ['vu-3.7', 'vu-3.7a', 'vu-3.7d'],
    apply: (dialect) => reads(dialect, (text) => text.replace(/^(SEND \S+) *\n/, '$1 x\n')),
  },
  {
    name: 'unknown-user',
    what: 'confirms what it cannot deliver',
    breaks: ['vu-3.8'],
    apply: (dialect) => writes(dialect, (line) => line.replace('BAD-DEST-USER', 'SEND-OK')),
  },
  {
    name: 'ignores-empty',
    what: 'says nothing to an empty line',
    breaks: ['vu-3.9a'],
    apply: (dialect) => reads(dialect, (text) => (text === '\n' ? '' : text)),
  },
  {
    name: 'strips-lines',
    what: 'drops spaces before a command',
    breaks: ['vu-3.9b'],
    apply: (dialect) => reads(dialect, (text) => text.replace(/^ +/, '')),
  },
  {
    name: 'closes-after-error',
    what: 'closes after a refusal',
    breaks: ['vu-2.5', 'vu-2.6', 'vu-3.9', 'vu-3.9c'],
    apply: (dialect) =>
      serverWrites(dialect, (frame, line) => {
        line.write(frame)
        if (String(frame).startsWith('BAD-')) line.close('malformed')
        return []
      }),
  },
  {
    name: 'not-utf8',
    what: 'takes bytes that are no UTF-8 for letters',
    breaks: ['vu-2.4d', 'vu-3.7c'],
    apply: (dialect) => reads(dialect, (text) => text.replaceAll(/\xff\xe9/g, 'x')),
  },
]
