package io.wellspring.auth;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.sms.Template;

/** What a code proves the number for; a code asked for one purpose opens no other (design, section 6). */
@Schema(name = "CodePurpose")
enum Purpose {
    REGISTER(Template.REGISTER),
    SIGN_IN(Template.SIGN_IN),
    RESET_PASSWORD(Template.RESET_PASSWORD),
    CHANGE_PASSWORD(Template.CHANGE_PASSWORD),
    CHANGE_PHONE(Template.CHANGE_PHONE),
    CLOSE_ACCOUNT(Template.CLOSE_ACCOUNT);

    private final Template template;

    Purpose(Template template) {
        this.template = template;
    }

    Template template() {
        return template;
    }
}
