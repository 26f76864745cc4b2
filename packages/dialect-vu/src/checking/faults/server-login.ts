import { serverFrameFault, serverHears, serverInputFault, serverTextFault } from '@parley/faulty'
import type { Request } from '../../frames.ts'
import { changeServerOutputByUser, outputByUserFault, type VuFault } from './mutations.ts'

export const serverLoginFaults: readonly VuFault[] = [
  serverTextFault('lower-case-names', 'gives a name back in lower case', ['vu-2.1b'], (line) =>
    line.startsWith('HELLO ') ? `HELLO ${line.slice(6).toLowerCase()}` : line,
  ),
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
      return changeServerOutputByUser((line, name) => {
        taken.add(name)
        return [line]
      })(hearing)
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
    name: 'trims-signs',
    what: 'removes signs at the end of a name',
    breaks: ['vu-2.4a'],
    apply: (dialect) =>
      serverHears(dialect, {
        request: (request) =>
          request.kind === 'hello'
            ? { ...request, name: request.name.replace(/[!@#$%^&*]+$/, '') }
            : request,
      }),
  },
  serverInputFault('first-word-names', 'takes the first word for the name', ['vu-2.4'], (text) =>
    text.replace(/^(HELLO-FROM \S+) .*\n/, '$1\n'),
  ),
  serverInputFault(
    'no-empty-name',
    'answers an empty name as an unknown word',
    ['vu-2.4c'],
    (text) => text.replace(/^HELLO-FROM ?\n/, 'HELLO\n'),
  ),
  serverFrameFault('closes-in-use', 'closes after IN-USE', ['vu-2.2a'], (frame, line) => {
    line.write(frame)
    if (frame === 'IN-USE\n') line.close('malformed')
    return []
  }),
  serverTextFault('in-use-word', 'says BUSY for a name in use', ['vu-2.2'], (line) =>
    line.replace(/^IN-USE/, 'BUSY'),
  ),
  outputByUserFault(
    'body-before-login',
    'answers BAD-RQST-BODY if nobody has logged in',
    ['vu-2.5'],
    (line, name) => [name === '' ? line.replace('HDR', 'BODY') : line],
  ),
]
