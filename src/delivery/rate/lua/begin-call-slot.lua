--[[
  Lets a call begin, when its permit's time has come. Calls never arrive as evenly as permits are given out,
  so each one keeps a slot until a second after it can have arrived, and there are as many slots as calls a
  second: whatever made a call late, no second sees one too many. Calls without a free slot wait in the order
  of asking.
  KEYS[1] the rate  KEYS[2] the calls that wait, by when they gave up at the latest
  KEYS[3] the slots, by when they are free again
  ARGV[1] calls a second, 0 for no limit  ARGV[2] 1 when what was learned holds instead of ARGV[1], else 0
  ARGV[3] the permit's number  ARGV[4] how long a call waits in line, ms
  ARGV[5] how much later than others a call may arrive, ms
  Returns {1 when the call may be made, else 0; when that was, us, or until asking again, ms}.
]]
local time = redis.call('TIME')
local now_us = tonumber(time[1]) * 1000000 + tonumber(time[2])
local now = now_us / 1000
local rate = redis.call('HMGET', KEYS[1], 'notBefore', 'perSecond')
local not_before = tonumber(rate[1] or '0')
if not_before > now then return {0, math.ceil(not_before - now)} end
local per_second = tonumber(ARGV[2] == '1' and rate[2] or ARGV[1])
if per_second == 0 then return {1, now_us} end
-- A rate that is not a whole number has one slot, and a window that is not a second.
local slots = per_second >= 1 and per_second % 1 == 0 and per_second or 1
local kept = 1000 * slots / per_second + tonumber(ARGV[5])
-- What is over, and what can't be yet: then Redis' clock was set back.
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
redis.call('ZREMRANGEBYSCORE', KEYS[2], now + tonumber(ARGV[4]) + 1000, '+inf')
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
redis.call('ZREMRANGEBYSCORE', KEYS[3], now + kept + 1000, '+inf')
redis.call('ZADD', KEYS[2], 'NX', string.format('%.3f', now + tonumber(ARGV[4])), ARGV[3])
local before = redis.call('ZRANK', KEYS[2], ARGV[3])
local free = slots - redis.call('ZCARD', KEYS[3])
if before < free then
  redis.call('ZREM', KEYS[2], ARGV[3])
  redis.call('ZADD', KEYS[3], string.format('%.3f', now + kept), ARGV[3])
  redis.call('PEXPIRE', KEYS[3], math.ceil(kept) + 1000)
  return {1, now_us}
end
redis.call('PEXPIRE', KEYS[2], math.ceil(tonumber(ARGV[4])))
local position = math.min(before - math.max(free, 0), slots - 1)
local awaited = redis.call('ZRANGE', KEYS[3], position, position, 'WITHSCORES')
return {0, math.max(1, math.ceil(tonumber(awaited[2] or now) - now))}
