import type { Flaw, Judge } from '@parley/contract'
import type { Reply } from '../../frames.ts'

/** Each of these bodies is answered in this way. */
export const answersAll = (
  type: string,
  bodies: readonly string[],
  [answer, text]: readonly [type: string, body: string],
) =>
  bodies.flatMap((body) => [
    `ann> {'type': '${type}', 'body': '${body}'}` as const,
    `ann< {'type': '${answer}', 'body': '${text}'}` as const,
  ])

/** A body without the news below it (4.2), which only some servers send. */
export function ownBody(body: string): string {
  return body.replace(/(^|\n)\[(?:#[^ ]+, )?from [^ ]+\] [\s\S]*$/, '')
}

/** Expects a reply of this type with this body. */
export function reply(type: string, body: string | RegExp): Judge<Reply> {
  return ({ frame }) => flawOf(frame, type, body)
}

function flawOf(frame: Reply, type: string, body: string | RegExp): Flaw | undefined {
  if (frame.kind === 'nonsense') return { why: 'it is no dictionary with a type and a body' }
  if (frame.type !== type) return { why: `the type is ${quoted(frame.type)}` }
  const came = ownBody(frame.body)
  const isRight = typeof body === 'string' ? came === body : body.test(came)
  return isRight ? undefined : { why: `the body is ${quoted(came)}` }
}

export function quoted(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text)
}

/** For a report. */
export function shown(type: string, body: string | RegExp): string {
  const words = typeof body === 'string' ? quoted(body) : `like ${body.source}`
  return `a reply with type ${quoted(type)} and body ${words}`
}

/** The two values of a dictionary as a step has it: `{'type': 'MSG', 'body': 'hello'}`. */
export function valuesIn(step: string): readonly [type: string, body: string] {
  const [, type = '', body = ''] = /^\{'type': '(.*?)', 'body': '([\s\S]*)'\}$/.exec(step) ?? []
  return [type, body]
}
