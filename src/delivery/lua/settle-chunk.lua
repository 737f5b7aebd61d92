--[[
  Records the end of a chunk in one step: its members' mails, the counts, and nothing left open or private.
  KEYS[1] chunk  KEYS[2] mail states  KEYS[3] run  KEYS[4] the edition's counts  KEYS[5] addresses  KEYS[6] open chunks
  ARGV[1] fence  ARGV[2] now, ms  ARGV[3] outcome: accepted | failed | uncertain  ARGV[4] reason  ARGV[5] message ids
  ARGV[6] the chunk's name among the open ones  ARGV[7...] numbers of the members
  Returns 'settled' | 'fenced'
]]
local CODES = {accepted = 2, failed = 3, uncertain = 5}
local chunk = redis.call('HMGET', KEYS[1], 'fence', 'state')
if chunk[1] ~= ARGV[1] or chunk[2] ~= 'frozen' then return 'fenced' end
local code, moved = string.char(CODES[ARGV[3]]), 0
for i = 7, #ARGV do
  local at = tonumber(ARGV[i]) * 5
  if redis.call('GETRANGE', KEYS[2], at, at) == string.char(1) then
    redis.call('SETRANGE', KEYS[2], at, code)
    moved = moved + 1
  end
end
for _, key in ipairs({KEYS[3], KEYS[4]}) do
  redis.call('HINCRBY', key, 'pending', -moved)
  redis.call('HINCRBY', key, ARGV[3], moved)
end
redis.call('HSET', KEYS[3], 'lastAt', ARGV[2])
redis.call('HSET', KEYS[1], 'state', ARGV[3], 'settledAt', ARGV[2], 'reason', ARGV[4], 'messageIds', ARGV[5])
redis.call('HDEL', KEYS[1], 'leaseUntil', 'holder', 'notBefore', 'lastReason')
redis.call('DEL', KEYS[5])
redis.call('SREM', KEYS[6], ARGV[6])
return 'settled'
