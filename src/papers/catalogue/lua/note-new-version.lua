-- Purpose: notes of a paper that is known whether its newest version takes it back.
-- KEYS[1]  the paper (hash)
-- ARGV[1]  '1' when it is withdrawn, '0' when it stands
-- Returns  1 when the paper is known, else 0 (and nothing is written)
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
redis.call('HSET', KEYS[1], 'withdrawn', ARGV[1])
return 1
