/**
 * What the house reaches, measured against what the same work costs without it, in one run on one database.
 */
package io.wellspring.bench;
