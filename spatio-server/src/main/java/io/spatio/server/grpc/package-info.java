/**
 * The gRPC surface: bytes to request messages and back, status and trailers of what went wrong. One class,
 * {@link io.spatio.server.grpc.GrpcCalls}, registers each method of the definition; there is no generated code of a gRPC library.
 */
@NullMarked
package io.spatio.server.grpc;

import org.jspecify.annotations.NullMarked;
