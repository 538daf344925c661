package org.manyhands.db.transaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** Starts Hibernate with as little as the stores need: no second-level cache, no XML, no proxies of events, no look at the database's metadata. */
final class HibernateBoot {
    private HibernateBoot() {}

    static SessionFactory start(DataSource pool, DatabaseKind kind, List<Class<?>> rows) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("jakarta.persistence.nonJtaDataSource", pool);
        settings.put("jakarta.persistence.database-product-name", kind.product());
        // The kind is known; asking the database again costs time at each start.
        settings.put("hibernate.boot.allow_jdbc_metadata_access", false);
        settings.put("hibernate.connection.provider_disables_autocommit", true);
        settings.put("hibernate.cache.use_second_level_cache", false);
        settings.put("hibernate.cache.use_query_cache", false);
        settings.put("hibernate.xml_mapping_enabled", false);
        settings.put("hibernate.generate_statistics", false);
        settings.put(
                "hibernate.physical_naming_strategy",
                "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");
        settings.put("jakarta.persistence.validation.mode", "none");
        settings.put("hibernate.query.in_clause_parameter_padding", true);
        settings.put("hibernate.query.plan_cache_max_size", 256);
        StandardServiceRegistry registry =
                new StandardServiceRegistryBuilder().applySettings(settings).build();
        try {
            MetadataSources sources = new MetadataSources(registry);
            rows.forEach(sources::addAnnotatedClass);
            return sources.buildMetadata().buildSessionFactory();
        } catch (RuntimeException e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }
}
