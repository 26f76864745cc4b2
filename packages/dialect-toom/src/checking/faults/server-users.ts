import { changeBodies, changeReplies, type ToomFault } from './mutations.ts'

export const serverUserFaults: readonly ToomFault[] = [
  {
    name: 'swaps-fields',
    what: 'writes the port before the address',
    breaks: ['toom-3.6'],
    apply: changeBodies('ATU', (body) => body.replaceAll(/^(\S+), (\S+), (\d+),/gm, '$1, $3, $2,')),
  },
  {
    name: 'heading',
    what: 'puts a heading above the list of users',
    breaks: ['toom-3.6a'],
    apply: changeBodies('ATU', (body) => `Active users:\n${body}`),
  },
  {
    name: 'alone-is-a-list',
    what: 'says in a reply of type ATU that nobody is there',
    breaks: ['toom-3.6b'],
    apply: changeReplies((said) => (said.type === 'ATU-N' ? { ...said, type: 'ATU' } : said)),
  },
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
