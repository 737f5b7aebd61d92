--[[
  Fixes who is in a chunk and what its mails say, or says it again while it is certain that nothing of it
  was taken.
  KEYS[1] chunk  KEYS[2] mail states  KEYS[3] run  KEYS[4] the edition's counts  KEYS[5] addresses
  KEYS[6] open chunks
  ARGV[1] fence  ARGV[2] now, ms  ARGV[3] manifest  ARGV[4] addresses (JSON)  ARGV[5] their life, ms
  ARGV[6] payload hash
  ARGV[7] idempotency key  ARGV[8] revision  ARGV[9] members that stay
  ARGV[10] the chunk's name among the open ones
  ARGV[11...] pairs of an excluded member's number and the reason
  Returns 'frozen' | 'empty' (nobody stays: the chunk is settled) | 'fenced' | 'doubtful' (a call may have
    been taken)
]]
local chunk = redis.call('HMGET', KEYS[1], 'fence', 'state', 'doubtSince')
if chunk[1] ~= ARGV[1] or (chunk[2] ~= 'planned' and chunk[2] ~= 'frozen') then return 'fenced' end
if chunk[3] then return 'doubtful' end

local excluded = 0
for i = 11, #ARGV, 2 do
  local number = tonumber(ARGV[i])
  if read_mail(KEYS[2], number) == 'pending' then
    write_state(KEYS[2], number, 'excluded')
    redis.call('HSET', KEYS[1], 'excluded:' .. ARGV[i], ARGV[i + 1])
    excluded = excluded + 1
  end
end
if excluded > 0 then
  for _, key in ipairs({KEYS[3], KEYS[4]}) do
    redis.call('HINCRBY', key, 'pending', -excluded)
    redis.call('HINCRBY', key, 'excluded', excluded)
  end
end
redis.call('HDEL', KEYS[1], 'members')
redis.call('HSET', KEYS[1], 'manifest', ARGV[3], 'frozenAt', ARGV[2])
if ARGV[9] == '0' then
  redis.call('HSET', KEYS[1], 'state', 'excluded', 'settledAt', ARGV[2])
  redis.call('HDEL', KEYS[1], 'leaseUntil', 'holder', 'notBefore')
  redis.call('HSET', KEYS[3], 'lastAt', ARGV[2])
  redis.call('DEL', KEYS[5])
  redis.call('SREM', KEYS[6], ARGV[10])
  return 'empty'
end
redis.call('HSET', KEYS[1], 'state', 'frozen', 'payloadHash', ARGV[6], 'key', ARGV[7], 'revision', ARGV[8])
redis.call('SET', KEYS[5], ARGV[4], 'PX', ARGV[5])
return 'frozen'
