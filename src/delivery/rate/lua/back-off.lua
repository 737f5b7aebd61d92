--[[
  Lets nobody call for a while; a longer time that stands already is kept.
  KEYS[1] the rate
  ARGV[1] how long, ms  ARGV[2] why
  Returns nothing.
]]
local time = redis.call('TIME')
local until_when = tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000 + tonumber(ARGV[1])
if until_when > tonumber(redis.call('HGET', KEYS[1], 'notBefore') or '0') then
  redis.call('HSET', KEYS[1], 'notBefore', string.format('%.3f', until_when), 'why', ARGV[2])
end
