/**
 * What can go wrong with a call, and how each surface says it. One table, {@link io.spatio.server.fault.Fault}, maps exceptions to
 * names, HTTP statuses and gRPC statuses; nothing else decides a status. Begin with that table.
 */
@NullMarked
package io.spatio.server.fault;

import org.jspecify.annotations.NullMarked;
