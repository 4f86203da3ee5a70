package io.wellspring.auth;

import io.wellspring.sms.Template;
import java.util.List;

/**
 * What a code proves the number for; a code asked for one purpose opens no other. One to enter serves apps that do not
 * ask whether somebody has joined: it signs in a member and lets anybody else join.
 */
enum Purpose {
    ENTER(Template.ENTER),
    REGISTER(Template.REGISTER),
    SIGN_IN(Template.SIGN_IN),
    RESET_PASSWORD(Template.RESET_PASSWORD),
    CHANGE_PASSWORD(Template.CHANGE_PASSWORD),
    CHANGE_PHONE(Template.CHANGE_PHONE),
    CLOSE_ACCOUNT(Template.CLOSE_ACCOUNT);

    /** Codes that sign in a member. */
    static final List<Purpose> TO_SIGN_IN = List.of(SIGN_IN, ENTER);

    /** Codes that let somebody join. */
    static final List<Purpose> TO_JOIN = List.of(REGISTER, ENTER);

    private final Template template;

    Purpose(Template template) {
        this.template = template;
    }

    Template template() {
        return template;
    }
}
