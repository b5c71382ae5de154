package io.spatio.cli.operate;

import io.spatio.Health;
import io.spatio.cli.command.Words;
import io.spatio.cli.output.Facts;

/** A database's health as facts: its state for programs, what that means and why for people. */
final class HealthFacts {
    private HealthFacts() {}

    static Facts add(Facts facts, Health health) {
        facts.with("health", health.state().name());
        if (health.state() != Health.State.OPEN) {
            facts.with("healthMeaning", meaning(health.state()));
        }
        health.cause().ifPresent(cause -> facts.with("healthCause", Words.of(cause)));
        return facts;
    }

    private static String meaning(Health.State state) {
        return switch (state) {
            case OPEN -> "reads and writes work";
            case DEGRADED -> "reads and writes work; something optional failed and is tried again";
            case READ_ONLY -> "opened for reading alone";
            case READ_ONLY_FULL -> "the disk is full: reads work, writes are refused until there is space";
            case FAILED -> "a write failed: reads work, writes are refused until the database is opened again";
        };
    }
}
