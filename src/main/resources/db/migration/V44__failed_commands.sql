-- Failed commands are very few among all that plans decide. Made beside the traffic, so nobody waits for it.
CREATE INDEX CONCURRENTLY plan_log_failed ON plan_log (id) WHERE status = 'FAILED';
