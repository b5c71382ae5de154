/**
 * A database for other processes: gRPC and HTTP with JSON on one port. {@link io.spatio.server.SpatioServer} starts one on a database,
 * {@link io.spatio.server.ServerSettings} say where it listens and what it bounds. Below, {@code operation} is what it can do, without
 * a type of the HTTP library; {@code http} and {@code grpc} are the two surfaces. Begin with the server.
 */
@NullMarked
package io.spatio.server;

import org.jspecify.annotations.NullMarked;
