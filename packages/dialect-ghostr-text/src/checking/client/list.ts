import { checks, LOGIN } from './test-server.ts'

const LIST = 'ghostr-text-9.6a'

/** Names are shown, whatever stands between them. */
const shown = (between: string) =>
  [
    'user lists',
    ['server< TYPE: WHOELSE;;FROM: {name};;', LIST],
    `server> TYPE: WHOELSE;;FROM: {name};;BODY: {one}${between}{two}${between}{three};;`,
    'user sees {one}',
    'user sees {two}',
    'user sees {three}',
  ] as const

export const listChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-9.6a',
    title: 'asks for the list with WHOELSE',
    hint: 'Send WHOELSE with the user’s own name in FROM.',
    steps: ['user lists', 'server< TYPE: WHOELSE;;FROM: {name};;'],
  },
  {
    id: 'ghostr-text-9.6a.shown',
    title: 'shows a list with one name per line',
    hint: 'Show the names of the list, separated by line ends or by commas.',
    steps: shown('\n'),
  },
  {
    id: 'ghostr-text-8.2a',
    title: 'shows a list with commas between the names',
    hint: 'Show the names of the list, separated by line ends or by commas.',
    needs: [LIST],
    steps: shown(', '),
  },
])
