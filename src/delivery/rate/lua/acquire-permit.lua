--[[
  Gives out permits for calls, evenly spaced, to all workers on all hosts; Redis' own clock counts. All
  permits stand on one line, so that chunks and letters together never exceed the rate. A letter may also take
  a permit that is further away than chunks may take one, if the letter before it had its permit five earlier:
  however many chunks ask, every fifth permit is a letter's when letters wait. A call whose time has come and
  that waits all the same, because earlier calls are late, pushes the line away.
  KEYS[1] the rate  KEYS[2] the calls that wait in begin-call-slot.lua
  ARGV[1] calls a second, 0 for no limit  ARGV[2] the longest wait for which a permit is given, ms
  ARGV[3] 1 when what was learned holds instead of ARGV[1], else 0  ARGV[4] 1 for a letter, 0 for a chunk
  Returns {1 when a permit was given, else 0; how long to wait for it, or until asking again, ms; the permit's
    number}.
]]
-- A letter keeps one permit in five; half a one less, since the times are rounded.
local LETTER_EVERY = 4.5
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local rate = redis.call('HMGET', KEYS[1], 'notBefore', 'next', 'perSecond', 'letter')
local not_before = tonumber(rate[1] or '0')
if not_before > now then return {0, math.ceil(not_before - now), 0} end
local per_second = tonumber(ARGV[3] == '1' and rate[3] or ARGV[1])
if per_second == 0 then return {1, 0, 0} end
local spacing = 1000 / per_second
local last_given = tonumber(rate[2] or '0')
-- No permit is ever given this far away: Redis' clock was set back since, and no call must wait until it is
-- there again.
if last_given > now + tonumber(ARGV[2]) + 10 * spacing then last_given = now end
local next_permit = math.max(last_given, now + redis.call('ZCARD', KEYS[2]) * spacing)
local wait = math.ceil(next_permit - now)
local is_letter = ARGV[4] == '1'
local has_share = is_letter and next_permit - tonumber(rate[4] or '0') >= LETTER_EVERY * spacing
if wait > tonumber(ARGV[2]) and not has_share then return {0, wait, 0} end
redis.call('HSET', KEYS[1], 'next', string.format('%.3f', next_permit + spacing))
if is_letter then redis.call('HSET', KEYS[1], 'letter', string.format('%.3f', next_permit)) end
return {1, wait, redis.call('HINCRBY', KEYS[1], 'turns', 1)}
