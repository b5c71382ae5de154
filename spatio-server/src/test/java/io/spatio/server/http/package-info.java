/** Tests of the HTTP surface. */
package io.spatio.server.http;
