--[[
  Gives out turns for calls, evenly spaced, to all workers on all hosts; Redis' own clock counts.
  KEYS[1] the rate
  ARGV[1] turns a second, 0 for no limit  ARGV[2] the longest wait for which a turn is given, ms
  ARGV[3] 1 when what was learned holds instead of ARGV[1], else 0
  Returns how long to wait, in ms; past ARGV[2] no turn was taken.
]]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local rate = redis.call('HMGET', KEYS[1], 'notBefore', 'next', 'perSecond')
local not_before = tonumber(rate[1] or '0')
if not_before > now then return math.ceil(not_before - now) end
local per_second = tonumber(ARGV[3] == '1' and rate[3] or ARGV[1])
if per_second == 0 then return 0 end
local next_turn = math.max(tonumber(rate[2] or '0'), now)
local wait = math.ceil(next_turn - now)
if wait <= tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], 'next', string.format('%.3f', next_turn + 1000 / per_second))
end
return wait
