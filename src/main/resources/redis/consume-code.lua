-- KEYS[1]: the code of one number for one purpose. ARGV: the keyed hash of what was typed, the wrong tries allowed.
-- Looking at a code and using it up are one step, so that two can never both succeed.
local kept = redis.call('HGET', KEYS[1], 'hash')
if not kept then
    return 0
end
if kept == ARGV[1] then
    redis.call('DEL', KEYS[1])
    return 1
end
if redis.call('HINCRBY', KEYS[1], 'wrong', 1) >= tonumber(ARGV[2]) then
    redis.call('DEL', KEYS[1])
end
return 0
