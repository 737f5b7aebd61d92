-- Replaces a subscriber's record if it still is what the caller read and decided upon, so that of two changes
-- at the same moment neither is lost: the later one reads again.
-- KEYS[1]  the record
-- ARGV[1]  the value that the caller read
-- ARGV[2]  the new value
-- Returns 1 when it was replaced, 0 when it has changed or is gone.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
return 1
