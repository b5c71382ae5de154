package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spatio.testkit.generators.RandomSequences;
import io.spatio.testkit.harness.Spec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several databases that are one to their user. */
public abstract class AgreementSpec {
    private static final int MAX_ACTIONS = 50;

    private final List<DatabaseSource> sources;

    /** Tests the databases of sources against each other. */
    protected AgreementSpec(List<DatabaseSource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Test
    @Spec("all give the same answers after the same calls, however their files were kept in between")
    void sameAnswers() {
        RandomSequences.check(
                "databases beside each other",
                DatabaseGenerators.actions(),
                MAX_ACTIONS,
                sources.get(0).budget(),
                this::run);
    }

    private void run(List<DatabaseAction> actions) {
        List<List<Object>> answers = new ArrayList<>();
        for (DatabaseSource source : sources) {
            source.onDisk(database -> {
                DatabaseContract.run(database, actions);
                answers.add(database.answers());
                database.reopen();
                answers.add(database.answers());
            });
        }
        for (int i = 1; i < answers.size(); i++) {
            int at = i;
            assertEquals(
                    answers.get(0),
                    answers.get(i),
                    () -> "answers of " + sources.get(at / 2).name()
                            + (at % 2 == 0 ? "" : ", opened again,") + " beside those of "
                            + sources.get(0).name());
        }
    }
}
