/** The engine held to the contract, over every index and every store. */
@NullMarked
package io.spatio.core.conformance;

import org.jspecify.annotations.NullMarked;
