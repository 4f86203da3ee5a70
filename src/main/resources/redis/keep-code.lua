-- KEYS[1]: the code of one number for one purpose. KEYS[2]: where the one before goes. ARGV: its keyed hash, its life in milliseconds, its message.
-- A new code replaces the old one together with its wrong tries; the old one is kept aside, for the new may not be sent.
if redis.call('EXISTS', KEYS[1]) == 1 then
    redis.call('RENAME', KEYS[1], KEYS[2])
else
    redis.call('DEL', KEYS[2])
end
redis.call('HSET', KEYS[1], 'hash', ARGV[1], 'message', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
