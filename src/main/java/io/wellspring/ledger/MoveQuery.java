package io.wellspring.ledger;

import java.util.Map;

/**
 * Holders' moves as a query of the room that causes them: so many that they never leave the database.
 *
 * @param sql a constant, never input; its columns are {@code member_id}, {@code asset}, {@code amount}, {@code kind} and
 *     {@code ordinal}, which orders the moves of one holder
 * @param parameters of the query, by name; those beginning with "posting" are the ledger's
 */
public record MoveQuery(String sql, Map<String, Object> parameters) {}
