-- Purpose: takes the one permit to ask arXiv, if it is free.
-- KEYS[1]  the permit: who holds it, or '' in the pause after a request
-- ARGV[1]  who takes it
-- ARGV[2]  after how many milliseconds it falls back by itself
-- Returns  0 when it is taken, else after how many milliseconds to ask again
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return 0
end
local left = math.max(1, redis.call('PTTL', KEYS[1]))
if redis.call('GET', KEYS[1]) == '' then
  return left
end
-- A holder can be done long before the permit would fall back.
return math.min(left, 250)
