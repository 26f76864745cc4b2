import type { Dissector } from '@parley/contract'

const words = [
  ...['CAP', 'PASS', 'NICK', 'USER', 'AUTHENTICATE', 'JOIN', 'PART', 'PRIVMSG', 'NOTICE', 'NAMES'],
  ...['LIST', 'TOPIC', 'MODE', 'KICK', 'INVITE', 'WHO', 'WHOIS', 'AWAY', 'PING', 'PONG', 'QUIT'],
]

/** A line of either side: tags, who says it, a command, its parameters, as in annotate.ts. */
export const dissector: Dissector = {
  framing: { family: 'lines' },
  begins: {
    client: [...words.flatMap((word) => [`${word} `, `${word}\r?\n`]), '@%S+ %u+ '],
    server: [':%S+ %d%d%d ', ':%S+ %u+', '@%S+ :%S+ %u+', 'PING :', 'ERROR :', 'AUTHENTICATE %+'],
  },
  lua: `
local roles = {
  NICK = { "name" }, USER = { "name", "", "", "text" }, PASS = { "password" },
  AUTHENTICATE = { "password" }, OPER = { "name", "password" },
  PRIVMSG = { "recipient", "text" }, NOTICE = { "recipient", "text" },
  JOIN = { "name", "password" }, PART = { "name", "text" }, QUIT = { "text" },
  KICK = { "name", "name", "text" }, TOPIC = { "name", "text" }, AWAY = { "text" },
  INVITE = { "name", "name" }, WHOIS = { "name" }, WHOWAS = { "name" }, WHO = { "name" },
  NAMES = { "name" }, ISON = { "name" }, USERHOST = { "name" },
  MODE = { "name", "", "name" }, SILENCE = { "name" },
  ["353"] = { "name", "", "name", "name" },
}
local last = line_end(frame)
local at = 1

-- Where the word ends that begins there.
local function word_end(from)
  local blank = frame:find(" ", from, true)
  return (blank == nil or blank > last) and last or blank - 1
end

local function skip(from)
  while from <= last and frame:sub(from, from) == " " do from = from + 1 end
  return from
end

if frame:sub(1, 1) == "@" then at = word_end(1) + 1 end
at = skip(at)
if frame:sub(at, at) == ":" and at <= last then
  local stop = word_end(at)
  put("sender", at + 1, stop)
  at = skip(stop + 1)
end
local stop = at <= last and word_end(at) or last
local verb = frame:sub(at, stop):upper()
put("verb", at, stop)
local is_numeric = verb:find("^%d%d%d$") ~= nil
if is_numeric then put("status", at, stop) end
local of_numeric = verb < "006" and { "name", "" } or { "name" }
local expected = roles[verb] or (is_numeric and of_numeric or { "" })
at = skip(stop + 1)
local index = 1
while at <= last do
  local role = expected[math.min(index, #expected)]
  local is_last = frame:sub(at, at) == ":"
  if is_last and is_numeric and verb ~= "353" then role = "text" end
  stop = is_last and last or word_end(at)
  local from = is_last and at + 1 or at
  if role ~= "" and from <= stop then put(role, from, stop) end
  at = skip(stop + 1)
  index = index + 1
end
`,
}
