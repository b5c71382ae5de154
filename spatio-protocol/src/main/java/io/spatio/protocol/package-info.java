/**
 * The protocol of the server. The definition is {@code spatio/v1/spatio.proto}, which this artifact holds as a resource, too; its
 * messages are in {@code io.spatio.protocol.v1}, generated. A message grows by fields; what cannot grow that way becomes v2 beside
 * v1. Begin with the service {@code Spatio} of the definition.
 */
@NullMarked
package io.spatio.protocol;

import org.jspecify.annotations.NullMarked;
