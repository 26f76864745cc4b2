import type { ServerDialect } from '@parley/contract'

/** A dialect as README.md names it; `specification`: where that is, from the root. */
export interface Listed {
  readonly dialect: Pick<ServerDialect, 'name' | 'defaultPort' | 'shape'>
  readonly specification: string
}

const startBlock = /(?<=\n```text start\n)[\s\S]*?(?=\n```\n)/
const portTable =
  /(?<=\n\| dialect \| port \| shape \| specification \|\n\| --- \| --- \| --- \| --- \|\n)(?:\|.*\n)*/

/** README.md with what `npm start` says and the table of ports as they are. Throws where it has neither. */
export function readmePage(page: string, listed: readonly Listed[]): string {
  if (!startBlock.test(page)) throw new Error('README.md has no block "text start"')
  if (!portTable.test(page)) throw new Error('README.md has no table of ports')
  const listening = listed.map(({ dialect }) => {
    return `listening ${dialect.name} 127.0.0.1:${dialect.defaultPort}`
  })
  listening.push('listening web http://127.0.0.1:8400/#k=…')
  return page
    .replace(startBlock, () => [...listening, 'ready'].join('\n'))
    .replace(portTable, () => listed.map(row).join(''))
}

function row({ dialect, specification }: Listed): string {
  const { name, defaultPort, shape } = dialect
  const shown = `\`${shape.replaceAll('|', '\\|')}\``
  return `| \`${name}\` | ${defaultPort} | ${shown} | [dialect-${name}](${specification}) |\n`
}
