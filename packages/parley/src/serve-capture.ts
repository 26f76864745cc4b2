import type { Gateway, Log } from '@parley/server'
import { UsageError } from './errors.ts'
import type { ServeRecording } from './serve-recording.ts'
import type { Configuration } from './settings.ts'
import { fileTrouble } from './text-file.ts'
import { ownVersion } from './version.ts'

/**
 * Captures everything from now on for Wireshark, if the settings say so. Where the capture cannot be
 * written any more, it ends with a line in the log, and the gateway goes on.
 */
export async function openCapture(
  gateway: Gateway,
  { settings, naming }: Configuration,
  log: Log,
): Promise<ServeRecording | undefined> {
  const { pcap, recordSecrets: keepSecrets = false } = settings
  if (pcap === undefined) return undefined
  const [{ captureOutput }, { GatewayCapture }] = await Promise.all([
    import('./capture-output.ts'),
    import('@parley/recording'),
  ])
  let capture: InstanceType<typeof GatewayCapture> | undefined
  const failed = (error: unknown) => {
    log('error', `the capture has ended: ${fileTrouble(error)}`)
    capture?.stop()
  }
  try {
    const output = captureOutput(pcap, failed)
    const application = `Parley ${ownVersion()}`
    capture = new GatewayCapture(gateway, output, { application, keepSecrets, failed })
    const passwords = keepSecrets ? 'with passwords' : 'without passwords'
    log('info', `every connection is captured in ${output.name}, ${passwords}`)
    return {
      close: () => {
        capture?.stop()
        output.close()
      },
    }
  } catch (error) {
    const source = naming(['pcap'])
    if (error instanceof UsageError) throw new UsageError(`${source}: ${error.message}`)
    throw new UsageError(`${source}: cannot write ${pcap}: ${fileTrouble(error)}`)
  }
}
