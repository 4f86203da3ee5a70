-- KEYS[1]: the code of one number for one purpose. ARGV: the keyed hash of what was typed, the wrong tries allowed.
-- Looking at a code and using it up are one step, so that two can never both succeed. Answers the message that carried
-- the right code, or nothing.
local kept = redis.call('HMGET', KEYS[1], 'hash', 'message')
if not kept[1] then
    return ''
end
if kept[1] == ARGV[1] then
    redis.call('DEL', KEYS[1])
    return kept[2]
end
if redis.call('HINCRBY', KEYS[1], 'wrong', 1) >= tonumber(ARGV[2]) then
    redis.call('DEL', KEYS[1])
end
return ''
