--[[
  Adds subscribers to a run, in dense chunks. A subscriber whom the edition already has (or, in a re-send,
  whose mail is not in one of the states that the run takes) is passed over, so that planning again after a
  crash adds nobody twice.
  KEYS[1] mail states  KEYS[2] run  KEYS[3] the edition's counts  KEYS[4] open chunks
  KEYS[5] the edition's hours  KEYS[6] the run's last chunk  KEYS[7...] those after it, as many as could be
  filled
  ARGV[1] run number  ARGV[2] number of the run's last chunk, 0 for none  ARGV[3] wave  ARGV[4] chunk size
  ARGV[5] states that the run takes, separated by spaces  ARGV[6...] subscriber numbers, ascending
  Of an edition that is closed nobody is added, and to the first run of one that is held nobody either.
  Returns {how many were added, or -1 when the run's last chunk is another one by now; how many the wave has
    since it was begun}. Who plans in several steps sees by the second that Redis kept the steps before.
]]
local run, first, wave, size = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
if tonumber(redis.call('HGET', KEYS[2], 'chunks') or '0') ~= first then return {-1, 0} end
local seals = redis.call('HMGET', KEYS[3], 'closedAt', 'heldAt')
if seals[1] or (seals[2] and run == 1) then return {0, 0} end
local takes = {}
for state in string.gmatch(ARGV[5], '%S+') do takes[state] = true end
local chunk, members, filled, added = first, nil, 0, 0

local function key_of(number) return KEYS[6 + number - first] end

local function keep()
  if members and #members > filled then
    redis.call('HSET', key_of(chunk), 'state', 'planned', 'wave', wave, 'members', table.concat(members, ' '))
    redis.call('SADD', KEYS[4], run .. '/' .. chunk)
  end
end

-- The last chunk goes on being filled while it belongs to the same wave and no worker ever had it: one that
-- has it has read its members.
if chunk > 0 then
  local last = redis.call('HMGET', key_of(chunk), 'state', 'wave', 'members', 'fence')
  if last[1] == 'planned' and last[2] == wave and not last[4] then
    members = {}
    for number in string.gmatch(last[3], '%d+') do members[#members + 1] = number end
    filled = #members
  end
end

for i = 6, #ARGV do
  local number = tonumber(ARGV[i])
  local state, last_run = read_mail(KEYS[1], number)
  if last_run ~= run and takes[state] then
    if not members or #members >= size then
      keep()
      chunk = chunk + 1
      members, filled = {}, 0
    end
    members[#members + 1] = ARGV[i]
    write_mail(KEYS[1], number, 'pending', run, chunk)
    if state == 'none' then
      redis.call('HINCRBY', KEYS[3], 'audience', 1)
    else
      redis.call('HINCRBY', KEYS[3], state, -1)
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
  redis.call('HINCRBY', KEYS[5], 'planned:' .. hour_of(wave), added)
end
local of_wave = 'wave:' .. wave
if added > 0 then return {added, redis.call('HINCRBY', KEYS[2], of_wave, added)} end
return {0, tonumber(redis.call('HGET', KEYS[2], of_wave) or '0')}
