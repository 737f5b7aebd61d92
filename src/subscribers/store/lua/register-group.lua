-- Gives a due group its number; the same group always gets the same one, and none is used twice.
-- KEYS[1]  the hash of groups
-- ARGV[1]  the group's name
-- Returns the group's number, from 1.
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then
  return tonumber(known)
end
local number = redis.call('HLEN', KEYS[1]) + 1
redis.call('HSET', KEYS[1], ARGV[1], number)
return number
