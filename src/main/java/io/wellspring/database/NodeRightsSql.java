package io.wellspring.database;

/**
 * What is asked of the catalogue about the rights of the nodes' role, which is the one parameter of each query. Rows are
 * read, added, changed and removed; but what a trigger guards by {@code refuse_edit()} may not even be tried.
 */
final class NodeRightsSql {

    /** A sentence where there is no such role. */
    static final String ABSENT = """
            SELECT format('WELLSPRING_DATABASE_USER names the role "%1$s", which PostgreSQL does not know: make it with '
                          'CREATE ROLE "%1$s" LOGIN PASSWORD ''...'', and nothing else.', role.name)
              FROM (VALUES (?)) AS role (name)
             WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role.name)
            """;

    private static final String WANTED = """
            role AS (SELECT oid, rolname FROM pg_roles WHERE rolname = ?),
            ours AS (
                SELECT oid, relkind, relacl, relowner FROM pg_class
                 WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'S')),
            refused AS (
                SELECT tgrelid, bit_or(tgtype::int) AS events FROM pg_trigger
                 WHERE tgfoid = to_regproc('refuse_edit') GROUP BY tgrelid),
            wanted AS (
                SELECT pg_class.oid, "right"
                  FROM pg_class
                  LEFT JOIN refused ON tgrelid = pg_class.oid
                 CROSS JOIN (VALUES ('SELECT', 0), ('INSERT', 4), ('DELETE', 8), ('UPDATE', 16)) AS rights ("right", event)
                 WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v')
                   AND NOT relispartition AND relname <> 'flyway_schema_history'
                   AND coalesce(events, 0) & event = 0
                   AND (relkind <> 'v' OR event = 0)
                UNION ALL
                SELECT oid, 'USAGE' FROM ours WHERE relkind = 'S')
            """;

    /** Statements that give what is missing and take what is too much; none where all is as it should be. */
    static final String CHANGES = "WITH " + WANTED + """
            , given AS (
                SELECT ours.oid, entry.privilege_type AS "right"
                  FROM ours CROSS JOIN role
                 CROSS JOIN LATERAL aclexplode(relacl) AS entry
                 WHERE entry.grantee = role.oid),
            functions AS (
                SELECT pg_proc.oid, proacl, proowner FROM pg_proc
                 WHERE pronamespace = current_schema()::regnamespace AND prosecdef)
            SELECT format('GRANT %s ON %s %s TO %I', "right", CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                          oid::regclass, rolname)
              FROM (SELECT oid, "right" FROM wanted EXCEPT SELECT oid, "right" FROM given) AS missing
              JOIN ours USING (oid) CROSS JOIN (SELECT rolname FROM role) AS whose
            UNION ALL
            SELECT format('REVOKE %s ON %s %s FROM %I', "right", CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                          oid::regclass, rolname)
              FROM (SELECT oid, "right" FROM given EXCEPT SELECT oid, "right" FROM wanted) AS excess
              JOIN ours USING (oid) CROSS JOIN (SELECT rolname FROM role) AS whose
            UNION ALL
            SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', oid::regprocedure)
              FROM functions
             WHERE EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0)
            UNION ALL
            SELECT format('GRANT EXECUTE ON FUNCTION %s TO %I', functions.oid::regprocedure, rolname)
              FROM functions CROSS JOIN role
             WHERE NOT EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = role.oid)
            UNION ALL
            SELECT format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), rolname)
              FROM role WHERE NOT has_schema_privilege(oid, current_schema(), 'USAGE')
            UNION ALL
            SELECT format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), rolname)
              FROM role WHERE NOT has_database_privilege(oid, current_database(), 'TEMPORARY')
            """;

    /** Sentences about what the role may do beyond that, by itself, by everybody's rights or by another role's. */
    static final String EXCESS = "WITH " + WANTED + """
            SELECT format('WELLSPRING_DATABASE_USER names the role "%s", which %s: it is to have no right but what the '
                          'owner gives it.', rolname, may)
              FROM role CROSS JOIN LATERAL (
                SELECT 1 AS rank, 'is a superuser' AS may FROM pg_roles WHERE pg_roles.oid = role.oid AND rolsuper
                UNION ALL
                SELECT 2, format('may do all that "%s" may, for it is its member', current_user)
                 WHERE pg_has_role(role.oid, current_user, 'MEMBER')
                UNION ALL
                SELECT 3, format('may make tables in the schema "%s"', current_schema())
                 WHERE has_schema_privilege(role.oid, current_schema(), 'CREATE')
                UNION ALL
                SELECT 4, format('may do %s on %s', "right", oid::regclass)
                  FROM ours CROSS JOIN (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('TRIGGER')) AS rights ("right")
                 WHERE relkind IN ('r', 'p') AND has_table_privilege(role.oid, ours.oid, "right")
                   AND NOT EXISTS (SELECT FROM wanted WHERE wanted.oid = ours.oid AND wanted."right" = rights."right")
                ) AS excess
             ORDER BY rank, may LIMIT 1
            """;

    private NodeRightsSql() {}
}
