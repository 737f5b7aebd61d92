--[[
  Adds subscribers to a run, in dense chunks. A subscriber whom the edition already has (or, in a re-send, whose mail is not in one of the
  states that the run takes) is passed over, so planning again after a crash adds nobody twice.
  KEYS[1] mail states  KEYS[2] run  KEYS[3] the edition's counts  KEYS[4] open chunks
  ARGV[1] prefix of the run's chunk keys  ARGV[2] run number  ARGV[3] wave  ARGV[4] chunk size
  ARGV[5] states that the run takes, as digits  ARGV[6...] subscriber numbers, ascending
  Returns how many were added.
]]
local STATES = {[0] = 'none', 'pending', 'accepted', 'failed', 'excluded', 'uncertain'}
local run, wave, size, takes = tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]), ARGV[5]
local chunk = tonumber(redis.call('HGET', KEYS[2], 'chunks') or '0')
local members, filled, added = nil, 0, 0

local function keep()
  if members and #members > filled then
    redis.call('HSET', ARGV[1] .. chunk, 'state', 'planned', 'wave', wave, 'members', table.concat(members, ' '))
    redis.call('SADD', KEYS[4], run .. '/' .. chunk)
  end
end

-- The last chunk goes on being filled while it belongs to the same wave and no worker ever had it: one that has it has read its members.
if chunk > 0 then
  local last = redis.call('HMGET', ARGV[1] .. chunk, 'state', 'wave', 'members', 'fence')
  if last[1] == 'planned' and last[2] == wave and not last[4] then
    members = {}
    for number in string.gmatch(last[3], '%d+') do members[#members + 1] = number end
    filled = #members
  end
end

for i = 6, #ARGV do
  local number = tonumber(ARGV[i])
  local entry = redis.call('GETRANGE', KEYS[1], number * 5, number * 5 + 1)
  local state = entry == '' and 0 or string.byte(entry, 1)
  local last_run = entry == '' and 0 or string.byte(entry, 2)
  if last_run ~= run and string.find(takes, tostring(state), 1, true) then
    if not members or #members >= size then
      keep()
      chunk = chunk + 1
      members, filled = {}, 0
    end
    members[#members + 1] = ARGV[i]
    redis.call('SETRANGE', KEYS[1], number * 5, string.char(1, run,
      math.floor(chunk / 65536) % 256, math.floor(chunk / 256) % 256, chunk % 256))
    if state == 0 then
      redis.call('HINCRBY', KEYS[3], 'audience', 1)
    else
      redis.call('HINCRBY', KEYS[3], STATES[state], -1)
    end
    added = added + 1
  end
end

keep()
if added > 0 then
  redis.call('HSET', KEYS[2], 'chunks', chunk)
  redis.call('HINCRBY', KEYS[2], 'audience', added)
  redis.call('HINCRBY', KEYS[2], 'pending', added)
  redis.call('HINCRBY', KEYS[3], 'pending', added)
end
return added
