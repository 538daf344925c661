package org.manyhands.bench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows between modules, and "one library, one package" (docs/ARCHITECTURE.md). */
@AnalyzeClasses(packages = "org.manyhands", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String PROTOCOL = "org.manyhands.protocol..";
    private static final String SANDBOX = "org.manyhands.sandbox..";
    private static final String DB = "org.manyhands.db..";
    private static final String GENERATOR = "org.manyhands.generator..";
    private static final String VALIDATOR = "org.manyhands.validator..";
    private static final String ASSIMILATOR = "org.manyhands.assimilator..";
    private static final String SERVER = "org.manyhands.server..";
    private static final String AGENT = "org.manyhands.agent..";
    private static final String RESEARCHER = "org.manyhands.researcher..";

    @ArchTest
    static final ArchRule protocol_stands_alone = mayUse(PROTOCOL);

    @ArchTest
    static final ArchRule sandbox_stands_alone = mayUse(SANDBOX);

    @ArchTest
    static final ArchRule db_uses_the_protocol = mayUse(DB, PROTOCOL);

    @ArchTest
    static final ArchRule the_generator_uses_db_and_sandbox = mayUse(GENERATOR, DB, PROTOCOL, SANDBOX);

    @ArchTest
    static final ArchRule the_validator_uses_db_and_sandbox = mayUse(VALIDATOR, DB, PROTOCOL, SANDBOX);

    @ArchTest
    static final ArchRule the_assimilator_uses_db_and_sandbox = mayUse(ASSIMILATOR, DB, PROTOCOL, SANDBOX);

    @ArchTest
    static final ArchRule the_server_uses_db_and_sandbox = mayUse(SERVER, DB, PROTOCOL, SANDBOX);

    @ArchTest
    static final ArchRule the_agent_shares_only_protocol_and_sandbox = mayUse(AGENT, PROTOCOL, SANDBOX);

    @ArchTest
    static final ArchRule the_researcher_speaks_only_the_protocol = mayUse(RESEARCHER, PROTOCOL);

    @ArchTest
    static final ArchRule webassembly_is_touched_only_by_engine_and_rewriter =
            only("run.endive..", "org.manyhands.sandbox.engine..", "org.manyhands.sandbox.rewrite..");

    @ArchTest
    static final ArchRule bouncy_castle_has_one_user = only("org.bouncycastle..", "org.manyhands.protocol.crypto..");

    @ArchTest
    static final ArchRule quartz_has_one_user = only("org.quartz..", "org.manyhands.server.pass..");

    @ArchTest
    static final ArchRule hibernate_stays_in_the_database = only("org.hibernate..", DB);

    @ArchTest
    static final ArchRule jetty_stays_in_the_http_package = only("org.eclipse.jetty..", "org.manyhands.server.http..");

    /** Parsing, rewriting, compiling and running happen in slot processes: nobody else calls what does it. */
    @ArchTest
    static final ArchRule modules_are_touched_only_in_slots = noClasses()
            .that(resideInAPackage("org.manyhands..").and(not(resideInAPackage(SANDBOX))))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.manyhands.sandbox.engine..",
                    "org.manyhands.sandbox.rewrite..",
                    "org.manyhands.sandbox.wasi.."));

    private static ArchRule mayUse(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(resideInAPackage("org.manyhands..")
                        .and(not(resideInAPackage(module)))
                        .and(not(resideInAnyPackage(others))));
    }

    private static ArchRule only(String library, String... users) {
        return classes()
                .that(resideInAPackage("org.manyhands..").and(not(resideInAnyPackage(users))))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(library)));
    }
}
