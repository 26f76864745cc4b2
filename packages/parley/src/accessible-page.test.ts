import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { discoverFullDialects } from './discover.ts'
import { noBrowser } from './testing/browser.ts'
import { LoggedClient } from './testing/logged-client.ts'
import { PageProgram } from './testing/page-program.ts'

const look = noBrowser === undefined ? test : test.skip
const why = noBrowser === undefined ? '' : ` (${noBrowser})`

/** What axe says, by rule, with the places that it means. */
interface Finding {
  readonly id: string
  readonly places: readonly string[]
}

const findings = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      id,
      places: nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).slice(0, 3),
    })))`

/** Each view with what is chosen there, and what stands there once it has been drawn. */
const views = [
  ['room', '', '.people'],
  ['wires', '?follow=off&select=1.2', '.diagram'],
  ['wires', '?follow=off&look=hex', '.message .cells'],
  ['join', '?dialect=vu', '.typing input'],
  ['join', '?dialect=vu&mode=raw', '.typing'],
  ['compare', '', '.comparison'],
  ['lab', '', '.lab'],
  ['checks', '', 'form'],
] as const

let pages: PageProgram
let page: Page
const clients: LoggedClient[] = []

beforeAll(async () => {
  if (noBrowser !== undefined) return
  const dialects = await discoverFullDialects()
  pages = await PageProgram.open(dialects.map(({ name }) => name))
  page = await pages.operator()
  for (const [index, dialect] of dialects.entries()) {
    const logged = new LoggedClient(dialect, pages.program.port(dialect.name))
    clients.push(logged)
    await logged.client.login(`user${String.fromCharCode(97 + index)}`)
  }
  const [first] = clients
  await first?.client.ask({ kind: 'broadcast', text: 'grüße {alle}; two\nlines' })
  await first?.client.ask({ kind: 'send', to: 'userf', text: 'for one' })
  await page.getByText('2 messages').waitFor()
  await page.evaluate(axe.source)
}, 30_000)

afterAll(async () => {
  for (const { client } of clients) client.socket.destroy()
  await pages?.close()
})

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  look.each(views)(
    `axe finds nothing serious in the view %s%s${why}`,
    async (view, query, drawn) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await pages.go(page, `#/${view}${query}`)
      await page.locator(`main ${drawn}`).first().waitFor()
      expect(await page.evaluate<readonly Finding[]>(findings)).toEqual([])
    },
    15_000,
  )
})
