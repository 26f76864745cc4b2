/**
 * Photographs the page for README.md while the conversation of the demo is on its wires:
 * `npm run picture`. Needs Chromium; writes docs/page.png.
 */
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { noBrowser, TestBrowser } from '../packages/parley/src/testing/browser.ts'
import { play, spoken } from './demo/conversation.ts'
import { DemoGateway } from './demo/gateway.ts'

const path = fileURLToPath(new URL('../docs/page.png', import.meta.url))

const WIDTH = 1280
const HEIGHT = 1000

/** The most that a reader of README.md is to load, in bytes. */
const MOST = 200_000

/** The conversation has so many; the second is changed on its way, and is the last that is shown. */
const MESSAGES = 4
const SHOWN = 2

/** Between what is shown and the edge, in pixels. */
const MARGIN = 16

async function photograph(gateway: DemoGateway): Promise<void> {
  const browser = await TestBrowser.open()
  try {
    const page = await browser.page(WIDTH, HEIGHT)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(gateway.page)
    await page.getByText('live ·').waitFor()
    await page.goto(new URL('#/wires?follow=off', gateway.page).href)
    await play({ port: (dialect) => gateway.port(dialect), show: () => {}, pause: async () => {} })
    await page.getByText(`${MESSAGES} messages`).waitFor()
    const last = page.locator(`[data-message="${SHOWN}"]`)
    await last.locator('.forms .loss').waitFor()
    const box = await last.boundingBox()
    const height = box === null ? HEIGHT : Math.ceil(box.y + box.height + MARGIN)
    const clip = { x: 0, y: 0, width: WIDTH, height: Math.min(height, HEIGHT) }
    await page.screenshot({ path, clip, animations: 'disabled' })
  } finally {
    await browser.close()
  }
}

async function main(): Promise<number> {
  if (noBrowser !== undefined) {
    process.stderr.write(`picture: ${noBrowser}: install Chromium to take the picture anew\n`)
    return 1
  }
  const gateway = await DemoGateway.open(spoken, 'on')
  try {
    await photograph(gateway)
  } finally {
    await gateway.close()
  }
  const { size } = statSync(path)
  process.stdout.write(`docs/page.png is written: ${Math.round(size / 1000)} KB\n`)
  if (size <= MOST) return 0
  process.stderr.write(`picture: it has ${size} bytes, at most ${MOST} are wanted\n`)
  return 1
}

process.exitCode = await main()
