-- KEYS: one sorted set per subject, an event at the microsecond it happened.
-- ARGV: the event's id, then for each window: which key, how many events, over how many microseconds.
-- Answers "0:0:0" and counts the event everywhere, or "window:wait:reset" and counts it nowhere: the first window that is
-- full, the microseconds until all have room, and those until this one has.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local refused, wait, reset = 0, 0, 0
local longest = {}

for i = 2, #ARGV, 3 do
    local which = tonumber(ARGV[i])
    local limit, length = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
    longest[which] = math.max(longest[which] or 0, length)
    -- The event that has to leave the window before another fits in.
    local last = redis.call('ZRANGE', KEYS[which], -limit, -limit, 'WITHSCORES')
    if last[2] then
        local left = tonumber(last[2]) + length - now
        if left > 0 then
            if refused == 0 then
                refused = (i + 1) / 3
                reset = left
            end
            wait = math.max(wait, left)
        end
    end
end

if refused > 0 then
    return string.format('%d:%.0f:%.0f', refused, wait, reset)
end

for which, length in pairs(longest) do
    redis.call('ZREMRANGEBYSCORE', KEYS[which], '-inf', string.format('%.0f', now - length))
    redis.call('ZADD', KEYS[which], string.format('%.0f', now), ARGV[1])
    redis.call('PEXPIRE', KEYS[which], math.ceil(length / 1000))
end
return '0:0:0'
