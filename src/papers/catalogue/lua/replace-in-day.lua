-- Purpose: puts an arXiv paper in the place of its title-only record in the list of one day.
-- KEYS[1]  the day's papers (sorted set)
-- ARGV[1]  the id that leaves
-- ARGV[2]  the id that takes its place
-- Returns  1 when it was replaced, else 0
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then
  return 0
end
redis.call('ZADD', KEYS[1], 0, ARGV[2])
return 1
