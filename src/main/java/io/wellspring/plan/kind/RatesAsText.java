package io.wellspring.plan.kind;

import io.wellspring.refusal.Refusal;
import io.wellspring.value.Rate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Rates are decimal strings in JSON, both ways; a JSON number would pass through binary fractions. */
public final class RatesAsText extends SimpleModule {

    private static final long serialVersionUID = 1L;

    public RatesAsText() {
        addSerializer(Rate.class, new Writing());
        addDeserializer(Rate.class, new Reading());
    }

    private static final class Writing extends StdSerializer<Rate> {

        Writing() {
            super(Rate.class);
        }

        @Override
        public void serialize(Rate rate, JsonGenerator generator, SerializationContext context) {
            generator.writeString(rate.toString());
        }
    }

    private static final class Reading extends StdDeserializer<Rate> {

        Reading() {
            super(Rate.class);
        }

        @Override
        public Rate deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw malformed(parser);
            }
            try {
                return Rate.of(parser.getString());
            } catch (NumberFormatException notPlain) {
                throw malformed(parser);
            }
        }

        private static Refusal malformed(JsonParser parser) {
            return Refusal.of(VersionRefusal.PARAMETER_MALFORMED).with("field", path(parser.streamReadContext()));
        }

        /** Where a value stands, such as levels[0].rate; the value that is read itself is no field. */
        private static String path(TokenStreamContext place) {
            TokenStreamContext outer = place.getParent();
            if (outer == null) {
                return "";
            }
            String within = path(outer);
            if (place.inArray()) {
                return within + "[" + place.getCurrentIndex() + "]";
            }
            return within.isEmpty() ? place.currentName() : within + "." + place.currentName();
        }
    }
}
