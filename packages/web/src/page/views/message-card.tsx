import { fromBase64, visible } from '../model/bytes.ts'
import type { Message, Peer } from '../model/feed-state.ts'
import { answersTo, bytesIn, recipientsOf } from '../model/forms.ts'
import { errorInWords } from '../model/reasons.ts'
import type { Frame } from '../model/stream.ts'
import { clockTime, counted, thousands } from '../model/words.ts'
import { Changes, Escaped } from '../parts/changes.tsx'
import { CheckMark } from '../parts/check-switch.tsx'
import { type FrameLook, FrameView } from '../parts/frame-view.tsx'
import { Tag, UserText } from '../parts/tag.tsx'
import { type ReadForm, readingOf } from '../reading.ts'

interface CardProps {
  readonly message: Message
  readonly look: FrameLook
  /** Of a recording it is not known whether a frame without a message was refused. */
  readonly isRecorded: boolean
  readonly isSelected: boolean
  readonly onSelect: () => void
}

/** One message on all its wires: what its sender wrote, and every form in which others got it. */
export function MessageCard({ message, look, isRecorded, isSelected, onSelect }: CardProps) {
  const { said, forms, escaped } = readingOf(message)
  return (
    <article
      class={message.isRefused && !isRecorded ? 'message refused' : 'message'}
      aria-label={nameOf(message, isRecorded)}
      data-message={message.id}
    >
      <header>
        <Who peer={message.from} />
        <Audience message={message} isToAll={said?.audience === 'everyone'} />
        <label class="select">
          <input
            type="checkbox"
            aria-label={`${nameOf(message, isRecorded)} in the diagram`}
            checked={isSelected}
            onChange={onSelect}
          />
          <span>in the diagram</span>
        </label>
        <time dateTime={new Date(message.time).toISOString()}>{clockTime(message.time)}</time>
        {message.isRefused ? (
          <span class="number">no message</span>
        ) : (
          <span
            class="number"
            title="The gateway numbers all messages, also those of its own checks"
          >
            message {thousands(message.id)}
          </span>
        )}
      </header>
      <div class="wires">
        <Sender message={message} look={look} escaped={escaped} />
        <div class="arrow" aria-hidden="true" />
        <div class="forms">
          {forms.map((form) => (
            <FormView key={keyOf(form)} read={form} look={look} />
          ))}
          {forms.length === 0 && <p class="wire note">{withoutForms(message, isRecorded)}</p>}
        </div>
      </div>
    </article>
  )
}

function nameOf({ id, isRefused, time }: Message, isRecorded: boolean): string {
  if (isRefused && isRecorded) return `Said at ${clockTime(time)}`
  return isRefused ? `Refused at ${clockTime(time)}` : `Message ${id}`
}

/** Why nobody but its sender has got anything. */
function withoutForms({ error, isRefused }: Message, isRecorded: boolean): string {
  if (isRefused && isRecorded) return 'it is not recorded what the server made of it'
  if (error !== undefined) return `refused: ${errorInWords(error)}`
  if (isRefused) return 'answered at once: the gateway was asked for nothing'
  return 'nobody else has got it yet'
}

function keyOf({ form }: ReadForm): string {
  return `${form.dialect} ${form.recipients[0]?.connection}`
}

function Who({ peer }: { readonly peer: Peer | undefined }) {
  if (peer === undefined) return <span class="aside">from earlier</span>
  return (
    <span class="who-said">
      <b>
        <UserText text={peer.name ?? `connection ${peer.connection}`} />
      </b>
      <Tag dialect={peer.dialect} />
      <CheckMark check={peer.check} />
    </span>
  )
}

function Audience({ message, isToAll }: { readonly message: Message; readonly isToAll: boolean }) {
  const names = recipientsOf(message).map(
    ({ peer }) => peer.name ?? `connection ${peer.connection}`,
  )
  const [first] = names
  if (isToAll || names.length > 1) return <span class="audience">to everyone</span>
  if (first === undefined) return null
  return (
    <span class="audience">
      to{' '}
      <b>
        <UserText text={first} />
      </b>
    </span>
  )
}

function Sender(props: {
  readonly message: Message
  readonly look: FrameLook
  readonly escaped: boolean
}) {
  const { message, look, escaped } = props
  const { from, said } = message
  const answers = answersTo(message)
  if (from === undefined) {
    return <p class="wire note">It was sent before this page looked.</p>
  }
  const pieces = said.reduce((sum, { cuts, joined }) => sum + cuts.length + (joined ? 0 : 1), 0)
  return (
    <div class="wire sender" data-connection={from.connection}>
      <p class="cap">
        <Tag dialect={from.dialect} />
        <span>
          <UserText text={from.name ?? ''} /> (connection {from.connection}) wrote{' '}
          {counted(bytesIn(said), 'byte')}
          {said.length > 1 && `, ${said.length} frames`}
        </span>
      </p>
      <Frames frames={said} look={look} />
      {escaped && <Escaped />}
      <p class="note">{arrivalWords(said, pieces)}</p>
      {answers.length > 0 && (
        <div class="answers">
          <p class="cap">and was answered</p>
          <Frames frames={answers} look={look} />
        </div>
      )}
    </div>
  )
}

/** A read is not a message: how the reads and the frames of one went together. */
function arrivalWords(said: readonly Frame[], pieces: number): string {
  if (said[0]?.joined === true)
    return 'a read is not a message: it began in the read of the one before'
  if (said.length === 1 && pieces > 1) return `a read is not a message: this one came in ${pieces}`
  if (said.length > 1 && pieces === 1)
    return `a read is not a message: ${said.length} frames came in one`
  return ''
}

function FormView({ read, look }: { readonly read: ReadForm; readonly look: FrameLook }) {
  const { form, segments, notes, escaped } = read
  return (
    <div
      class="wire"
      data-connections={form.recipients.map(({ connection }) => connection).join(' ')}
    >
      <p class="cap">
        <Tag dialect={form.dialect} />
        <span>
          <Names peers={form.recipients} /> got {counted(bytesIn(form.frames), 'byte')}
          {form.frames.length > 1 && ` in ${form.frames.length} frames`}
        </span>
      </p>
      <Frames frames={form.frames} look={look} changed={notes.length > 0} />
      {notes.length > 0 && <Changes segments={segments} notes={notes} />}
      {escaped && <Escaped />}
    </div>
  )
}

/** So many names stand with one form. */
const MOST_NAMES = 6

function Names({ peers }: { readonly peers: readonly Peer[] }) {
  const shown = peers.slice(0, MOST_NAMES)
  const more = peers.length - shown.length
  return (
    <>
      {shown.map(({ connection, name }, index) => (
        <span key={connection} title={`connection ${connection}`}>
          {index > 0 && ', '}
          <UserText text={name ?? `connection ${connection}`} />
        </span>
      ))}
      {more > 0 && ` and ${counted(more, 'other')}`}
    </>
  )
}

function Frames(props: {
  readonly frames: readonly Frame[]
  readonly look: FrameLook
  readonly changed?: boolean
}) {
  return (
    <div class="frames">
      {props.frames.map((frame, index) => (
        <FrameView
          key={index}
          bytes={fromBase64(frame.bytes)}
          parts={frame.parts}
          cuts={frame.cuts}
          joined={frame.joined}
          look={props.look}
          changed={props.changed === true}
        />
      ))}
    </div>
  )
}

/** A message as one line, for a diagram. */
export function lineOf(frames: readonly Frame[]): string {
  return frames.map(({ bytes }) => visible(fromBase64(bytes))).join(' ')
}
