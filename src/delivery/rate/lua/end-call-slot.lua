--[[
  Says that a call was answered, and so had arrived: its slot is free a second after that. Where all answers
  take about the same time, the calls were as far apart at their arrival as at their beginning. So only what
  this answer took longer than usual counts, and a little more.
  KEYS[1] the rate  KEYS[2] the slots, by when they are free again
  ARGV[1] calls a second, 0 for no limit  ARGV[2] 1 when what was learned holds instead of ARGV[1], else 0
  ARGV[3] the permit's number  ARGV[4] when its call began, us
  ARGV[5] the field of what an answer takes at least, us
  ARGV[6] how much later than others a call may arrive, ms
  Returns nothing.
]]
-- The shortest time counts, and is forgotten by and by: a hundredth of what another answer takes longer.
local FORGOTTEN = 0.01
-- How much of the usual time counts all the same, us: calls of the same length differ by about that much in
-- when they arrive.
local UNEVEN = 8000
local time = redis.call('TIME')
local took = math.max(0, tonumber(time[1]) * 1000000 + tonumber(time[2]) - tonumber(ARGV[4]))
local per_second = tonumber(ARGV[2] == '1' and redis.call('HGET', KEYS[1], 'perSecond') or ARGV[1])
if per_second == 0 then return end
local known = redis.call('HGET', KEYS[1], ARGV[5])
local usual = tonumber(known or '0')
local least = (not known or took < usual) and took or usual + FORGOTTEN * (took - usual)
redis.call('HSET', KEYS[1], ARGV[5], math.floor(least))
if not redis.call('ZSCORE', KEYS[2], ARGV[3]) then return end
local slots = per_second >= 1 and per_second % 1 == 0 and per_second or 1
local late = math.min((took - math.max(0, math.min(took, usual) - UNEVEN)) / 1000, tonumber(ARGV[6]))
local free_at = tonumber(ARGV[4]) / 1000 + 1000 * slots / per_second + late
redis.call('ZADD', KEYS[2], string.format('%.3f', free_at), ARGV[3])
