-- Notes that an inbox said yes to a change of address, if it is still this one that was asked for. The first
-- yes of an inbox stays.
-- KEYS[1]  the new address of a subscriber
-- ARGV[1]  the address that the yes is about
-- ARGV[2]  the field of the inbox: agreedAt for the old one, confirmedAt for the new one
-- ARGV[3]  now, ms since 1970
-- ARGV[4]  for how many ms more it is all kept
-- Returns 1 when the inbox has said yes to this address, 0 where another was asked for since, or none.
if redis.call('HGET', KEYS[1], 'address') ~= ARGV[1] then
  return 0
end
redis.call('HSETNX', KEYS[1], ARGV[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
