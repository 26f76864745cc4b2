import type { Stage, Wire } from '@parley/contract'

/**
 * The most bytes that are sent to a client that reads nothing. The system keeps a part of them by
 * itself: Linux kept up to 4.5 MB in what was measured.
 */
const MOST_BYTES = 6 * 1024 * 1024

/** The longest that they are sent, in milliseconds. */
const MOST_TIME = 3000

/** So often an answer is waited for that has not come: a server may be busy, or give up by itself. */
const WAITS = 4

/** Before each of them, in milliseconds. */
const BEFORE_WAIT = 500

/** What is done beside a client that reads nothing. */
export interface BesideBlockedReader {
  /**
   * Has the server send something more to that client, a small part at a time; gives how many bytes.
   * Where somebody is answered for it, that is waited for, so that a slow server is not given more than
   * it can work off.
   */
  fill(): Promise<number>
  /** Others say something. */
  say(): Promise<void>
  /** It is answered, or it arrives. */
  arrives(): Promise<unknown>
  /** The client asks something, once it has begun to read again. */
  returns(): Promise<void>
}

/**
 * Fails the check if others are served again only when a client has begun to read again. A server may
 * keep what the client does not read, stop reading who sends it, or close it: the others wait for nothing.
 */
export async function serveOthers(
  stage: Stage<unknown>,
  reader: Wire<unknown>,
  { fill, say, arrives, returns }: BesideBlockedReader,
): Promise<void> {
  await say()
  await arrives()
  reader.pause()
  const isServed = await fillUp(stage, { fill, say, arrives }).finally(() => reader.passOver())
  if (isServed) return
  await returns()
  if (await isTrue(arrives)) {
    stage.fail('others were served only when a client that had read nothing began to read again')
  }
  stage.skip('the server did not serve others again when the client that had read nothing read')
}

async function fillUp(
  stage: Stage<unknown>,
  { fill, say, arrives }: Omit<BesideBlockedReader, 'returns'>,
): Promise<boolean> {
  const deadline = performance.now() + MOST_TIME
  for (let sent = 0; sent < MOST_BYTES && performance.now() < deadline; ) {
    const size = await fill().catch(() => undefined)
    await say()
    let isServed = await isTrue(arrives)
    for (let wait = 0; !isServed && wait < WAITS; wait += 1) {
      await stage.pass(BEFORE_WAIT)
      isServed = await isTrue(arrives)
    }
    if (!isServed || size === undefined) return isServed
    sent += size
  }
  return true
}

function isTrue(arrives: () => Promise<unknown>): Promise<boolean> {
  return arrives().then(
    () => true,
    () => false,
  )
}
