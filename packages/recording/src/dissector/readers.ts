/** Lua: what the dialects' own Lua uses to read a frame. */
export const readers = String.raw`
-- The last byte before the line end that a frame ends with.
local function line_end(frame)
  return #frame - #frame:match("\r?\n?$")
end

local function code_point(code)
  if code < 0x80 then return string.char(code) end
  local tail = {}
  local first, mark = 0x40, 0x80
  repeat
    table.insert(tail, 1, string.char(0x80 + code % 0x40))
    code = math.floor(code / 0x40)
    first, mark = math.floor(first / 2), math.floor(mark / 2) + 0x80
  until code < first
  return string.char(mark + code) .. table.concat(tail)
end

local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

-- What stands between the quotes of a JSON string.
local function unescaped(raw)
  if not raw:find("\\", 1, true) then return raw end
  local text = raw:gsub("\\u([dD][89abAB]%x%x)\\u([dD][c-fC-F]%x%x)", function(high, low)
    local pair = (tonumber(high, 16) - 0xd800) * 0x400 + tonumber(low, 16) - 0xdc00 + 0x10000
    return code_point(pair)
  end)
  text = text:gsub("\\u(%x%x%x%x)", function(code)
    return code == "0000" and "\239\191\189" or code_point(tonumber(code, 16))
  end)
  return (text:gsub("\\(.)", function(escape) return escapes[escape] or escape end))
end

-- Where a value ends that is no string.
local function value_end(frame, from)
  local depth, at = 0, from
  while at <= #frame do
    local one = frame:sub(at, at)
    if one == '"' then
      at = string_end(frame, at) or #frame
    elseif one == "{" or one == "[" then
      depth = depth + 1
    elseif depth == 0 and (one == "," or one == "}") then
      return at - 1
    elseif one == "}" or one == "]" then
      depth = depth - 1
    end
    at = at + 1
  end
  return #frame
end

-- The members of an object in order, each with its key, text, and the first and last byte of its value
-- without quotes; and whether it could be read to its end. The texts are also found by key in lower case.
local function json_members(frame)
  local members, texts = {}, {}
  local at = (frame:find("{", 1, true) or #frame) + 1
  while true do
    at = frame:find("[^ \t\r\n\0,]", at)
    if at == nil or frame:sub(at, at) == "}" then return members, texts, true end
    if frame:sub(at, at) ~= '"' then return members, texts, false, at end
    local close = string_end(frame, at)
    if close == nil then return members, texts, true end
    local key = unescaped(frame:sub(at + 1, close - 1))
    at = frame:find(NO_BLANK, close + 1)
    if at == nil then return members, texts, true end
    if frame:sub(at, at) ~= ":" then return members, texts, false, at end
    local from = frame:find(NO_BLANK, at + 1)
    if from == nil then return members, texts, true end
    local member = { key = key }
    if frame:sub(from, from) == '"' then
      local last = string_end(frame, from) or #frame + 1
      member.from, member.to, at = from + 1, last - 1, last + 1
      member.text = unescaped(frame:sub(member.from, member.to))
    else
      member.from, member.to = from, value_end(frame, from)
      member.text, at = frame:sub(member.from, member.to), member.to + 1
    end
    members[#members + 1] = member
    texts[key:lower()] = member.text
  end
end

-- Opcodes that are no value, that remember the value on top, and that recall one.
local no_values = { [0x80] = true, [0x95] = true, [0x7d] = true, [0x28] = true, [0x64] = true,
  [0x73] = true, [0x75] = true }
local remembers = { [0x94] = true, [0x70] = true, [0x71] = true, [0x72] = true }
local constants = { [0x4e] = "None", [0x88] = "True", [0x89] = "False" }
local numbers = { [0x4b] = 1, [0x4d] = 2, [0x4a] = 4 }

local function recalled(frame, at, first, last)
  local opcode = frame:byte(at)
  if opcode == 0x68 then return little_endian(frame, first, 1) end
  if opcode == 0x6a then return little_endian(frame, first, 4) end
  if opcode == 0x67 then return tonumber(frame:sub(first, last)) or -1 end
  return nil
end

-- The values of a pickled dictionary with their keys, and the texts by key.
local function pickle_members(frame)
  local values, memo, at = {}, {}, 1
  while at <= #frame and frame:byte(at) ~= 0x2e do
    local opcode = frame:byte(at)
    local first, last, whole = operand(frame, at)
    if first == nil then break end
    local index = recalled(frame, at, first, last)
    if index then
      values[#values + 1] = memo[index] or { from = first, to = first - 1, text = "" }
    elseif remembers[opcode] then
      memo.count = (memo.count or 0)
      memo[memo.count] = values[#values]
      memo.count = memo.count + 1
    elseif not no_values[opcode] then
      local text = constants[opcode] or frame:sub(first, last)
      if numbers[opcode] then text = tostring(little_endian(frame, first, numbers[opcode])) end
      values[#values + 1] = { from = first, to = last, text = text }
    end
    at = whole + 1
  end
  local members, texts = {}, {}
  for index = 1, #values - 1, 2 do
    local value, key = values[index + 1], values[index].text
    local member = { key = key, from = value.from, to = value.to, text = value.text }
    members[#members + 1] = member
    if texts[key] == nil then texts[key] = member.text end
  end
  return members, texts
end
`
