package io.wellspring.sms;

import com.aliyun.auth.credentials.Credential;
import com.aliyun.auth.credentials.provider.StaticCredentialProvider;
import com.aliyun.core.http.HttpClient;
import com.aliyun.httpcomponent.httpclient.ApacheAsyncHttpClientBuilder;
import com.aliyun.sdk.gateway.pop.Configuration;
import com.aliyun.sdk.gateway.pop.auth.SignatureVersion;
import com.aliyun.sdk.service.dysmsapi20170525.AsyncClient;
import darabonba.core.client.ClientOverrideConfiguration;

/** Makes Aliyun's own client: signature V3, no retry, and every wait bounded. */
final class AliyunClients {

    private AliyunClients() {}

    static AsyncClient client(AliyunSettings settings) {
        return AsyncClient.builder()
                .region(settings.region())
                .credentialsProvider(credentials(settings))
                .serviceConfiguration(Configuration.create().setSignatureVersion(SignatureVersion.V3))
                .overrideConfiguration(overrides(settings))
                .httpClient(connections(settings))
                .build();
    }

    /** The limits stand here as well as at the connections, because a request forgets those it is not told itself. */
    private static ClientOverrideConfiguration overrides(AliyunSettings settings) {
        ClientOverrideConfiguration overrides = ClientOverrideConfiguration.create()
                .setProtocol(settings.protocol())
                .setConnectTimeout(settings.connectTimeout())
                .setResponseTimeout(settings.responseTimeout());
        String endpoint = settings.endpoint();
        return endpoint == null || endpoint.isBlank() ? overrides : overrides.setEndpointOverride(endpoint);
    }

    /** As many connections as messages may be on their way: a request never queues for one. */
    private static HttpClient connections(AliyunSettings settings) {
        return new ApacheAsyncHttpClientBuilder()
                .connectionTimeout(settings.connectTimeout())
                .responseTimeout(settings.responseTimeout())
                .connectRequestTimeout(settings.connectTimeout())
                .maxIdleTimeOut(settings.idleConnection())
                .keepAlive(settings.idleConnection())
                .maxConnections(settings.mostAtOnce())
                .maxConnectionsPerRoute(settings.mostAtOnce())
                .build();
    }

    private static StaticCredentialProvider credentials(AliyunSettings settings) {
        return StaticCredentialProvider.create(Credential.builder()
                .accessKeyId(settings.accessKeyId())
                .accessKeySecret(settings.accessKeySecret())
                .build());
    }
}
