import { serverTextFault } from '@parley/faulty'
import { reply } from '../../serializer.ts'
import {
  type GhostrTextDialect,
  type GhostrTextFault,
  Owners,
  twisted,
  twistedFault,
} from './mutations.ts'

/** Tells who is online to who has not logged in. */
function listsToStrangers(dialect: GhostrTextDialect): GhostrTextDialect {
  const owners = new Owners()
  return twisted((line) => ({
    take(request) {
      if (request.kind === 'LOGON') owners.says(line, request.who)
      if (request.kind !== 'WHOELSE' || owners.nameOf(line) !== '') return request
      line.write(reply('WHOELSE', request.from, owners.names.join('\n')))
      return undefined
    },
    write(text) {
      owners.hears(line, text)
      return [text]
    },
  }))(dialect)
}

export const serverListFaults: readonly GhostrTextFault[] = [
  serverTextFault('commas', 'writes commas between names', ['ghostr-text-9.6'], (text) =>
    text.startsWith('TYPE: WHOELSE;;') ? text.replaceAll('\n', ', ') : text,
  ),
  serverTextFault('lists-oneself', 'lists who asks', ['ghostr-text-9.6'], (text) =>
    text.replace(/^TYPE: WHOELSE;;FROM: ([^;]*);;BODY: /, '$&$1\n'),
  ),
  {
    name: 'lists-to-strangers',
    what: 'tells who is online to who has not logged in',
    breaks: ['ghostr-text-2.4'],
    apply: listsToStrangers,
  },
  twistedFault('since-type', 'answers WHOELSESINCE with its own type', ['ghostr-text-9.7a'], () => {
    let type = ''
    return {
      take(request) {
        type = request.kind
        return request
      },
      write: (text) => [
        type === 'WHOELSESINCE' ? text.replace('TYPE: WHOELSE;;', `TYPE: ${type};;`) : text,
      ],
    }
  }),
  twistedFault(
    'names-the-gone',
    'names those who have gone too, where it is asked who has come since',
    ['ghostr-text-9.7'],
    () => {
      const gone: string[] = []
      let type = ''
      return {
        take(request) {
          type = request.kind
          return request
        },
        write(text) {
          const [, who] = /^TYPE: LOGGEDOUT;;WHO: (.*);;$/.exec(text) ?? []
          if (who !== undefined) gone.push(who)
          const isList = type === 'WHOELSESINCE' && text.startsWith('TYPE: WHOELSE;;')
          return [isList ? text.replace(/;;$/, `\n${gone.join('\n')};;`) : text]
        },
      }
    },
  ),
  twistedFault(
    'names-nobody-since',
    'names nobody, where it is asked who has come since',
    ['ghostr-text-9.7'],
    () => ({
      take: (request) =>
        request.kind === 'WHOELSESINCE' ? { ...request, seconds: undefined } : request,
    }),
  ),
]
