import { bodyFault, changeReplies, replyFault, type ToomFault } from './mutations.ts'

export const serverUserFaults: readonly ToomFault[] = [
  bodyFault('swaps-fields', 'writes the port before the address', ['toom-3.6'], 'ATU', (body) =>
    body.replaceAll(/^(\S+), (\S+), (\d+),/gm, '$1, $3, $2,'),
  ),
  bodyFault(
    'heading',
    'puts a heading above the list of users',
    ['toom-3.6a'],
    'ATU',
    (body) => `Active users:\n${body}`,
  ),
  replyFault(
    'alone-is-a-list',
    'says in a reply of type ATU that nobody is there',
    ['toom-3.6b'],
    (said) => (said.type === 'ATU-N' ? { ...said, type: 'ATU' } : said),
  ),
  {
    name: 'keeps-the-gone',
    what: 'lists who has gone',
    breaks: ['toom-3.6'],
    apply: (dialect) => {
      const lines = new Map<string, string>()
      return changeReplies((said) => {
        if (said.type !== 'ATU' && said.type !== 'ATU-N') return said
        const listed = said.type === 'ATU' ? said.body.split('\n') : []
        for (const line of listed) lines.set(line.split(',')[0] ?? '', line)
        return { type: 'ATU', body: [...lines.values()].slice(-10).join('\n') }
      })(dialect)
    },
  },
]
