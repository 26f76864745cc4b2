/** In milliseconds: what was not read of it waits for the next one. */
const PERIOD = 1000

/**
 * Has no more than so many bytes of a stream be read in a second: a program that prints without end waits,
 * and the time of whoever reads is left to others. `rate` undefined: all is read that comes.
 */
export function slowed(stream: NodeJS.ReadableStream, rate: number | undefined): void {
  if (rate === undefined) return
  let count = 0
  let begun = performance.now()
  stream.on('data', (chunk: Uint8Array | string) => {
    const now = performance.now()
    if (now - begun >= PERIOD) {
      begun = now
      count = 0
    }
    count += chunk.length
    if (count < rate) return
    stream.pause()
    setTimeout(() => stream.resume(), PERIOD * Math.ceil(count / rate)).unref()
    count = 0
  })
}
