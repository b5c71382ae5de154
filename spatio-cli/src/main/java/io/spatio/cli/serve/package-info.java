/**
 * The verb that makes a database a server. {@link io.spatio.cli.serve.ServeVerb} opens, listens and waits;
 * {@link io.spatio.cli.serve.StopSignals} tells it when to stop. What a server does is the server module's. Begin with the verb.
 */
@NullMarked
package io.spatio.cli.serve;

import org.jspecify.annotations.NullMarked;
