import type { Page } from 'playwright-core'
import { noBrowser } from './testing/browser.ts'
import { PageProgram } from './testing/page-program.ts'
import { PlayedFeed, saidTo } from './testing/played-feed.ts'

const look = noBrowser === undefined ? test : test.skip
const title = (text: string) => (noBrowser === undefined ? text : `${text} (${noBrowser})`)

let pages: PageProgram

beforeAll(async () => {
  if (noBrowser === undefined) pages = await PageProgram.open(['vu'])
}, 20_000)

afterAll(async () => {
  await pages?.close()
})

afterEach(() => {
  expect(pages?.browser.complaints ?? []).toEqual([])
})

/** What somebody reads: the first message within the view, where it stands, and how many there are. */
interface Seen {
  readonly message: string | undefined
  readonly at: number | undefined
  readonly top: number
  readonly rows: number
}

/** After the browser has drawn what was to be drawn. */
const seen = `new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(look())))
  function look() {
  const scroller = document.querySelector('.scroller')
  const { top } = scroller.getBoundingClientRect()
  const rows = [...document.querySelectorAll('.row')]
  const first = rows.find((row) => row.getBoundingClientRect().bottom > top)
  return {
    message: first?.querySelector('.message').dataset.message,
    at: first?.getBoundingClientRect().top,
    top: scroller.scrollTop,
    rows: rows.length,
  }
  }
})`

look(
  title(
    'of 100,000 messages few are in the document, and what is read does not move, nor is it lost',
  ),
  async () => {
    const page = await pages.browser.page()
    const feed = await PlayedFeed.open(page, pages.url)
    await feed.enter(1, 'one')
    await feed.enter(2, 'two')
    await feed.many(1, 1000)
    await pages.go(page, '#/wires?follow=off')
    const list = page.locator('.scroller')
    await list.waitFor()
    await page.evaluate(
      `document.querySelector('.scroller').scrollTop = document.querySelector('.rows').clientHeight / 2`,
    )
    const before = await settled(page)
    await feed.many(1001, 100_000)
    await page.getByText('100,000 messages').waitFor()
    const after = await settled(page)
    expect(after).toEqual(before)
    expect(after.rows).toBeGreaterThan(0)
    expect(after.rows).toBeLessThan(500)
    await pages.go(page, '#/lab')
    await page.locator('.lab').waitFor()
    await page.goBack()
    await list.waitFor()
    const back = await settled(page)
    expect(back.message).toBe(after.message)
    expect(Math.abs((back.at ?? 0) - (after.at ?? 0))).toBeLessThan(1)
    await list.focus()
    await page.keyboard.press('End')
    await page.locator('[data-message="100000"]').waitFor()
    expect((await settled(page)).rows).toBeLessThan(500)
    await page.close()
  },
  30_000,
)

/** What is seen once it is the same twice in a row, and there is a message. */
async function settled(page: Page): Promise<Seen> {
  let last = await page.evaluate<Seen>(seen)
  for (;;) {
    const next = await page.evaluate<Seen>(seen)
    const isSame = JSON.stringify(next) === JSON.stringify(last)
    if (isSame && next.message !== undefined) return next
    last = next
  }
}

const hostile = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(2)</script>',
  'javascript:alert(3)',
  '\u202eturned round\u2066',
  'x'.repeat(3000),
  '{{constructor}}&lt;b&gt;&#60;',
]

const state = `({
  injected: document.querySelectorAll('img, script:not([src]), iframe').length,
  overflow: document.documentElement.scrollWidth - innerWidth,
})`

look(
  title('of hostile names and texts nothing runs, and nothing breaks the layout'),
  async () => {
    const page = await pages.browser.page(320)
    const feed = await PlayedFeed.open(page, pages.url)
    for (const [index, name] of hostile.entries()) {
      for (const connection of [1, 2, 10 + index]) await feed.enter(connection, name)
      await feed.play(
        { kind: 'named', name, connection: 1 },
        ...saidTo(index + 1, name),
        { kind: 'command', name, message: index + 1, ok: false, error: name, connection: 1 },
        { kind: 'closed', reason: name, connection: 10 + index },
      )
    }
    for (const hash of ['#/room', '#/wires?follow=off&select=1.2.3.4.5.6', '#/wires?look=hex']) {
      await pages.go(page, hash)
      await page
        .locator(hash.startsWith('#/room') ? '.people' : '.message')
        .first()
        .waitFor()
      expect([hash, await page.evaluate(state)]).toEqual([hash, { injected: 0, overflow: 0 }])
    }
    await page.close()
  },
  30_000,
)
