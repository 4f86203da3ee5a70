package io.wellspring.http;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * The media types that a caller accepts, best first, without their parameters: what is chosen among them can then be
 * written, whatever character set was wished for. Refused are a header that cannot be read, one of more than 50 types,
 * and one that accepts nothing.
 */
final class AcceptedTypes implements RequestedContentTypeResolver {

    private static final int MOST = 50;

    @Override
    public List<MediaType> resolveMediaTypes(ServerWebExchange exchange) {
        List<MediaType> named = named(exchange.getRequest().getHeaders());
        if (named.isEmpty()) {
            return MEDIA_TYPE_ALL_LIST;
        }
        List<MediaType> accepted = new ArrayList<>(named.stream()
                .filter(type -> type.getQualityValue() > 0)
                .map(AcceptedTypes::plain)
                .distinct()
                .toList());
        if (accepted.isEmpty() || accepted.size() > MOST) {
            throw new NotAcceptableStatusException("accepts none, or too many to compare: " + accepted.size());
        }
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted;
    }

    private static List<MediaType> named(HttpHeaders headers) {
        try {
            return headers.getAccept();
        } catch (InvalidMediaTypeException unreadable) {
            throw new NotAcceptableStatusException("unreadable: " + unreadable.getMessage());
        }
    }

    private static MediaType plain(MediaType type) {
        return new MediaType(type.getType(), type.getSubtype(), type.getQualityValue());
    }
}
