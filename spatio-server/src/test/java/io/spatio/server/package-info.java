/** Tests of the server. */
package io.spatio.server;
