-- Purpose: notes that the papers of a day changed, so that who knows them all can read that day again.
-- KEYS[1]  the days that have papers (sorted set)
-- KEYS[2]  the days by their last change (sorted set): each change has the next number
-- ARGV[1]  the day as a number, by which days are sought
-- ARGV[2]  the day
-- Returns  the number of this change
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
local last = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')
local number = (tonumber(last[2]) or 0) + 1
redis.call('ZADD', KEYS[2], number, ARGV[2])
return number
