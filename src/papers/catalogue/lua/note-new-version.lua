-- Purpose: notes of a paper that is known whether its newest version takes it back.
-- KEYS[1]  the paper (hash)
-- ARGV[1]  '1' when it is withdrawn, '0' when it stands
-- ARGV[2]  the number of that version, or '' where it is not told
-- ARGV[3]  when it came (ms), or ''
-- Returns  1 when the paper is known, else 0 (and nothing is written)
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
redis.call('HSET', KEYS[1], 'withdrawn', ARGV[1])
if ARGV[2] ~= '' then
  redis.call('HSETNX', KEYS[1], 'v:' .. ARGV[2], ARGV[3])
end
return 1
