/**
 * Lua: the families of framings. Each is a function of the bytes, the place where it begins and what the
 * dialect says of its framing, which gives what stands there and where that ends: `frame`, `blank` and
 * `noise` (what is passed over), `malformed`, or `more` where the end has not come.
 */
export const framings = String.raw`
local NO_BLANK = "[^ \t\r\n\0]"

-- Whether it is UTF-8, but for surrogates and some overlong forms.
local function is_utf8(text)
  if not text:find("[\128-\255]") then return true end
  local rest = text:gsub("[\194-\223][\128-\191]", ""):gsub("[\224-\239][\128-\191][\128-\191]", "")
  return not rest:gsub("[\240-\244][\128-\191][\128-\191][\128-\191]", ""):find("[\128-\255]")
end

-- Where the Telnet command ends that begins there (RFC 854); nil where its end has not come.
local function telnet_end(bytes, at)
  local command = bytes:byte(at + 1)
  if command == nil then return nil end
  if command >= 0xfb and command <= 0xfe then return at + 2 end
  if command ~= 0xfa then return at + 1 end
  local last = at + 2
  while true do
    last = bytes:find("\255", last, true)
    if last == nil or last == #bytes then return nil end
    if bytes:byte(last + 1) == 0xf0 then return last + 1 end
    last = last + 2
  end
end

local function find_telnet_line(bytes, at)
  while true do
    local found = bytes:find("[\r\n\255]", at)
    if found == nil then return "more" end
    local byte = bytes:byte(found)
    if byte == 0x0a then return "frame", found end
    if byte == 0x0d and bytes:byte(found + 1) == 0 then return "frame", found + 1 end
    local last = found
    if byte == 0xff then last = telnet_end(bytes, found) end
    if last == nil then return "more" end
    at = last + 1
  end
end

local framings = {}

function framings.lines(bytes, at, options)
  if options.telnet then return find_telnet_line(bytes, at) end
  local last = bytes:find("\n", at, true)
  if last == nil then return "more" end
  return "frame", last
end

-- Where the string ends whose opening quote is there; nil where its end has not come.
local function string_end(bytes, open)
  local at = open + 1
  while true do
    at = bytes:find('["\\]', at)
    if at == nil then return nil end
    if bytes:byte(at) == 0x22 then return at end
    at = at + 2
  end
end

local function find_object(bytes, at, options)
  local braces, brackets, from = 0, 0, at
  while true do
    local found = bytes:find('["{}%[%]]', from)
    local last = found
    if found and bytes:byte(found) == 0x22 then last = string_end(bytes, found) end
    if (last or #bytes) - at + 1 > options.bytes then return "malformed", #bytes end
    if last == nil then return "more" end
    local byte = bytes:byte(found)
    if byte == 0x7b then
      braces = braces + 1
    elseif byte == 0x7d then
      braces = braces - 1
      if braces == 0 then return "frame", found end
    elseif byte == 0x5b then
      brackets = brackets + 1
    elseif byte == 0x5d and brackets > 0 then
      brackets = brackets - 1
    end
    if braces + brackets > options.depth then return "malformed", #bytes end
    from = last + 1
  end
end

-- What stands there of blanks, and else of what does not begin with the character.
local function passed(bytes, at, character)
  local first = bytes:find(NO_BLANK, at)
  if first == nil then return "blank", #bytes end
  if first > at then return "blank", first - 1 end
  local open = bytes:find(character, at, true)
  if open == at then return nil end
  return "noise", (open or #bytes + 1) - 1
end

function framings.json(bytes, at, options)
  local kind, last = passed(bytes, at, "{")
  if kind then return kind, last end
  return find_object(bytes, at, options)
end

-- How many bytes stand behind an opcode; of "line" a line, of "text" a length of so many bytes and a text.
local opcodes = {
  [0x80] = 1, [0x95] = 8, [0x7d] = 0, [0x28] = 0, [0x64] = 0, [0x73] = 0, [0x75] = 0, [0x94] = 0,
  [0x71] = 1, [0x72] = 4, [0x70] = "line", [0x68] = 1, [0x6a] = 4, [0x67] = "line",
  [0x8c] = { text = 1 }, [0x58] = { text = 4 }, [0x8d] = { text = 8 }, [0x56] = "line",
  [0x4b] = 1, [0x4d] = 2, [0x4a] = 4, [0x49] = "line", [0x4e] = 0, [0x88] = 0, [0x89] = 0,
  [0x2e] = 0,
}

local function little_endian(bytes, at, width)
  local number = 0
  for index = at + width - 1, at, -1 do number = number * 256 + (bytes:byte(index) or 0) end
  return number
end

-- Where the operand begins and ends of the opcode that stands there; nothing where it is not known.
local function operand(bytes, at)
  local takes = opcodes[bytes:byte(at)]
  if takes == nil then return nil end
  if takes == "line" then
    local found = bytes:find("\n", at + 1, true)
    return at + 1, (found or #bytes + 1) - 1, found or #bytes + 1
  end
  if type(takes) == "number" then return at + 1, at + takes, at + takes end
  local begins = at + 1 + takes.text
  if begins - 1 > #bytes then return begins, #bytes + 1, #bytes + 1 end
  local last = begins - 1 + little_endian(bytes, at + 1, takes.text)
  return begins, last, last
end

function framings.pickles(bytes, at)
  local from = at
  while from <= #bytes do
    local first, text_end, last = operand(bytes, from)
    if last == nil then return "malformed", #bytes end
    if last > #bytes then return "more" end
    local is_text = type(opcodes[bytes:byte(from)]) == "table"
    if is_text and not is_utf8(bytes:sub(first, text_end)) then return "malformed", #bytes end
    if bytes:byte(from) == 0x2e then return "frame", from end
    from = last + 1
  end
  return "more"
end

local function trimmed(text)
  return (text:gsub("^%s+", ""):gsub("%s+$", ""))
end

-- Whether a message of fields is whole.
local function is_whole(wanted, values, condition)
  for index, key in ipairs(wanted) do
    local value = values[key]
    local is_left_out = index == #wanted and condition and values[condition]
      and trimmed(values[condition]) ~= "1"
    if value == nil and not is_left_out then return false end
  end
  return true
end

function framings.fields(bytes, at, options, side)
  local from = bytes:find("[^ \t\r\n;]", at)
  if from == nil then return "blank", #bytes end
  if from > at then return "blank", from - 1 end
  local wanted, condition, values = nil, nil, {}
  while true do
    local found = bytes:find(";;", from, true)
    if found == nil then return "more" end
    local colon = bytes:find(": ", from, true)
    if colon == nil or colon + 1 >= found then
      return "malformed", #bytes
    end
    local key, value = bytes:sub(from, colon - 1), bytes:sub(colon + 2, found - 1)
    local last = found + 1
    if key == "TYPE" then
      if wanted then return "frame", from - 1, "a message without all of its fields" end
      wanted, condition = options[side][trimmed(value)], options.lastIf[trimmed(value)]
      if side == "client" then condition = nil end
      if wanted == nil then return "frame", last, "an unknown type" end
    elseif wanted == nil then
      return "noise", last
    elseif values[key] == nil then
      values[key] = value
      if is_whole(wanted, values, condition) then return "frame", last end
    end
    from = bytes:find("[^ \t\r\n;]", last + 1)
    if from == nil then return "more" end
  end
end

function framings.length(bytes, at, options)
  if #bytes - at + 1 < options.prefix then return "more" end
  local length = 0
  for index = at, at + options.prefix - 1 do length = length * 256 + bytes:byte(index) end
  local last = at + options.prefix - 1 + length
  if last > #bytes then return "more" end
  return "frame", last
end

function framings.netstrings(bytes, at)
  local digits = bytes:match("^%d+", at) or ""
  local behind = at + #digits
  if digits:find("^0.") or #digits > 15 then return "malformed", #bytes end
  if behind > #bytes then return "more" end
  if digits == "" or bytes:byte(behind) ~= 0x3a then return "malformed", #bytes end
  local last = behind + tonumber(digits) + 1
  if last > #bytes then return "more" end
  if bytes:byte(last) ~= 0x2c then return "malformed", #bytes end
  return "frame", last
end

-- Whether a frame may begin there, behind what stands before it.
local boundaries = {
  lines = "\n$",
  json = "}[ \t\r\n\0]*$",
  pickles = "%.$",
  fields = ";;[ \t\r\n;]*$",
}
`
