package io.wellspring.plan.log;

import tools.jackson.databind.json.JsonMapper;

/** JSON as the log keeps it, read with the mapper that wrote it. */
record LoggedJson(String text, JsonMapper mapper) {

    <T> T as(Class<T> type) {
        return mapper.readValue(text, type);
    }
}
