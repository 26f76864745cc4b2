import { serverWrites } from '@parley/faulty'
import { answers, takes, type Wrong, withOptions, writes } from './tools.ts'

/** A list of names, as the gateway writes it. */
const list = /(?<="content":")(?:\w+, )+\w+(?="\})/

export const requestFaults: readonly Wrong[] = [
  {
    name: 'others-only',
    what: 'leaves the first name out of a list',
    breaks: ['ktn-3.7'],
    apply: (dialect) =>
      writes(dialect, (object) => object.replace(list, (names) => names.replace(/^\w+, /, ''))),
  },
  {
    name: 'list-for-names',
    what: 'answers names with a list',
    breaks: ['ktn-3.7a'],
    apply: (dialect) =>
      writes(dialect, (object) =>
        object.replace(/"content":"((?:\w+, )+\w+)"\}$/, (_all, names) => {
          return `"content":${JSON.stringify(String(names).split(', '))}}`
        }),
      ),
  },
  {
    name: 'sorts-lists',
    what: 'sorts a list',
    breaks: ['ktn-3.7b'],
    apply: (dialect) =>
      writes(dialect, (object) =>
        object.replace(list, (names) => names.split(', ').sort().join(', ')),
      ),
  },
  {
    name: 'names-for-anyone',
    what: 'answers those who have not logged in',
    breaks: ['ktn-3.10'],
    apply: (dialect) =>
      answers(dialect, 'error', (object) =>
        object.includes('Not logged in') ? object.replace('"error"', '"info"') : object,
      ),
  },
  {
    name: 'unknown-is-fine',
    what: 'answers an unknown request with an info',
    breaks: ['ktn-3.8'],
    apply: (dialect) =>
      answers(dialect, 'error', (object) =>
        object.includes('Unknown') ? object.replace('"error"', '"info"') : object,
      ),
  },
  {
    name: 'closes-after-error',
    what: 'closes after an error',
    breaks: ['ktn-3.2c', 'ktn-3.3a', 'ktn-3.8b'],
    apply: (dialect) =>
      serverWrites(dialect, (frame, line) => {
        line.write(frame)
        if (String(frame).includes('"response":"error"')) line.close('malformed')
        return []
      }),
  },
  {
    name: 'no-help',
    what: 'does not know help',
    breaks: ['ktn-3.9'],
    apply: (dialect) =>
      takes(dialect, (request) => (request.kind === 'help' ? { kind: 'unknown' } : request)),
  },
  {
    name: 'short-help',
    what: 'does not name all requests in its help',
    breaks: ['ktn-3.9a'],
    apply: (dialect) => writes(dialect, (object) => object.replace(', names, help', '')),
  },
  {
    name: 'empty-texts',
    what: 'takes a msg with no text',
    breaks: ['ktn-3.11'],
    apply: (dialect) =>
      takes(dialect, (request) =>
        request.kind === 'msg' && request.text === '' ? { ...request, text: '-' } : request,
      ),
  },
  {
    name: 'no-history',
    what: 'tells nothing of the past',
    breaks: ['ktn-4.1'],
    apply: (dialect) => withOptions(dialect, { history: 'none' }),
  },
  {
    name: 'endless-history',
    what: 'tells everything that was ever said',
    breaks: ['ktn-4.3'],
    apply: (dialect) => withOptions(dialect, { historySize: 1000 }),
  },
  {
    name: 'tells-all',
    what: 'tells everybody what was said to one',
    breaks: ['ktn-6.1', 'ktn-6.1a'],
    apply: (dialect) =>
      takes(dialect, (request) =>
        request.kind === 'whisper' ? { kind: 'msg', text: request.whole } : request,
      ),
  },
  {
    name: 'drops-unknown',
    what: 'drops a text that begins with @ and a name that nobody has',
    breaks: ['ktn-6.1b'],
    apply: (dialect) =>
      answers(dialect, 'message', (object) => (object.includes('"content":"@') ? [] : object)),
  },
]
