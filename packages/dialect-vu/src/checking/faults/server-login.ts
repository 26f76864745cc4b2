import { serverHears, serverWrites } from '@parley/faulty'
import type { Request } from '../../frames.ts'
import {
  changeServerInput,
  changeServerOutput,
  changeServerOutputByUser,
  type VuFault,
} from './mutations.ts'

export const serverLoginFaults: readonly VuFault[] = [
  {
    name: 'lower-case-names',
    what: 'gives a name back in lower case',
    breaks: ['vu-2.1b'],
    apply: (dialect) =>
      changeServerOutput(dialect, (line) =>
        line.startsWith('HELLO ') ? `HELLO ${line.slice(6).toLowerCase()}` : line,
      ),
  },
  {
    name: 'keeps-names',
    what: 'keeps a name after its connection is closed',
    breaks: ['vu-2.7'],
    apply(dialect) {
      const taken = new Set<string>()
      const hearing = serverHears(dialect, {
        request: (request): Request =>
          request.kind === 'hello' && taken.has(request.name)
            ? { kind: 'hello', name: 'server' }
            : request,
      })
      return changeServerOutputByUser(hearing, (line, name) => {
        taken.add(name)
        return [line]
      })
    },
  },
  {
    name: 'bad-names',
    what: 'accepts names with signs in them',
    breaks: ['vu-2.4a'],
    apply: (dialect) =>
      serverHears(dialect, {
        request: (request) =>
          request.kind === 'hello'
            ? { ...request, name: request.name.replaceAll(/[!@#$%^&*]/g, 'x') }
            : request,
      }),
  },
  {
    name: 'first-word-names',
    what: 'takes the first word for the name',
    breaks: ['vu-2.4'],
    apply: (dialect) =>
      changeServerInput(dialect, (text) => text.replace(/^(HELLO-FROM \S+) .*\n/, '$1\n')),
  },
  {
    name: 'no-empty-name',
    what: 'answers an empty name as an unknown word',
    breaks: ['vu-2.4c'],
    apply: (dialect) =>
      changeServerInput(dialect, (text) => text.replace(/^HELLO-FROM ?\n/, 'HELLO\n')),
  },
  {
    name: 'closes-in-use',
    what: 'closes after IN-USE',
    breaks: ['vu-2.2a'],
    apply: (dialect) =>
      serverWrites(dialect, (frame, line) => {
        line.write(frame)
        if (frame === 'IN-USE\n') line.close('malformed')
        return []
      }),
  },
  {
    name: 'in-use-word',
    what: 'says BUSY for a name in use',
    breaks: ['vu-2.2'],
    apply: (dialect) => changeServerOutput(dialect, (line) => line.replace(/^IN-USE/, 'BUSY')),
  },
  {
    name: 'body-before-login',
    what: 'answers BAD-RQST-BODY if nobody has logged in',
    breaks: ['vu-2.5'],
    apply: (dialect) =>
      changeServerOutputByUser(dialect, (line, name) => [
        name === '' ? line.replace('HDR', 'BODY') : line,
      ]),
  },
]
