package org.manyhands.agent.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.agent.AgentException;

class ProjectAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://project.example.org",
                "https://project.example.org:8443/science",
                "http://127.0.0.1:8080",
                "http://localhost:8080",
                "http://[::1]:8080"
            })
    void safeAddressesAreTaken(String text) throws Exception {
        assertThat(ProjectAddress.parse(text, false)).hasToString(text);
    }

    @Test
    void aSlashAtTheEndIsNoPartOfIt() throws Exception {
        assertThat(ProjectAddress.parse("https://project.example.org/", false))
                .hasToString("https://project.example.org");
    }

    @Test
    void plainHttpOffThisMachineMustBeAllowed() throws Exception {
        assertThatThrownBy(() -> ProjectAddress.parse("http://192.0.2.1:8080", false))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("--insecure-http");
        assertThat(ProjectAddress.parse("http://192.0.2.1:8080", true)).hasToString("http://192.0.2.1:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project.example.org",
                "ftp://project.example.org",
                "localhost:8080",
                "http:/x",
                "a b",
                "",
                "https://name:word@project.example.org"
            })
    void whatIsNoAddressIsNamed(String text) {
        assertThatThrownBy(() -> ProjectAddress.parse(text, true))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("'" + text + "' is not a project's address");
    }
}
