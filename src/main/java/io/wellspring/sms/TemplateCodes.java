package io.wellspring.sms;

import java.util.EnumMap;
import java.util.Map;

/**
 * Reads which code of the provider stands for which text, and insists on one for each. Only entering may go without: it is
 * then written in the words for signing in.
 */
final class TemplateCodes {

    private TemplateCodes() {}

    static Map<Template, String> parse(String text) {
        Map<Template, String> codes = new EnumMap<>(Template.class);
        for (String entry : text.split(",")) {
            String[] parts = entry.strip().split("=", 2);
            if (parts.length < 2 || parts[1].isBlank()) {
                throw new IllegalArgumentException("Not TEMPLATE=code: " + entry);
            }
            codes.put(Template.valueOf(parts[0].strip()), parts[1].strip());
        }
        String toSignIn = codes.get(Template.SIGN_IN);
        if (toSignIn != null) {
            codes.putIfAbsent(Template.ENTER, toSignIn);
        }
        for (Template template : Template.values()) {
            if (!codes.containsKey(template)) {
                throw new IllegalArgumentException("No code for the template " + template);
            }
        }
        return codes;
    }
}
