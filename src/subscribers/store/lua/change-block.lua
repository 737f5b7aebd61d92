-- Writes why an address is kept out, in place of certain other reasons.
-- KEYS[1]  a bucket of the address index
-- ARGV[1]  the field of the address's block
-- ARGV[2]  the letter to write
-- ARGV[3]  the letters that it takes the place of, such as ub
-- ARGV[4]  or-none to write where nothing stands too, one-of-them to leave it so
-- Returns 1 when it was written, else 0.
local stands = redis.call('HGET', KEYS[1], ARGV[1])
if not stands and ARGV[4] ~= 'or-none' then
  return 0
end
if stands and not string.find(ARGV[3], stands, 1, true) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1
