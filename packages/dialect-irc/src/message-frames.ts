/** One message as the lines that its readers get (4.1, 7). */
import type { DirectMessage, Form, PublicMessage } from '@parley/contract'
import type { Capability } from './capability-list.ts'
import { maskOf } from './names.ts'
import type { Options } from './options.ts'
import { channelOf } from './rooms.ts'
import { fromUser, lineOf, messageStart } from './serializer.ts'
import { tagged, timeTag } from './tags.ts'
import { ACTION, paragraphs, textLines } from './text.ts'

/** A message as it is written. */
export interface Told {
  readonly id: number
  readonly time: number
  readonly from: string
  readonly target: string
  readonly text: string
  readonly form: Form | undefined
}

export function publicMessage(message: PublicMessage): Told {
  const { id, time, from, text, form } = message
  return { id, time, from, target: channelOf(message), text, form }
}

export function directMessage({ id, time, from, to, text, form }: DirectMessage): Told {
  return { id, time, from, target: to, text, form }
}

/** How a client wants messages written, by its capabilities. */
export interface MessageForm {
  readonly hasTime: boolean
  readonly hasId: boolean
  readonly isMultiline: boolean
}

/** What a client without capabilities gets. */
export const plainForm: MessageForm = { hasTime: false, hasId: false, isMultiline: false }

export function formOf(caps: ReadonlySet<Capability>): MessageForm {
  return {
    hasTime: caps.has('server-time'),
    hasId: caps.has('message-tags'),
    isMultiline: caps.has('draft/multiline') && caps.has('batch'),
  }
}

/** A line without its end, and its tags. */
export interface TaggedLine {
  readonly tags: readonly string[]
  readonly text: string
}

/** The frames of one message, made once for all who read it in the same form. */
export class MessageFrames {
  readonly #told: Told
  readonly #options: Options
  readonly #made: (readonly string[] | undefined)[] = []

  constructor(told: Told, options: Options) {
    this.#told = told
    this.#options = options
  }

  for(form: MessageForm): readonly string[] {
    const { hasTime, hasId, isMultiline } = form
    const key = (hasTime ? 1 : 0) + (hasId ? 2 : 0) + (isMultiline ? 4 : 0)
    const made = this.#made[key] ?? this.#make(form)
    this.#made[key] = made
    return made
  }

  #make(form: MessageForm): readonly string[] {
    const { maxLine } = this.#options
    const lines = messageLines(this.#told, this.#options, form)
    return lines.map(({ tags, text }) => tagged(tags, lineOf(text, maxLine)))
  }
}

/** `batch`: the batch that all of it stands in. */
export function messageLines(
  { id, time, from, target, text, form }: Told,
  { maxLine, strict }: Options,
  { hasTime, hasId, isMultiline }: MessageForm,
  batch?: string,
): readonly TaggedLine[] {
  const [before, end] = form === 'action' ? [ACTION.start, ACTION.end] : ['', '']
  const start = messageStart(from, form === 'notice' ? 'NOTICE' : 'PRIVMSG', target) + before
  const most = maxLine - end.length
  const usual = [
    ...(batch === undefined ? [] : [`batch=${batch}`]),
    ...(hasTime ? [timeTag(time)] : []),
  ]
  const tags = hasId ? [...usual, `msgid=${id}`] : usual
  const lines = textLines(text, start, most, strict)
  if (!isMultiline || lines.length === 1 || form === 'action') {
    return lines.map((one, index) => {
      return { tags: index === 0 ? tags : usual, text: start + one + end }
    })
  }
  const inner = `m${id}`
  const mask = maskOf(from)
  return [
    { tags, text: fromUser(mask, 'BATCH', [`+${inner}`, 'draft/multiline', target]) },
    ...piecesOf(text, start, most, strict).map(({ piece, goesOn }) => {
      const concat = goesOn ? ['draft/multiline-concat'] : []
      return { tags: [`batch=${inner}`, ...concat], text: start + piece }
    }),
    { tags: [], text: fromUser(mask, 'BATCH', [`-${inner}`]) },
  ]
}

interface Piece {
  readonly piece: string
  /** Whether it goes on where the one before it ends. */
  readonly goesOn: boolean
}

/** The lines of a batch: those of the text, in pieces where one is too long. */
function piecesOf(text: string, start: string, maxLine: number, strict: boolean): readonly Piece[] {
  return paragraphs(text, strict).flatMap((paragraph) => {
    if (paragraph === '') return [{ piece: '', goesOn: false }]
    const pieces = textLines(paragraph, start, maxLine, strict)
    return pieces.map((piece, index) => ({ piece, goesOn: index > 0 }))
  })
}
