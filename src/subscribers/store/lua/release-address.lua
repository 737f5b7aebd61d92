-- Gives an address free, unless somebody else has it by now.
-- KEYS[1]  a bucket of the address index
-- ARGV[1]  the address's field
-- ARGV[2]  the number that it is taken from
-- Returns 1 when it was given free, else 0.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
return redis.call('HDEL', KEYS[1], ARGV[1])
