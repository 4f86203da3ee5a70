package io.wellspring.plan.release;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** What the operator allows plans to pay for people below. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RewardSettings.class)
class ReleaseConfiguration {}
