-- KEYS[1]: the code of one number for one purpose. ARGV: its keyed hash, its life in milliseconds, its message.
-- A new code replaces the old one together with its wrong tries.
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'hash', ARGV[1], 'message', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
