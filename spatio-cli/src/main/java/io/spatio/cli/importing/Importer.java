package io.spatio.cli.importing;

import io.spatio.EventTransfer;
import io.spatio.Namespace;
import io.spatio.Update;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.output.Texts;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Stores the rows of files and reports those that are bad. One thread. */
final class Importer {
    private final Namespace namespace;
    private final Invocation invocation;
    private final ImportSettings settings;
    private final Progress progress;
    private final ImportCounts counts = new ImportCounts();

    Importer(Namespace namespace, Invocation invocation, ImportSettings settings, Progress progress) {
        this.namespace = namespace;
        this.invocation = invocation;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * How rows are read.
     *
     * @param columns the columns the user chose
     * @param timeFormat how times are written
     * @param strict whether the first bad row ends the import
     */
    record ImportSettings(Map<Role, String> columns, TimeFormat timeFormat, boolean strict) {
        ImportSettings {
            columns = Map.copyOf(columns);
        }
    }

    ImportCounts counts() {
        return counts;
    }

    /** Stores the rows of one file. */
    void take(CsvFile file, Columns columns) throws BadRow {
        invocation.note(file.name() + ": columns " + columns.description());
        RowMapper mapper = new RowMapper(columns, settings.timeFormat());
        Batch batch =
                new Batch(namespace, counts, (line, row, reason) -> reject(file, line, "id=" + row.objectId(), reason));
        long before = counts.taken();
        long line = 1;
        try {
            for (Optional<CsvRow> row = file.next(); row.isPresent(); row = file.next()) {
                line = row.get().line();
                takeRow(file, mapper, batch, row.get());
                progress.at(file.bytesRead());
            }
            batch.store();
        } catch (IOException e) {
            batch.store();
            throw Failure.io("cannot read " + file.name() + " after line " + line, e);
        }
        invocation.note(file.name() + ": " + Texts.count(counts.taken() - before) + " rows taken");
    }

    private void takeRow(CsvFile file, RowMapper mapper, Batch batch, CsvRow row) throws BadRow {
        if (row instanceof CsvRow.Malformed malformed) {
            bad(file, batch, malformed.line(), malformed.value(), malformed.reason());
        } else if (row instanceof CsvRow.Cells cells) {
            Update update;
            try {
                if (mapper.isDelete(cells.cells())) {
                    delete(file, batch, cells.line(), mapper.deletion(cells.cells()));
                    return;
                }
                update = mapper.map(cells.cells());
            } catch (BadCell e) {
                bad(file, batch, cells.line(), e.value(), e.reason());
                return;
            }
            batch.add(cells.line(), update);
        }
    }

    /** What stands before a delete is stored before it, because their order counts. */
    private void delete(CsvFile file, Batch batch, long line, Deletion deletion) throws BadRow {
        batch.store();
        if (!(namespace instanceof EventTransfer history)) {
            throw Failure.error("this database does not take deletes as rows");
        }
        try {
            history.putDelete(deletion.objectId(), deletion.timestamp(), deletion.madeAt());
            counts.countDelete();
        } catch (IllegalArgumentException e) {
            reject(file, line, "id=" + deletion.objectId(), String.valueOf(e.getMessage()));
        }
    }

    /** A row that was bad before the database saw it: what stands before it is stored first when it ends the import. */
    private void bad(CsvFile file, Batch batch, long line, String value, String reason) throws BadRow {
        if (settings.strict()) {
            batch.store();
        }
        reject(file, line, value, reason);
    }

    private void reject(CsvFile file, long line, String value, String reason) throws BadRow {
        counts.reject();
        String place = file.name() + ":" + line;
        progress.interrupted(() -> invocation.complain(place + ": " + value + ": " + reason));
        if (settings.strict()) {
            throw new BadRow(place);
        }
    }
}
