-- Removes a subscriber's record if it still is what the caller read and decided upon, and keeps its place
-- empty for a while: anyone who read the number meanwhile must not fill it again after its address was given
-- free.
-- KEYS[1]  the record
-- ARGV[1]  the value that the caller read
-- ARGV[2]  what says that the place is empty
-- ARGV[3]  for how many ms it says so
-- Returns 1 when it was removed, 0 when it has changed or is gone.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
