/**
 * Every operation of the server, from request message to reply message, without a type of the HTTP library. An
 * {@link io.spatio.server.operation.Operation} is what one method of the definition does, with the role that its rule asks for;
 * {@link io.spatio.server.operation.Operations} has them all; the {@link io.spatio.server.operation.Dispatcher} is the one way to run
 * one: it asks for rights, finds a thread, keeps deadlines and counts. Begin with the dispatcher.
 */
@NullMarked
package io.spatio.server.operation;

import org.jspecify.annotations.NullMarked;
