-- Purpose: notes the authors of a library, unless it was taken back in between.
-- KEYS[1]  the library (hash)
-- ARGV[1]  the authors, one a line
-- Returns  1 where they were noted, else 0
if redis.call('HEXISTS', KEYS[1], 'profile') == 0 then
  return 0
end
redis.call('HSET', KEYS[1], 'authors', ARGV[1])
return 1
