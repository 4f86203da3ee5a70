package io.wellspring.auth.mall;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** How long the secrets of malls overlap. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MallSettings.class)
class MallConfiguration {}
