package io.wellspring.auth.challenge;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Which provider of challenges is asked. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChallengeSettings.class)
class ChallengeConfiguration {}
