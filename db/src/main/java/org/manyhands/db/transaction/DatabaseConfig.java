package org.manyhands.db.transaction;

/**
 * Where the database is.
 *
 * @param url JDBC address
 * @param user login
 * @param password its password
 */
public record DatabaseConfig(String url, String user, String password) {
    /** Without the password: it may stand in a log. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
