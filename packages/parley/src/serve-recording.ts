import type { ServerDialect } from '@parley/contract'
import type { Gateway, Log } from '@parley/server'
import { UsageError } from './errors.ts'
import { listenerOptions } from './listener-options.ts'
import type { Configuration } from './settings.ts'
import { fileTrouble } from './text-file.ts'

/** A recording that is written while a gateway runs. */
export interface ServeRecording {
  /** Writes what is left, and closes the file. */
  close(): void
}

/**
 * Records everything from now on, if the settings say so. Where the file cannot be written any more, the
 * recording ends with a line in the log, and the gateway goes on.
 */
export async function openRecording(
  gateway: Gateway,
  dialects: readonly ServerDialect[],
  configuration: Configuration,
  log: Log,
): Promise<ServeRecording | undefined> {
  const { settings, naming } = configuration
  const { record, pcap, recordSecrets: keepSecrets = false } = settings
  if (record === undefined) {
    if (!keepSecrets || pcap !== undefined) return undefined
    throw new UsageError(
      `${naming(['recordSecrets'])}: nothing is recorded without --record or --pcap`,
    )
  }
  const { GatewayRecorder, RecordingFile } = await import('@parley/recording')
  const options = dialects.map((one) => [
    one.name,
    { options: listenerOptions(one, configuration).options },
  ])
  try {
    const file = RecordingFile.create(record)
    const failed = (error: unknown) => {
      log('error', `the recording has ended: cannot write ${file.path}: ${fileTrouble(error)}`)
    }
    const recording = { keepSecrets, failed }
    const recorder = new GatewayRecorder(gateway, file, Object.fromEntries(options), recording)
    const passwords = keepSecrets ? 'with passwords' : 'without passwords'
    log(
      'info',
      `everything that goes over every connection is recorded in ${file.path}, ${passwords}`,
    )
    return {
      close: () => {
        recorder.stop()
        file.close()
      },
    }
  } catch (error) {
    throw new UsageError(`${naming(['record'])}: cannot write ${record}: ${fileTrouble(error)}`)
  }
}
