const MOST_SHOWN = 2000

const names: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
}

/** Bytes as a person can read them: `<< HELLO bob\n`. */
export function showRaw(direction: 'in' | 'out', bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, MOST_SHOWN)).toString('latin1')
  const shown = text.replace(/[^ -[\]-~]/g, (unit) => {
    return names[unit] ?? `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
  const more = bytes.length > MOST_SHOWN ? ` … ${bytes.length} bytes` : ''
  return `${direction === 'in' ? '<<' : '>>'} ${shown}${more}`
}
