import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of an archive, as bad as a test wants it. */
export interface ZipEntry {
  readonly name: string
  readonly bytes?: Uint8Array
  /** What Unix keeps of a file: its kind and its rights. */
  readonly mode?: number
  /** The size that is declared, where that is another one. */
  readonly declared?: number
  readonly isEncrypted?: boolean
}

/** A zip archive of these entries, to the byte as APPNOTE.TXT has it, names in UTF-8. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { name, bytes = Buffer.alloc(0), mode = 0o100_644, isEncrypted = false } = entry
    const packed = deflateRawSync(bytes)
    const nameBytes = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800 | (isEncrypted ? 1 : 0), 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(entry.declared ?? bytes.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, nameBytes, packed])
    const central = Buffer.alloc(14)
    central.writeUInt32LE(mode * 0x1_0000, 6)
    central.writeUInt32LE(offset, 10)
    const madeBy = Buffer.from([20, 3])
    centrals.push(Buffer.from('PK\u0001\u0002'), madeBy, common, central, nameBytes)
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end])
}
