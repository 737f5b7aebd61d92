-- Purpose: stores what a source says of a paper and a snapshot of its counts, in one step. Doing it twice
--          changes nothing.
-- KEYS[1]  the paper (hash): first, and for each source its text and the instant of that text
-- KEYS[2]  its snapshots (sorted set by instant)
-- ARGV[1]  the source
-- ARGV[2]  the text (JSON)
-- ARGV[3]  the instant of the text and of the snapshot
-- ARGV[4]  the snapshot's counts as "votes:comments:stars", or '' where nothing was counted
-- ARGV[5]  when the paper was first seen
-- ARGV[6]  the day of the list, for a paper that is known by its title alone, else ''
-- Returns  1 when the paper was unknown, else 0
local known = redis.call('HMGET', KEYS[1], 'first', 'at:' .. ARGV[1])

if not known[1] or tonumber(ARGV[5]) < tonumber(known[1]) then
  redis.call('HSET', KEYS[1], 'first', ARGV[5])
end
if not known[2] or tonumber(ARGV[3]) >= tonumber(known[2]) then
  redis.call('HSET', KEYS[1], 'text:' .. ARGV[1], ARGV[2], 'at:' .. ARGV[1], ARGV[3])
end
if ARGV[6] ~= '' then
  redis.call('HSET', KEYS[1], 'day:' .. ARGV[6], '')
end

if ARGV[4] ~= '' and redis.call('ZCOUNT', KEYS[2], ARGV[3], ARGV[3]) == 0 then
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[3] .. ':' .. ARGV[4])
end

return known[1] and 0 or 1
