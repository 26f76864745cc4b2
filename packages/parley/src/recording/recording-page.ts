import { formatAddress } from '@parley/contract'
import type { Dialects, RecordingReader } from '@parley/recording'
import { pageFolder, WebServer } from '@parley/web'
import { listenTrouble, type Place } from '../address.ts'
import { messageOf, UsageError } from '../errors.ts'
import { onInterrupt } from '../interrupts.ts'
import { ownVersion } from '../version.ts'
import { PlayedGateway } from './played-gateway.ts'

/** A page that was closed may be opened again: what was played is kept. In milliseconds. */
const LINGER = 2_147_483_647

/** Shows a recording on a page; its address is said on stdout. Ends with a signal. */
export async function openRecordingPage(
  open: () => Promise<RecordingReader>,
  dialects: Dialects,
  { host, port }: Required<Place>,
): Promise<void> {
  const failed = (error: unknown) => process.stderr.write(`parley: ${messageOf(error)}\n`)
  const gateway = new PlayedGateway(await open(), dialects, failed)
  const settings = { host, port, page: pageFolder, version: ownVersion(), linger: LINGER }
  const web = await WebServer.open(gateway, settings).catch((error: unknown) => {
    const place = formatAddress(host, port)
    throw new UsageError(`cannot listen for the page on ${place}: ${listenTrouble(error)}`)
  })
  process.stdout.write(`listening web ${web.url}\nready\n`)
  await new Promise<void>((resolve) => {
    onInterrupt(async () => {
      await web.close()
      resolve()
    })
  })
}
