package io.wellspring.auth.operator;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Who the first operator is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FirstOperator.Setting.class)
class OperatorConfiguration {}
