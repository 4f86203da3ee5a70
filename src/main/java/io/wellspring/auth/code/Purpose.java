package io.wellspring.auth.code;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.sms.Template;
import java.util.List;

/**
 * What a code proves the number for; a code asked for one purpose opens no other. One to enter serves apps that do not
 * ask whether somebody has joined: it signs in a member and lets anybody else join.
 */
@Schema(name = "CodePurpose")
public enum Purpose {
    ENTER(Template.ENTER),
    REGISTER(Template.REGISTER),
    SIGN_IN(Template.SIGN_IN),
    RESET_PASSWORD(Template.RESET_PASSWORD),
    CHANGE_PASSWORD(Template.CHANGE_PASSWORD),
    CHANGE_PHONE(Template.CHANGE_PHONE),
    CLOSE_ACCOUNT(Template.CLOSE_ACCOUNT);

    /** Codes that sign in a member. */
    public static final List<Purpose> TO_SIGN_IN = List.of(SIGN_IN, ENTER);

    /** Codes that let somebody join. */
    public static final List<Purpose> TO_JOIN = List.of(REGISTER, ENTER);

    private final Template template;

    Purpose(Template template) {
        this.template = template;
    }

    public Template template() {
        return template;
    }
}
