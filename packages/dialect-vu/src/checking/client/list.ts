import { checks, LOGIN } from './test-server.ts'

export const listChecks = checks(LOGIN, [
  {
    id: 'vu-4.6.names',
    title: 'shows the names of who is online',
    hint: 'For LIST-OK show each name of the list.',
    steps: [
      'user lists',
      ['server< LIST\n', 'vu-4.6'],
      'server> LIST-OK {one},{two},{three}\n',
      'user sees {one}',
      'user sees {two}',
      'user sees {three}',
    ],
  },
])
