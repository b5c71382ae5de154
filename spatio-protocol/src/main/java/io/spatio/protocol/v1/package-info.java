/**
 * The messages of the server, generated from {@code spatio/v1/spatio.proto}, which this artifact holds as a resource, too. No message
 * takes or gives null: what is absent has its default, and {@code has…} tells. A message grows by fields; what cannot grow that way
 * becomes v2 beside v1. Begin with the service {@code Spatio} of the definition.
 */
@NullMarked
package io.spatio.protocol.v1;

import org.jspecify.annotations.NullMarked;
