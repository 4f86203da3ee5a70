package io.wellspring.plan.log;

import tools.jackson.databind.json.JsonMapper;

/** JSON as the log keeps it, read with the mapper that wrote it; the same wherever it is read. */
final class LoggedJson {

    private final String text;
    private final JsonMapper mapper;

    LoggedJson(String text, JsonMapper mapper) {
        this.text = text;
        this.mapper = mapper;
    }

    <T> T as(Class<T> type) {
        return mapper.readValue(text, type);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoggedJson json && text.equals(json.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
