/** `2026-11-20 22:55:14`, local time. */
export function stamp(time: number): string {
  const at = new Date(time)
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(padded).join('-')
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(padded).join(':')}`
}

function padded(number: number): string {
  return String(number).padStart(2, '0')
}
