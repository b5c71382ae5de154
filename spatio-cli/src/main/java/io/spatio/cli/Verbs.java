package io.spatio.cli;

import io.spatio.cli.command.Verb;
import io.spatio.cli.demo.DemoVerb;
import io.spatio.cli.importing.ImportVerb;
import io.spatio.cli.operate.CheckVerb;
import io.spatio.cli.operate.CompactVerb;
import io.spatio.cli.operate.ConfigVerb;
import io.spatio.cli.operate.CopyVerb;
import io.spatio.cli.operate.DeleteVerb;
import io.spatio.cli.operate.DropVerb;
import io.spatio.cli.operate.EraseVerb;
import io.spatio.cli.operate.ExportVerb;
import io.spatio.cli.operate.PluginsVerb;
import io.spatio.cli.operate.PutVerb;
import io.spatio.cli.operate.SnapshotVerb;
import io.spatio.cli.operate.StatsVerb;
import io.spatio.cli.operate.VersionVerb;
import io.spatio.cli.query.BboxVerb;
import io.spatio.cli.query.CylinderVerb;
import io.spatio.cli.query.DuringVerb;
import io.spatio.cli.query.GetVerb;
import io.spatio.cli.query.KnnVerb;
import io.spatio.cli.query.ListVerb;
import io.spatio.cli.query.NamespacesVerb;
import io.spatio.cli.query.NearVerb;
import io.spatio.cli.query.TrackVerb;
import io.spatio.cli.query.WithinVerb;
import io.spatio.cli.serve.ServeVerb;
import io.spatio.cli.serve.TokenVerb;
import io.spatio.cli.shell.ShellVerb;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The list of all verbs by name, in the order of the help. */
final class Verbs {
    private Verbs() {}

    static Map<String, Supplier<Verb>> all() {
        Map<String, Supplier<Verb>> verbs = lines();
        Map<String, Supplier<Verb>> all = new LinkedHashMap<>();
        all.put("demo", DemoVerb::new);
        all.putAll(verbs);
        all.put("serve", ServeVerb::new); // not in a shell, which is one user's
        all.put("token", TokenVerb::new);
        all.put("copy", CopyVerb::new); // not in a shell, which holds a database
        all.put("shell", () -> new ShellVerb(verbs));
        return all;
    }

    /** The verbs that a line of the shell may hold. */
    private static Map<String, Supplier<Verb>> lines() {
        Map<String, Supplier<Verb>> verbs = new LinkedHashMap<>();
        verbs.put("import", ImportVerb::new);
        verbs.put("put", PutVerb::new);
        verbs.put("delete", DeleteVerb::new);
        verbs.put("erase", EraseVerb::new);
        verbs.put("drop", DropVerb::new);
        verbs.put("get", GetVerb::new);
        verbs.put("near", NearVerb::new);
        verbs.put("knn", KnnVerb::new);
        verbs.put("bbox", BboxVerb::new);
        verbs.put("cylinder", CylinderVerb::new);
        verbs.put("within", WithinVerb::new);
        verbs.put("track", TrackVerb::new);
        verbs.put("during", DuringVerb::new);
        verbs.put("list", ListVerb::new);
        verbs.put("namespaces", NamespacesVerb::new);
        verbs.put("export", ExportVerb::new);
        verbs.put("stats", StatsVerb::new);
        verbs.put("check", CheckVerb::new);
        verbs.put("compact", CompactVerb::new);
        verbs.put("snapshot", SnapshotVerb::new);
        verbs.put("plugins", PluginsVerb::new);
        verbs.put("config", ConfigVerb::new);
        verbs.put("version", VersionVerb::new);
        return verbs;
    }
}
