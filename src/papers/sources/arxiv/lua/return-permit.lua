-- Purpose: gives the permit back; the next can begin after a pause.
-- KEYS[1]  the permit
-- ARGV[1]  who held it
-- ARGV[2]  the pause in milliseconds
-- Returns  1 when it was still the holder's, else 0 (it had fallen back, and nothing is changed)
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], '', 'PX', ARGV[2])
return 1
