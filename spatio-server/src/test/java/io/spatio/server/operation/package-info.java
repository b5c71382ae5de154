/** Tests of the facade. */
package io.spatio.server.operation;
